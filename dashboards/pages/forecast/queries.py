"""进度预测: what becomes of each value of an open year at today's pace, and how often such forecasts were right."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql


def forecast_counts(
    reader: Reader,
    year: int,
    unit_level: str,
    stage: str | None = None,
    area: str | None = None,
    indicator: str | None = None,
) -> pl.DataFrame:
    """Return one row an indicator: units, and how many of them have each outcome; most that fall short first."""
    return reader.ask(
        sql("pages/forecast/sql/forecast_counts.sql"),
        year=year,
        unit_level=unit_level,
        stage=stage,
        area=area,
        indicator=indicator,
    )


def forecast_rows(
    reader: Reader,
    year: int,
    unit_level: str,
    stage: str | None = None,
    area: str | None = None,
    indicator: str | None = None,
    outcome: str | None = None,
    limit: int = 2000,
) -> pl.DataFrame:
    """Return what is forecast of each unit and indicator, with `total` beside each row.

    `outcome` is one of the mart's, or `short` for both that fall short. What can still be turned comes first.
    """
    return reader.ask(
        sql("pages/forecast/sql/forecast_rows.sql"),
        limit=limit,
        year=year,
        unit_level=unit_level,
        stage=stage,
        area=area,
        indicator=indicator,
        outcome=outcome,
    )


def forecast_short_units(
    reader: Reader,
    year: int,
    unit_level: str,
    stage: str | None = None,
    area: str | None = None,
    indicator: str | None = None,
) -> tuple[int, int]:
    """Return how many units are forecast at all, and how many of them fall short of at least one standard."""
    found = reader.ask(
        sql("pages/forecast/sql/forecast_short_units.sql"),
        year=year,
        unit_level=unit_level,
        stage=stage,
        area=area,
        indicator=indicator,
    )
    return int(found["units"][0]), int(found["short"][0])


def forecast_tests(reader: Reader, unit_level: str, indicator: str | None = None) -> pl.DataFrame:
    """Return how often forecasts made in closed years were right, over the whole district: by month, then by year.

    One indicator's, or of all together; the row of all years has no year.
    """
    return reader.ask(
        sql("pages/forecast/sql/forecast_tests.sql"),
        unit_level=unit_level,
        indicator=indicator,
    )


def forecast_tests_by_indicator(reader: Reader, unit_level: str) -> pl.DataFrame:
    """Return the same indicator by indicator, all closed years together."""
    return reader.ask(
        sql("pages/forecast/sql/forecast_tests_by_indicator.sql"),
        unit_level=unit_level,
    )


def forecast_methods(reader: Reader) -> pl.DataFrame:
    """Return how each indicator is forecast, in words, or why it is not."""
    return reader.ask(
        sql("pages/forecast/sql/forecast_methods.sql"),
    )
