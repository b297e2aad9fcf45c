"""进度预测: what becomes of each value of the open year at today's pace, and how often such forecasts were right."""

import streamlit as st

from dashboards.pages.forecast import charts, filters, tables, wording
from dashboards.pages.forecast.queries import (
    forecast_counts,
    forecast_methods,
    forecast_rows,
    forecast_short_units,
    forecast_tests,
    forecast_tests_by_indicator,
)
from dashboards.widgets import chart, filter_bar, linked_table
from dashboards.widgets.downloads import buttons
from dashboards.widgets.export_origin import origin
from dashboards.widgets.visit import current_visit

visit = current_visit()
st.title("进度预测")
choice = filter_bar.bar(
    visit, *filter_bar.names_for(visit, "year", "level", "stage", "area"), levels=filters.LEVELS_OFFERED
)
chosen = filters.narrow(visit, choice)
source = origin(visit, "进度预测", choice.filters | chosen.words)

if filters.is_open(visit, choice.year):
    scope = (visit.reader, choice.year, choice.level, choice.stage, choice.area, chosen.indicator)
    counts = forecast_counts(*scope)
    units = forecast_short_units(*scope)
    chart.chart(
        charts.outcomes(counts),
        wording.describe_counts(choice.year, choice.level, visit.as_of, counts, units),
        tables.counts(counts),
        source,
        "outcomes",
    )
    st.subheader("各单位")
    rows = forecast_rows(*scope, chosen.outcome)
    st.markdown(wording.describe_rows(rows))
    linked_table.listed(tables.rows(rows), rows, source, "forecast")
else:
    st.markdown(wording.describe_over(choice.year))

st.subheader("这种预测有多准")
tests = forecast_tests(visit.reader, choice.level, chosen.indicator)
tested = origin(visit, "进度预测的检验", choice.filters | chosen.words)
text = wording.describe_tests(choice.level, tests, chosen.indicator_name)
if tests.is_empty():
    st.markdown(text)
else:
    chart.chart(
        charts.tests(tables.by_month(tests)),
        text,
        tables.tests(tests),
        tested,
        "tests",
    )
    st.markdown(wording.describe_fallibility(tests))
    each = tables.tests_by_indicator(forecast_tests_by_indicator(visit.reader, choice.level))
    with st.expander("各指标分别有多准"):
        chart.show(each, "各指标预测的检验", "tests_each", height=chart.fitting(each.height))
        buttons(each, tested, "tests_each")

st.subheader("怎样推算")
methods = forecast_methods(visit.reader)
st.markdown(wording.describe_method(methods))
st.markdown(wording.describe_ways(methods))
