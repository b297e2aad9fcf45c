"""标准模拟: another threshold tried on a year's values; nothing is built and nothing is kept."""

import streamlit as st

from dashboards.database import standard_trials
from dashboards.pages.standards import tables, what_if_panels, wording
from dashboards.widgets import definition, filter_bar, linked_table, standard_trial, standard_wording
from dashboards.widgets.export_origin import origin
from dashboards.widgets.visit import current_visit

visit = current_visit()
st.title("标准模拟")
choice = filter_bar.bar(visit, *filter_bar.names_for(visit, "year", "stage", "area"))
trial = what_if_panels.trial(visit, choice)
if trial is None:
    st.info("这一年没有可以试算的指标。")
    st.stop()
counts = standard_trials.tried_counts(
    visit.reader, trial.code, choice.year, trial.threshold, trial.hours, choice.area, choice.stage
)
changed = standard_trials.tried(
    visit.reader, trial.code, choice.year, trial.threshold, trial.hours, choice.area, choice.stage
)
source = origin(visit, "标准模拟", choice.filters | trial.words, trial.code)

st.markdown(standard_wording.describe_trial(trial.row, trial.threshold, trial.hours, counts))
st.caption(standard_trial.remarks(trial))
definition.popover(visit, trial.code, "define_trial")

text = "各片区达标的单位数：灰色是现行标准，蓝色是试算标准；右边是“达标/有数值”。"
standard_trial.draw_counts(counts, text, source, "trial_areas")

st.subheader("状态会改变的单位")
st.markdown(wording.describe_changed(changed))
if changed.height:
    linked_table.listed(tables.trials(changed), changed, source, "trial_units")
