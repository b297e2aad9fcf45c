"""标准模拟: another threshold tried on values that are already there; nothing is built, nothing is kept."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql


def triable(reader: Reader, year: int) -> pl.DataFrame:
    """Return the indicators that have a standard and values by unit in a year; confidential ones are not offered.

    One row an indicator: standard (that of the year), comparison, unit, confirmed, hours_threshold (null unless members
    are held against hours first) and `lowest`, `highest`: what can be asked of its values.
    """
    return reader.ask(
        sql("database/sql/standard_trials/triable.sql"),
        year=year,
    )


def tried(
    reader: Reader,
    indicator: str,
    year: int,
    threshold: float,
    hours: float | None = None,
    area: str | None = None,
    stage: str | None = None,
) -> pl.DataFrame:
    """Return the branches and schools whose answer would change: worse first, with the value before and after.

    `hours` is the threshold of a member (学时); without it the values stay and only the unit's threshold is another.
    """
    return reader.ask(
        sql("database/sql/standard_trials/tried.sql"),
        indicator=indicator,
        year=year,
        threshold=threshold,
        hours=hours,
        area=area,
        stage=stage,
    )


def tried_counts(
    reader: Reader,
    indicator: str,
    year: int,
    threshold: float,
    hours: float | None = None,
    area: str | None = None,
    stage: str | None = None,
) -> pl.DataFrame:
    """Return counts by level and 片区 (null for the whole): units, met_before, met_after, better, worse."""
    return reader.ask(
        sql("database/sql/standard_trials/tried_counts.sql"),
        indicator=indicator,
        year=year,
        threshold=threshold,
        hours=hours,
        area=area,
        stage=stage,
    )
