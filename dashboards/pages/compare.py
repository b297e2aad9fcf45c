"""学校对比: one indicator, all units of the viewer; bands and intervals, never a ranking."""

import streamlit as st

from dashboards import figures, sentences, session, tables, warehouse
from dashboards.components import definition, drill, filters, parts, peers
from dashboards.components.charts import chart
from dashboards.components.downloads import buttons
from dashboards.components.origin import origin

visit = session.visit()
st.title("学校对比")
if not visit.viewer.sees_named_peers:
    peers.own_page(visit)
    st.stop()
names = filters.names_for(visit, "year", "level", "indicator", "period", "stage", "area")
choice = filters.bar(visit, *names, levels=("area", "branch", "school"))
if not choice.indicator:
    st.info("这一年没有可比的指标。")
    st.stop()
rows = warehouse.across(
    visit.viewer, visit.build, choice.indicator, choice.level, choice.period_type, choice.period_start,
    choice.area, choice.stage,
)  # fmt: skip
sentence = sentences.of_across(choice.period, choice.level, rows)
source = origin(visit, "学校对比", choice.filters, choice.indicator)
definition.popover(visit, choice.indicator, "define_compare")

spread, over_time, funnel, listed = st.tabs(["分布", "趋势", "漏斗图", "表"], key="tab")
with spread:
    chart(figures.distribution(rows), sentence, tables.across(rows), source, "distribution", tall=900)
with over_time:
    peers.trends(visit, choice, rows)
with funnel:
    chart(figures.funnel(rows), sentences.of_funnel(rows), tables.across(rows), source, "funnel")
with listed:
    st.markdown(sentence)
    drill.table(tables.across(rows), rows, "各单位数值", "compare_rows", height=drill.tall(rows))
    buttons(tables.across(rows), source, "compare")
parts.across(visit, choice)
