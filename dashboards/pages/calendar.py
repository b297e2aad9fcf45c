"""换届与期限: terms of office that run out, month by month; effects of decisions for the 纪检专员 alone."""

import streamlit as st

from dashboards import board_sentences, board_tables, figures, session, warehouse
from dashboards.components import board, filters
from dashboards.components.address import choose
from dashboards.components.charts import chart
from dashboards.components.origin import origin
from dashboards.theme import ENDINGS

visit = session.visit()
here = (visit.viewer, visit.build)
st.title("换届与期限")
choice = filters.bar(visit, *filters.names_for(visit, "area"))
spans = {"90": "今后90天", "180": "今后180天", "365": "今后一年"}
with choice.row:
    within = choose("期限", "within", spans, "90", width=130)
kinds = {kind: style.word for kind, style in ENDINGS.items() if kind == "换届" or visit.viewer.sees_confidential}
kind, kind_words = board.narrowed(choice, "事项", "ending", kinds, "全部事项")
words = board.standing_now(choice) | {"期限": spans[within]} | kind_words

rows = warehouse.deadlines(*here, int(within), choice.area, kind)
st.markdown(board_sentences.of_deadlines(int(within), rows))
board.listed(board_tables.deadlines(rows), rows, origin(visit, "换届与期限", words), "deadlines")

st.subheader("逐月")
months = warehouse.deadline_months(*here, choice.area, kind)
chart(
    figures.endings(months),
    "数据截止日起十二个月，每月到期的数量。",
    board_tables.endings(months),
    origin(visit, "逐月到期", words),
    "endings",
    wide=True,
)
st.caption("只列数据截止日仍在的党组织；已过届满日期而没有更新的，列在最前。影响期只有纪检专员能看到。")
