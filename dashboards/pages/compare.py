"""学校对比: one indicator, all units of the viewer; bands and intervals, never a ranking."""

import streamlit as st

from dashboards import comparison_sentences, figures, session, tables, warehouse
from dashboards.components import against, definition, drill, filters, frame, parts, peers
from dashboards.components.charts import chart
from dashboards.components.downloads import buttons
from dashboards.components.origin import origin
from dashboards.components.picking import switch

visit = session.visit()
st.title("学校对比")
if not visit.viewer.sees_named_peers:
    peers.own_page(visit)
    frame.footer()  # nothing is drawn after a stop
    st.stop()
names = filters.names_for(visit, "year", "level", "indicator", "period", "stage", "area")
choice = filters.bar(visit, *names, levels=("area", "branch", "school"))
if not choice.indicator:
    st.info("这一年没有可比的指标。")
    st.stop()
compared = against.panel(visit, choice)
rows = warehouse.across(
    visit.viewer, visit.build, choice.indicator, choice.level, choice.period_type, choice.period_start,
    choice.area, choice.stage, compared.peers.address,
)  # fmt: skip
sentence = comparison_sentences.of_spread(choice.period, choice.level, rows)
source = origin(visit, "学校对比", compared.filters(choice), choice.indicator)

spread, over_time, funnel, listed = st.tabs(["分布", "趋势", "漏斗图", "表"], key="tab", bind="query-params")
with spread:
    with st.container(horizontal=True, vertical_alignment="center"):
        limits = "998" if switch("误差线用99.8%区间", "wide", default=False) else "95"
        definition.popover(visit, choice.indicator, "define_compare")
    band = peers.band_of(visit, choice, rows, compared.peers.address)
    drawn = figures.distribution(rows, band=band, limits=limits, picked=compared.picked.ids)
    peers.side_by_side(choice, rows, compared, source)
    chart(drawn, sentence, tables.across(rows), source, "distribution", tall=900)
with over_time:
    peers.over_time(visit, choice, compared, rows)
with funnel:
    chart(figures.funnel(rows), comparison_sentences.of_funnel(rows), tables.across(rows), source, "funnel")
with listed:
    st.markdown(sentence)
    drill.table(tables.across(rows), rows, "各单位数值", "compare_rows", height=drill.tall(rows))
    buttons(tables.across(rows), source, "compare")
parts.across(visit, choice)
