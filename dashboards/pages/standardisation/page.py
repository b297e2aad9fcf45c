"""标准化建设: eight items by organisation, with the year's plan, its batches and what was concluded."""

import streamlit as st

from dashboards.pages.standardisation import charts, queries, tables, wording
from dashboards.shared.labels import ACCEPTANCE
from dashboards.widgets import filter_bar, linked_table
from dashboards.widgets.chart import chart, show
from dashboards.widgets.export_origin import origin
from dashboards.widgets.visit import current_visit

visit = current_visit()
st.title("标准化建设")
choice = filter_bar.bar(visit, *filter_bar.names_for(visit, "year", "area"))
states = {state: style.label for state, style in ACCEPTANCE.items()}
state, state_words = linked_table.filter_choice(choice, "验收状态", "acceptance", states, "全部状态", 190)
source = origin(visit, "标准化建设", choice.filters | state_words)
rows = queries.standardisation_board(visit.reader, choice.year, choice.area, state)
st.markdown(wording.describe_acceptance(choice.year, rows))

st.subheader("计划与批次")
rounds = queries.standardisation_rounds(visit.reader, choice.year, choice.area)
show(tables.rounds(rounds), "计划与批次", "rounds")

st.subheader("八项得分")
grid = queries.standardisation_items(visit.reader, choice.year, choice.area, state)
if grid.is_empty():
    st.caption("没有得分记录。")
else:
    drawn = charts.item_grid(grid)
    text = wording.describe_items(grid, rows)
    chart(drawn, text, tables.items(grid), source, "items", tall=640, wide=True)

st.subheader("各党组织")
linked_table.listed(tables.acceptance(rows), rows, source, "acceptance_rows")
st.caption("计划内：当年任一项写明“计划达标”。验收达标：计划内，至少一项结论为“达标”，且没有其他结论。")
