"""问题整改: what is open, due, overdue and closed, and the problems that come back year after year."""

import streamlit as st

from dashboards import figures, problem_sentences, problem_tables, session
from dashboards.components import board, problem_choice
from dashboards.components.charts import chart, show
from dashboards.components.downloads import buttons
from dashboards.components.origin import origin
from dashboards.theme import PROBLEM_STATES
from dashboards.warehouse.problems import problem_counts, problem_runs, problems
from dashboards.warehouse.problems import problem_sentences as sentences_of

visit = session.visit()
here = (visit.viewer, visit.build)
st.title("问题整改")
chosen, words = problem_choice.chosen(visit)
source = origin(visit, "问题整改", words)

by_category = problem_counts(*here, "category", chosen)
chart(
    figures.stacked(by_category, "category", PROBLEM_STATES),
    problem_sentences.of_problems(by_category),
    problem_tables.counts(by_category, "category"),
    source,
    "problem_categories",
)

listed, again, by_source, areas, organisations = st.tabs(
    ["逐条清单", "年年反复", "按来源", "按片区", "按党组织"], key="tab"
)
with listed:
    rows = problems(*here, chosen)
    board.listed(problem_tables.listing(rows), rows, source, "problem_rows")
with again:
    runs = problem_runs(*here, chosen)
    st.markdown(problem_sentences.of_runs(runs))
    table = problem_tables.runs(runs, sentences_of(*here, chosen))
    board.listed(table, runs, origin(visit, "反复出现的问题", words), "problem_runs")
    st.caption(problem_sentences.HOW_RUNS_ARE_FOUND)
with by_source:
    show(problem_tables.counts(problem_counts(*here, "source", chosen), "source"), "按来源", "problem_sources")
with areas:
    show(problem_tables.counts(problem_counts(*here, "area", chosen), "area"), "按片区", "problem_areas")
with organisations:
    counted = problem_tables.counts(problem_counts(*here, "organisation", chosen), "organisation")
    show(counted, "按党组织", "problem_organisations", height=560 if counted.height > 15 else None)
    buttons(counted, source, "problem_organisations")
st.caption(problem_sentences.MEANING)
