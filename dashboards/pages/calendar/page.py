"""换届与期限: terms of office that run out, what runs for members; effects of decisions for the 纪检专员 alone."""

import streamlit as st

from dashboards.database import deadlines
from dashboards.pages.calendar import queries, tables, wording
from dashboards.shared.labels import ENDINGS
from dashboards.widgets import deadline_months, filter_bar, linked_table
from dashboards.widgets.export_origin import origin
from dashboards.widgets.url_state import choose
from dashboards.widgets.visit import current_visit

visit = current_visit()
st.title("换届与期限")
choice = filter_bar.bar(visit, *filter_bar.names_for(visit, "area"))
spans = {"90": "今后90天", "180": "今后180天", "365": "今后一年"}
with choice.row:
    within = choose("期限", "within", spans, "90", width=130)
kinds = {kind: style.word for kind, style in ENDINGS.items() if kind == "换届" or visit.viewer.sees_confidential}
kind, kind_words = linked_table.filter_choice(choice, "事项", "ending", kinds, "全部事项")
words = linked_table.standing_now(choice) | {"期限": spans[within]} | kind_words

rows = deadlines.deadlines(visit.reader, int(within), choice.area, kind)
st.markdown(wording.describe_deadlines(int(within), rows))
linked_table.listed(tables.deadlines(rows), rows, origin(visit, "换届与期限", words), "deadlines")

st.subheader("党员的期限")
if visit.viewer.sees_member_names:
    offered = queries.clocks(visit.reader)
    clock, clock_words = linked_table.filter_choice(choice, "党员期限", "clock", offered, "全部期限")
    running = queries.person_clocks(visit.reader, choice.area, clock)
    st.markdown(wording.describe_clocks(running))
    source = origin(visit, "党员的期限", linked_table.standing_now(choice) | clock_words)
    linked_table.listed(tables.person_clocks(running), running, source, "clocks")
    st.caption(wording.CLOCKS_NOTE)
else:
    st.caption(f"身份“{visit.viewer.role}”不看党员姓名；党员的期限由本支部、本校和区级查看。")

st.subheader("逐月")
months = deadlines.deadline_months(visit.reader, choice.area, kind)
text = "数据截止日起十二个月，每月到期的数量。"
deadline_months.draw_months(months, text, origin(visit, "逐月到期", words), "endings")
st.caption("只列数据截止日仍在的党组织；已过届满日期而没有更新的，列在最前。影响期只有纪检专员能看到。")
