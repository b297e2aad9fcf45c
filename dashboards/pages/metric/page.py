"""指标页: what an indicator means and why, its standard and history, how it spreads, and what another standard does."""

import streamlit as st

from dashboards.charts.stage_dots import stage_dots
from dashboards.charts.trend import trend
from dashboards.database import values
from dashboards.pages.metric import panels
from dashboards.pages.metric.own_workbook import own_workbook
from dashboards.shared import tables as shared_tables
from dashboards.shared import wording
from dashboards.shared.markdown import escaped
from dashboards.shared.stages import describe_stages, stage_table
from dashboards.widgets import change_panel, filter_bar
from dashboards.widgets.annotations import noted
from dashboards.widgets.chart import chart
from dashboards.widgets.export_origin import origin
from dashboards.widgets.visit import current_visit

visit = current_visit()
st.title("指标页")
levels = ("branch",) if visit.viewer.unit_level == "branch" else ("branch", "school")
choice = filter_bar.bar(visit, "year", "level", levels=levels)
row = panels.chosen(visit, choice)
if row is None:
    st.info("没有可看的指标。")
    st.stop()
code, name = str(row["indicator_code"]), str(row["name_zh"])
source = origin(visit, "指标页", choice.filters | {"指标": name}, code)

st.subheader(f"{escaped(name)}（{escaped(row['lifecycle'] or '未登记')}）")
panels.defined(visit, row)
panels.exempt(visit, row, choice)
panels.ways(visit, row)

st.subheader("各学段的分布")
stages = values.by_stage(visit.reader, code, choice.level, "year", choice.period_start)
units = values.across(visit.reader, code, choice.level, "year", choice.period_start)
text = describe_stages(choice.period, choice.level, stages)
if units["value"].count():
    chart(stage_dots(units, stages), text, stage_table(stages), source, "stages")
else:
    st.markdown(text)

st.subheader("历年走势")
found = values.trend(visit.reader, code, visit.viewer.unit, "year")
st.caption(f"单位：{escaped(visit.unit_name)}")
if found["value"].count():
    notes = noted(visit, visit.viewer.unit, code)
    drawn = trend(found, notes)
    chart(drawn, wording.describe_trend(found), shared_tables.periods(found), source, "metric_trend")
else:
    st.markdown(wording.describe_trend(found))

st.subheader("为什么变了")
change_panel.panel(visit, visit.viewer.unit, choice, code)

panels.trial(visit, row, choice, source)
st.subheader("标准沿革")
panels.history(visit, row)
own_workbook(visit, origin(visit, "自己的工作簿", {}))
