"""问题整改: what is open, due, overdue and closed, and the problems that come back year after year."""

import streamlit as st

from dashboards.charts.counts import stacked
from dashboards.pages.problems import filters, tables, wording
from dashboards.pages.problems.queries import problem_counts, problem_runs, problems
from dashboards.pages.problems.queries import problem_sentences as sentences_of
from dashboards.shared.labels import PROBLEM_STATES
from dashboards.widgets import linked_table
from dashboards.widgets.chart import chart, show
from dashboards.widgets.downloads import buttons
from dashboards.widgets.export_origin import origin
from dashboards.widgets.visit import current_visit

visit = current_visit()
st.title("问题整改")
chosen, words = filters.chosen(visit)
source = origin(visit, "问题整改", words)

by_category = problem_counts(visit.reader, "category", chosen)
chart(
    stacked(by_category, "category", PROBLEM_STATES),
    wording.describe_problems(by_category),
    tables.counts(by_category, "category"),
    source,
    "problem_categories",
)

listed, again, by_source, areas, organisations = st.tabs(
    ["逐条清单", "年年反复", "按来源", "按片区", "按党组织"], key="tab"
)
with listed:
    rows = problems(visit.reader, chosen)
    linked_table.listed(tables.listing(rows), rows, source, "problem_rows")
with again:
    runs = problem_runs(visit.reader, chosen)
    st.markdown(wording.describe_runs(runs))
    table = tables.runs(runs, sentences_of(visit.reader, chosen))
    linked_table.listed(table, runs, origin(visit, "反复出现的问题", words), "problem_runs")
    st.caption(wording.HOW_RUNS_ARE_FOUND)
with by_source:
    show(tables.counts(problem_counts(visit.reader, "source", chosen), "source"), "按来源", "problem_sources")
with areas:
    show(tables.counts(problem_counts(visit.reader, "area", chosen), "area"), "按片区", "problem_areas")
with organisations:
    counted = tables.counts(problem_counts(visit.reader, "organisation", chosen), "organisation")
    show(counted, "按党组织", "problem_organisations", height=560 if counted.height > 15 else None)
    buttons(counted, source, "problem_organisations")
st.caption(wording.MEANING)
