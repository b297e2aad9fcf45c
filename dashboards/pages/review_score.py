"""综合得分: how a school's score comes about, step by step; off until the weights are confirmed."""

import streamlit as st

from dashboards import review_sentences, review_tables, session
from dashboards.components import review
from dashboards.components.charts import chart, show
from dashboards.components.downloads import buttons
from dashboards.components.origin import origin
from dashboards.figures.review import contributions
from dashboards.warehouse import review_score as scores

visit = session.visit()
here = (visit.viewer, visit.build)
st.title("综合得分")
choice = review.bar(visit)
in_force = scores.review_weights(*here, choice.year)
school = review.school(visit, choice)
if school is None:
    st.info(review_sentences.NO_SCHOOL if visit.viewer.may_try_weights else review_sentences.NOT_CONFIRMED)
    st.stop()
is_trial = not in_force["is_confirmed"].all()
if is_trial:
    st.warning(review_sentences.TRIAL_ONLY)
unit, name = school
title = "综合得分（试算）" if is_trial else "综合得分"
source = origin(visit, title, choice.filters | {"学校": name, "说明": review_sentences.ONLY_A_REFERENCE}, unit=name)

steps = scores.review_steps(*here, choice.year, unit)
st.markdown(review_sentences.of_total(name, choice.year, steps, is_trial))
table = review_tables.steps(steps)
chart(contributions(steps), review_sentences.of_items(), table, source, "review_items")

st.subheader("每一步")
show(table, f"{title}的每一步", "review_steps", height=560)
buttons(table, source, "review_steps")
st.caption(review_sentences.HOW_IT_COMES_ABOUT)

st.subheader("否决与上限")
show(review_tables.rules(steps), "否决与上限", "review_rules")
st.markdown(review_sentences.of_share(scores.review_share(*here, choice.year)))

if visit.viewer.may_try_weights:
    st.subheader("权重试算")
    tried = review.weights(in_force)
    st.markdown(review_sentences.of_trial(sum(tried.values()), scores.review_tried(*here, choice.year, tried, unit)))
    counted = review_tables.bands(scores.review_tried_bands(*here, choice.year, tried))
    show(counted, "各区间的学校数", "review_bands")
    st.caption("只试算，不改数据、不保存。")
st.caption(review_sentences.ONLY_A_REFERENCE)
