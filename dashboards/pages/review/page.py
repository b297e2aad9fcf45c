"""述职评议: freeze the year, see who is ready, preview and download packs."""

import streamlit as st

from dashboards.pages.review import batch_panel, district_panel, pack_panel, snapshot_panel
from dashboards.widgets import filter_bar
from dashboards.widgets.visit import current_visit

visit = current_visit()
st.title("述职评议")
choice = filter_bar.bar(visit, "year")
taken = snapshot_panel.frozen(visit, choice.year)

who, one, everyone, whole = st.tabs(["准备情况", "一个单位", "批量生成", "全区汇总"], key="view", bind="query-params")
if who.open:
    with who:
        snapshot_panel.ready(visit, choice.year, choice.filters)
if one.open:
    with one:
        if taken is None:
            st.info("冻结以后才能生成材料。请区级管理员先冻结这个年度。")
        elif not visit.viewer.may_change:
            st.info("以他人身份查看时不能生成材料：生成了就会登记。")
        else:
            pack_panel.one_unit(visit, taken)
if everyone.open:
    with everyone:
        if taken is None or not visit.viewer.may_freeze:
            st.info("批量生成由区级管理员在冻结之后进行；本单位的材料在“一个单位”里生成。")
        else:
            batch_panel.everything(visit, taken)
if whole.open:
    with whole:
        if taken is None or not visit.viewer.may_take_volume:
            st.info("全区汇总在冻结之后给区级和片区；本单位的材料在“一个单位”里生成。")
        else:
            district_panel.whole(visit, taken)
st.caption("材料由台账数据汇总生成，仅供参考，不代替评议结论。")
