"""What the overview tells first: who moved, which parts differ, what falls due, how the last periods went."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql
from dashboards.shared.unit import UnitKey

WITHIN = 30
"""Days that a person can still plan for."""


def moved(
    reader: Reader, year: int, unit_level: str, area: str | None = None, stage: str | None = None, most: int = 3
) -> pl.DataFrame:
    """Return the units of a level that moved most since the year before, `most` better and `most` worse."""
    return reader.ask(
        sql("pages/overview/sql/moved.sql"),
        year=year,
        unit_level=unit_level,
        area=area,
        stage=stage,
        most=most,
    )


def part_gaps(reader: Reader, year: int, area: str | None = None, stage: str | None = None) -> pl.DataFrame:
    """Return one row an indicator and part (area, or 学段 for the district), with `verdict` against all the rest."""
    return reader.ask(
        sql("pages/overview/sql/part_gaps.sql"),
        year=year,
        area=area,
        stage=stage,
    )


def coming(reader: Reader, area: str | None = None, within: int = WITHIN) -> pl.DataFrame:
    """Return one row a kind of what falls due within so many days: items, organisations, the first day."""
    return reader.ask(
        sql("pages/overview/sql/coming.sql"),
        within=within,
        area=area,
    )


def recent(reader: Reader, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return the last eight closed periods of each indicator of a unit, oldest first."""
    return reader.ask(
        sql("pages/overview/sql/recent.sql"),
        year=year,
        **unit.parameters,
    )
