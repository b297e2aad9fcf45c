"""指标页: what an indicator means and why, its standard and history, how it spreads, and what another standard does."""

import streamlit as st

from dashboards import figures, metric_tables, sentences, session, tables, warehouse
from dashboards.components import filters, metric
from dashboards.components.charts import chart
from dashboards.components.notes import noted
from dashboards.components.origin import origin
from dashboards.components.plain import plain
from dashboards.figures.stages import stage_dots
from dashboards.metric_sentences import of_stages
from dashboards.warehouse.metric import by_stage

visit = session.visit()
here = (visit.viewer, visit.build)
st.title("指标页")
levels = ("branch",) if visit.viewer.unit_level == "branch" else ("branch", "school")
choice = filters.bar(visit, "year", "level", levels=levels)
row = metric.chosen(visit, choice)
if row is None:
    st.info("没有可看的指标。")
    st.stop()
code, name = str(row["indicator_code"]), str(row["name_zh"])
source = origin(visit, "指标页", choice.filters | {"指标": name}, code)

st.subheader(f"{plain(name)}（{plain(row['lifecycle'] or '未登记')}）")
metric.defined(visit, row)
metric.ways(visit, row)

st.subheader("各学段的分布")
stages = by_stage(*here, code, choice.level, choice.year)
units = warehouse.across(*here, code, choice.level, "year", choice.period_start)
said = of_stages(choice.year, choice.level, stages)
if units["value"].count():
    chart(stage_dots(units, stages), said, metric_tables.stages(stages), source, "stages")
else:
    st.markdown(said)

st.subheader("历年走势")
found = warehouse.trend(*here, code, visit.viewer.unit_level, visit.viewer.unit_id, "year")
st.caption(f"单位：{plain(visit.unit_name)}")
if found["value"].count():
    notes = noted(visit, (visit.viewer.unit_level, visit.viewer.unit_id), code)
    drawn = figures.trend(found, notes)
    chart(drawn, sentences.of_trend(found), tables.periods(found), source, "metric_trend")
else:
    st.markdown(sentences.of_trend(found))

metric.trial(visit, row, choice, source)
st.subheader("标准沿革")
metric.history(visit, row)
