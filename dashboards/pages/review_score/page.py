"""综合得分: how a school's score comes about, step by step; off until the weights are confirmed."""

import streamlit as st

from dashboards.pages.review_score import filters, queries, tables, wording
from dashboards.pages.review_score.charts import contributions
from dashboards.widgets.chart import chart, show
from dashboards.widgets.downloads import buttons
from dashboards.widgets.export_origin import origin
from dashboards.widgets.visit import current_visit

visit = current_visit()
st.title("综合得分")
choice = filters.bar(visit)
in_force = queries.review_weights(visit.reader, choice.year)
school = filters.school(visit, choice)
if school is None:
    st.info(wording.NO_SCHOOL if visit.viewer.may_try_weights else wording.NOT_CONFIRMED)
    st.stop()
is_trial = not in_force["is_confirmed"].all()
if is_trial:
    st.warning(wording.TRIAL_ONLY)
unit, name = school
title = "综合得分（试算）" if is_trial else "综合得分"
source = origin(visit, title, choice.filters | {"学校": name, "说明": wording.ONLY_A_REFERENCE}, unit=name)

steps = queries.review_steps(visit.reader, choice.year, unit)
st.markdown(wording.describe_total(name, choice.year, steps, is_trial))
table = tables.steps(steps)
chart(contributions(steps), wording.describe_items(), table, source, "review_items")

st.subheader("每一步")
show(table, f"{title}的每一步", "review_steps", height=560)
buttons(table, source, "review_steps")
st.caption(wording.HOW_IT_COMES_ABOUT)

st.subheader("否决与上限")
show(tables.rules(steps), "否决与上限", "review_rules")
st.markdown(wording.describe_share(queries.review_share(visit.reader, choice.year)))

if visit.viewer.may_try_weights:
    st.subheader("权重试算")
    tried = filters.weights(in_force)
    st.markdown(
        wording.describe_trial(sum(tried.values()), queries.review_tried(visit.reader, choice.year, tried, unit))
    )
    counted = tables.bands(queries.review_tried_bands(visit.reader, choice.year, tried))
    show(counted, "各区间的学校数", "review_bands")
    st.caption("只试算，不改数据、不保存。")
st.caption(wording.ONLY_A_REFERENCE)
