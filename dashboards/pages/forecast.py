"""进度预测: what becomes of each value of the open year at today's pace, and how often such forecasts were right."""

import streamlit as st

from dashboards import forecast_sentences, forecast_tables, session
from dashboards.components import board, charts, filters, forecast_choice
from dashboards.components.downloads import buttons
from dashboards.components.origin import origin
from dashboards.figures import forecast
from dashboards.warehouse.forecast import (
    forecast_counts,
    forecast_methods,
    forecast_rows,
    forecast_short_units,
    forecast_tests,
    forecast_tests_by_indicator,
)

visit = session.visit()
here = (visit.viewer, visit.build)
st.title("进度预测")
choice = filters.bar(
    visit, *filters.names_for(visit, "year", "level", "stage", "area"), levels=forecast_choice.LEVELS_OFFERED
)
narrowed = forecast_choice.narrow(visit, choice)
source = origin(visit, "进度预测", choice.filters | narrowed.words)

if forecast_choice.is_open(visit, choice.year):
    scope = (*here, choice.year, choice.level, choice.stage, choice.area, narrowed.indicator)
    counts = forecast_counts(*scope)
    units = forecast_short_units(*scope)
    charts.chart(
        forecast.outcomes(counts),
        forecast_sentences.of_counts(choice.year, choice.level, visit.as_of, counts, units),
        forecast_tables.counts(counts),
        source,
        "outcomes",
    )
    st.subheader("各单位")
    rows = forecast_rows(*scope, narrowed.outcome)
    st.markdown(forecast_sentences.of_rows(rows))
    board.listed(forecast_tables.rows(rows), rows, source, "forecast")
else:
    st.markdown(forecast_sentences.of_over(choice.year))

st.subheader("这种预测有多准")
tests = forecast_tests(*here, choice.level, narrowed.indicator)
tested = origin(visit, "进度预测的检验", choice.filters | narrowed.words)
said = forecast_sentences.of_tests(choice.level, tests, narrowed.indicator_name)
if tests.is_empty():
    st.markdown(said)
else:
    charts.chart(
        forecast.tests(forecast_tables.by_month(tests)),
        said,
        forecast_tables.tests(tests),
        tested,
        "tests",
    )
    st.markdown(forecast_sentences.of_fallibility(tests))
    each = forecast_tables.tests_by_indicator(forecast_tests_by_indicator(*here, choice.level))
    with st.expander("各指标分别有多准"):
        charts.show(each, "各指标预测的检验", "tests_each", height=charts.fitting(each.height))
        buttons(each, tested, "tests_each")

st.subheader("怎样推算")
methods = forecast_methods(*here)
st.markdown(forecast_sentences.of_method(methods))
st.markdown(forecast_sentences.of_ways(methods))
