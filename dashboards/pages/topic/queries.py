"""专题: what each topic counts beyond the indicators, for one unit."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql
from dashboards.shared.unit import UnitKey


def topic_counts(reader: Reader, unit: UnitKey, measure: str, by: str, year: int | None = None) -> pl.DataFrame:
    """Return line, category and number of one measure, `by` month, series, year or nothing; None is every year.

    Bands come in their order, kinds with the most first.
    """
    return reader.ask(
        sql("pages/topic/sql/topic_counts.sql", by=by),
        measure=measure,
        year=year,
        **unit.parameters,
    )


def topic_survey(reader: Reader, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return items by class of evaluators of every kind of survey; numbers are null where too few voted."""
    return reader.ask(sql("pages/topic/sql/topic_survey.sql"), year=year, **unit.parameters)


def topic_grades(reader: Reader, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return how the valid votes of every kind of survey spread over the grades, best first."""
    return reader.ask(sql("pages/topic/sql/topic_grades.sql"), year=year, **unit.parameters)


def topic_response(reader: Reader, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return forms distributed and valid, with the rate and its limits, by kind of survey."""
    return reader.ask(sql("pages/topic/sql/topic_response.sql"), year=year, **unit.parameters)


def form_years(reader: Reader, unit: UnitKey) -> pl.DataFrame:
    """Return line (year), category (形态), number and is_hidden of 四种形态; hidden numbers are null but for 纪检."""
    return reader.ask(
        sql("pages/topic/sql/form_years.sql"),
        **unit.parameters,
    )


def form_quarters(reader: Reader, unit: UnitKey) -> pl.DataFrame:
    """Return line (quarter), category (形态) and number of 四种形态; nothing but for the 纪检专员."""
    return reader.ask(
        sql("pages/topic/sql/form_quarters.sql"),
        **unit.parameters,
    )
