"""专题: what each topic counts beyond the indicators, for one unit."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dashboards.database.reader import Reader
from dashboards.shared.unit import UnitKey

_LINES: Mapping[str, str] = {
    "month": "strftime(t.month, '%Y-%m')",
    "series": "t.series",
    "year": "cast(t.year as text)",
    "": "''",
}


def topic_counts(reader: Reader, unit: UnitKey, measure: str, by: str, year: int | None = None) -> pl.DataFrame:
    """Return line, category and number of one measure, `by` month, series, year or nothing; None is every year.

    Bands come in their order, kinds with the most first.
    """
    return reader.ask(
        f"""
        , counted as (
            select {_LINES[by]} as line, t.category, max(t.category_order) as category_order, sum(t.number) as number
            from marts.topic_count as t
            inner join visible as u on t.unit_level = u.unit_level and t.unit_id = u.unit_id
            where t.unit_level = $unit_level and t.unit_id = $unit_id and t.measure = $measure
                and ($year is null or t.year = $year)
            group by 1, 2
        )
        select line, category, number from counted
        order by category_order, sum(number) over (partition by category) desc, category, line""",
        measure=measure,
        year=year,
        **unit.parameters,
    )


def topic_survey(reader: Reader, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return items by class of evaluators of every kind of survey; numbers are null where too few voted."""
    return _of_survey(reader, "marts.topic_survey", "survey_type, item, evaluator", unit, year)


def topic_grades(reader: Reader, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return how the valid votes of every kind of survey spread over the grades, best first."""
    return _of_survey(reader, "marts.topic_grade", "survey_type, coefficient desc nulls last, grade", unit, year)


def topic_response(reader: Reader, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return forms distributed and valid, with the rate and its limits, by kind of survey."""
    return _of_survey(reader, "marts.topic_response", "survey_type", unit, year)


def _of_survey(reader: Reader, mart: str, order: str, unit: UnitKey, year: int) -> pl.DataFrame:
    return reader.ask(
        f"""
        select t.* from {mart} as t
        inner join visible as u on t.unit_level = u.unit_level and t.unit_id = u.unit_id
        where t.unit_level = $unit_level and t.unit_id = $unit_id and t.year = $year
        order by {order}""",
        year=year,
        **unit.parameters,
    )


def form_years(reader: Reader, unit: UnitKey) -> pl.DataFrame:
    """Return line (year), category (形态), number and is_hidden of 四种形态; hidden numbers are null but for 纪检."""
    return reader.ask(
        """
        select cast(t.year as text) as line, t.form as category,
            t.is_suppressed and not $sees_confidential as is_hidden,
            case when not t.is_suppressed or $sees_confidential then t.decisions end as number
        from marts.topic_form as t
        inner join visible as u on t.unit_level = u.unit_level and t.unit_id = u.unit_id
        where t.unit_level = $unit_level and t.unit_id = $unit_id and t.unit_level in ('district', 'area')
        order by t.form, t.year""",
        **unit.parameters,
    )


def form_quarters(reader: Reader, unit: UnitKey) -> pl.DataFrame:
    """Return line (quarter), category (形态) and number of 四种形态; nothing but for the 纪检专员."""
    return reader.ask(
        """
        select strftime(t.quarter, '%Y-%m') as line, t.form as category, cast(t.decisions as double) as number
        from marts.topic_discipline as t
        inner join visible as u on t.unit_level = u.unit_level and t.unit_id = u.unit_id
        where $sees_confidential and t.unit_level = $unit_level and t.unit_id = $unit_id
        order by t.form, t.quarter""",
        **unit.parameters,
    )
