"""标准化建设: eight items by organisation, with the year's plan, its batches and what was concluded."""

import streamlit as st

from dashboards import board_sentences, board_tables, figures, session, warehouse
from dashboards.components import board, filters
from dashboards.components.charts import chart, show
from dashboards.components.origin import origin
from dashboards.theme import ACCEPTANCE

visit = session.visit()
here = (visit.viewer, visit.build)
st.title("标准化建设")
choice = filters.bar(visit, *filters.names_for(visit, "year", "area"))
states = {state: style.label for state, style in ACCEPTANCE.items()}
state, state_words = board.narrowed(choice, "验收状态", "acceptance", states, "全部状态", 190)
source = origin(visit, "标准化建设", choice.filters | state_words)
rows = warehouse.standardisation_board(*here, choice.year, choice.area, state)
st.markdown(board_sentences.of_acceptance(choice.year, rows))

st.subheader("计划与批次")
rounds = warehouse.standardisation_rounds(*here, choice.year, choice.area)
show(board_tables.rounds(rounds), "计划与批次", "rounds")

st.subheader("八项得分")
grid = warehouse.standardisation_items(*here, choice.year, choice.area, state)
if grid.is_empty():
    st.caption("没有得分记录。")
else:
    drawn = figures.item_grid(grid)
    said = board_sentences.of_items(grid, rows)
    chart(drawn, said, board_tables.items(grid), source, "items", tall=640, wide=True)

st.subheader("各党组织")
board.listed(board_tables.acceptance(rows), rows, source, "acceptance_rows")
st.caption("计划内：当年任一项写明“计划达标”。验收达标：计划内，至少一项结论为“达标”，且没有其他结论。")
