"""发展党员: candidates by stage, twenty-five steps, and the steps that are overdue."""

import streamlit as st

from dashboards import board_sentences, board_tables, figures, session, warehouse
from dashboards.components import board, filters
from dashboards.components.charts import chart, show
from dashboards.components.downloads import buttons
from dashboards.components.origin import origin
from dashboards.theme import PIPELINE

visit = session.visit()
here = (visit.viewer, visit.build)
st.title("发展党员")
choice = filters.bar(visit, *filters.names_for(visit, "area"))
words = board.standing_now(choice)

stages = warehouse.admission_stages(*here, choice.area)
chart(
    figures.stacked(stages, "stage", PIPELINE),
    board_sentences.of_stages(stages),
    board_tables.stages(stages),
    origin(visit, "发展党员各阶段", words),
    "stages",
)

st.subheader("逾期的程序")
rows = warehouse.admission_overdue(*here, choice.area)
board.listed(board_tables.overdue_steps(rows), rows, origin(visit, "发展党员逾期程序", words), "overdue_steps")

st.subheader("二十五个程序")
table = board_tables.steps(warehouse.admission_steps(*here, choice.area))
show(table, "二十五个程序", "steps", height=420 if table.height > 11 else None)
buttons(table, origin(visit, "发展党员程序", words), "steps")
st.caption(
    "所处阶段：第一个还没有完成的程序所在的阶段；都完成的，看最后完成的程序。材料归档后不再列入。只列编号，不列姓名。"
)
