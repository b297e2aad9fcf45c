"""学校对比: one indicator, all units of the viewer; bands and intervals, never a ranking."""

import streamlit as st

from dashboards.database import values
from dashboards.pages.compare import distribution_chart, funnel_chart, panels, peer_selection, wording
from dashboards.shared import tables
from dashboards.widgets import breakdown, definition, filter_bar, page_frame, unit_table
from dashboards.widgets.chart import chart
from dashboards.widgets.downloads import buttons
from dashboards.widgets.export_origin import origin
from dashboards.widgets.multi_select import switch
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
    compared.peers.address,
)
sentence = wording.describe_spread(choice.period, choice.level, rows)
source = origin(visit, "学校对比", compared.filters(choice), choice.indicator)

spread, over_time, funnel, listed = st.tabs(["分布", "趋势", "漏斗图", "表"], key="tab", bind="query-params")
with spread:
    with st.container(horizontal=True, vertical_alignment="center"):
        limits = "998" if switch("误差线用99.8%区间", "wide", default=False) else "95"
        definition.popover(visit, choice.indicator, "define_compare")
    band = panels.band_of(visit, choice, rows, compared.peers.address)
    drawn = distribution_chart.distribution(rows, band=band, limits=limits, picked=compared.picked.ids)
    panels.side_by_side(choice, rows, compared, source)
    chart(drawn, sentence, tables.across(rows), source, "distribution", tall=900)
with over_time:
    panels.over_time(visit, choice, compared, rows)
with funnel:
    chart(funnel_chart.funnel(rows), wording.describe_funnel(rows), tables.across(rows), source, "funnel")
with listed:
    st.markdown(sentence)
    unit_table.table(tables.across(rows), rows, "各单位数值", "compare_rows", height=unit_table.tall(rows))
    buttons(tables.across(rows), source, "compare")
breakdown.across(visit, choice)
