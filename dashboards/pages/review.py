"""述职评议: freeze the year, see who is ready, read and take away packs."""

import streamlit as st

from dashboards import session
from dashboards.components import filters, review_batch, review_pack, review_volume, review_year

visit = session.visit()
st.title("述职评议")
choice = filters.bar(visit, "year")
taken = review_year.frozen(visit, choice.year)

who, one, everyone, whole = st.tabs(["准备情况", "一个单位", "批量生成", "全区汇总"], key="view", bind="query-params")
if who.open:
    with who:
        review_year.ready(visit, choice.year, choice.filters)
if one.open:
    with one:
        if taken is None:
            st.info("冻结以后才能生成材料。请区级管理员先冻结这个年度。")
        else:
            review_pack.one_unit(visit, taken)
if everyone.open:
    with everyone:
        if taken is None or not visit.viewer.may_freeze:
            st.info("批量生成由区级管理员在冻结之后进行；本单位的材料在“一个单位”里生成。")
        else:
            review_batch.everything(visit, taken)
if whole.open:
    with whole:
        if taken is None or not visit.viewer.may_take_volume:
            st.info("全区汇总在冻结之后给区级和片区；本单位的材料在“一个单位”里生成。")
        else:
            review_volume.whole(visit, taken)
st.caption("材料由台账数据汇总生成，仅供参考，不代替评议结论。")
