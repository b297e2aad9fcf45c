"""学校对比: one indicator, all units of the viewer; bands and intervals, never a ranking."""

import streamlit as st

from dashboards.database import values
from dashboards.pages.compare import funnel_chart, panels, peer_selection, tables, wording
from dashboards.shared import tables as shared_tables
from dashboards.widgets import breakdown, filter_bar, page_frame, unit_table
from dashboards.widgets.chart import chart
from dashboards.widgets.downloads import buttons
from dashboards.widgets.export_origin import origin
from dashboards.widgets.visit import current_visit

visit = current_visit()
st.title("学校对比")
if not visit.viewer.sees_named_peers:
    panels.own_page(visit)
    page_frame.footer()  # nothing is drawn after a stop
    st.stop()
names = filter_bar.names_for(visit, "year", "level", "indicator", "period", "stage", "area")
choice = filter_bar.bar(visit, *names, levels=("area", "branch", "school"))
if not choice.indicator:
    st.info("这一年没有可比的指标。")
    st.stop()
compared = peer_selection.panel(visit, choice)
rows = values.across(
    visit.reader,
    choice.indicator,
    choice.level,
    choice.period_type,
    choice.period_start,
    choice.area,
    choice.stage,
    compared.address,
)
sentence = wording.describe_spread(choice.period, choice.level, rows)
source = origin(visit, "学校对比", compared.filters(choice), choice.indicator)

spread, over_time, funnel, listed = st.tabs(["分布", "趋势", "漏斗图", "表"], key="tab", bind="query-params")
with spread:
    panels.strip(visit, choice, rows, compared, source)
    panels.side_by_side(visit, choice, rows, compared, source)
    panels.rows_in_pages(visit, choice, rows, compared, source, sentence)
with over_time:
    panels.over_time(visit, choice, compared, rows)
with funnel:
    chart(funnel_chart.funnel(rows), wording.describe_funnel(rows), shared_tables.across(rows), source, "funnel")
with listed:
    st.markdown(sentence)
    whole = tables.across(rows, shrunk=panels.is_shrunk())
    unit_table.table(whole, rows, "各单位数值", "compare_rows", height=unit_table.tall(rows))
    buttons(whole, source, "compare")
breakdown.across(visit, choice)
