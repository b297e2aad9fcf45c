"""年度要点: six 领域 and nineteen 要点 with progress by organisation, and what is overdue."""

import streamlit as st

from dashboards.charts.counts import stacked
from dashboards.pages.work_plan import queries, tables, wording
from dashboards.shared.labels import TASK_STATES
from dashboards.widgets import filter_bar, linked_table
from dashboards.widgets.chart import chart, show
from dashboards.widgets.downloads import buttons
from dashboards.widgets.export_origin import origin
from dashboards.widgets.visit import current_visit

visit = current_visit()
st.title("年度要点")
choice = filter_bar.bar(visit, *filter_bar.names_for(visit, "year", "area"))
fields = {field: field for field in queries.work_fields(visit.reader, choice.year)}
field, field_words = linked_table.filter_choice(choice, "领域", "field", fields, "全部领域", 190)
states = {state: style.label for state, style in TASK_STATES.items()}
state, state_words = linked_table.filter_choice(choice, "状态", "task_state", states, "全部状态")
wanted = (choice.area, field, state)
source = origin(visit, "年度要点", choice.filters | field_words | state_words)

by_field = queries.work_progress(visit.reader, choice.year, "field", *wanted)
chart(
    stacked(by_field, "field", TASK_STATES),
    wording.describe_tasks(choice.year, by_field),
    tables.progress(by_field, "field"),
    source,
    "work_fields",
)

overdue, tasks, areas, organisations = st.tabs(["逾期未完成", "按要点", "按片区", "按党组织"], key="tab")
with overdue:
    rows = queries.work_tasks(visit.reader, choice.year, choice.area, field, "overdue")
    linked_table.listed(
        tables.overdue_tasks(rows),
        rows,
        origin(visit, "逾期未完成的要点", choice.filters | field_words),
        "overdue",
    )
with tasks:
    table = tables.progress(queries.work_progress(visit.reader, choice.year, "task", *wanted), "task")
    show(table, "各要点进度", "work_by_task", height=560 if table.height > 15 else None)
    buttons(table, source, "work_by_task")
with areas:
    by_area = queries.work_progress(visit.reader, choice.year, "area", *wanted)
    show(tables.progress(by_area, "area"), "各片区进度", "work_by_area")
with organisations:
    table = tables.progress(queries.work_progress(visit.reader, choice.year, "organisation", *wanted), "organisation")
    show(table, "各党组织进度", "work_by_organisation", height=560 if table.height > 15 else None)
    buttons(table, source, "work_by_organisation")
st.caption("任务按党组织分别计数。已到期 = 完成时限已到；按时、逾期都看完成日期，不看填报日期。")
