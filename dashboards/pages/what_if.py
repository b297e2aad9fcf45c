"""标准模拟: another threshold tried on a year's values; nothing is built and nothing is kept."""

import streamlit as st

from dashboards import board_sentences, figures, session, standard_tables, warehouse
from dashboards.components import board, definition, filters, what_if
from dashboards.components.charts import chart
from dashboards.components.origin import origin

visit = session.visit()
here = (visit.viewer, visit.build)
st.title("标准模拟")
choice = filters.bar(visit, *filters.names_for(visit, "year", "stage", "area"))
trial = what_if.trial(visit, choice)
if trial is None:
    st.info("这一年没有可以试算的指标。")
    st.stop()
counts = warehouse.tried_counts(
    *here, trial.code, choice.year, trial.threshold, trial.hours, choice.area, choice.stage
)  # fmt: skip
changed = warehouse.tried(
    *here, trial.code, choice.year, trial.threshold, trial.hours, choice.area, choice.stage
)  # fmt: skip
source = origin(visit, "标准模拟", choice.filters | trial.words, trial.code)

st.markdown(board_sentences.of_trial(trial.row, trial.threshold, trial.hours, counts))
st.caption(what_if.remarks(trial))
definition.popover(visit, trial.code, "define_trial")

level = what_if.level_choice(counts)
by_area = what_if.by_area(counts, level)
said = "各片区达标的单位数：灰色是现行标准，蓝色是试算标准；右边是“达标/有数值”。"
chart(figures.before_after(by_area), said, standard_tables.trial_counts(counts), source, "trial_areas")

st.subheader("状态会改变的单位")
st.markdown(board_sentences.of_changed(changed))
if changed.height:
    board.listed(standard_tables.trials(changed), changed, source, "trial_units")
