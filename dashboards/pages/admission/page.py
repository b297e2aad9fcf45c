"""发展党员: candidates by stage, twenty-five steps, and the steps that are overdue."""

import streamlit as st

from dashboards.database import admission
from dashboards.pages.admission import tables
from dashboards.widgets import candidate_stages, filter_bar, linked_table
from dashboards.widgets.chart import show
from dashboards.widgets.downloads import buttons
from dashboards.widgets.export_origin import origin
from dashboards.widgets.visit import current_visit

visit = current_visit()
st.title("发展党员")
choice = filter_bar.bar(visit, *filter_bar.names_for(visit, "area"))
words = linked_table.standing_now(choice)

stages = admission.admission_stages(visit.reader, choice.area)
candidate_stages.draw_stages(stages, origin(visit, "发展党员各阶段", words), "stages")

st.subheader("逾期的程序")
rows = admission.admission_overdue(visit.reader, choice.area)
linked_table.listed(tables.overdue_steps(rows), rows, origin(visit, "发展党员逾期程序", words), "overdue_steps")

st.subheader("二十五个程序")
table = tables.steps(admission.admission_steps(visit.reader, choice.area))
show(table, "二十五个程序", "steps", height=420 if table.height > 11 else None)
buttons(table, origin(visit, "发展党员程序", words), "steps")
st.caption(
    "所处阶段：第一个还没有完成的程序所在的阶段；都完成的，看最后完成的程序。材料归档后不再列入。只列编号，不列姓名。"
)
