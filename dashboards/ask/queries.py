"""What a question is held against: the names of the viewer's units, and the statuses of the units inside one."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql


def named_units(reader: Reader) -> pl.DataFrame:
    """Return the viewer's units with the ids of those they lie in, one row a unit."""
    return reader.ask(sql("ask/sql/named_units.sql"))


def states_inside(
    reader: Reader,
    unit_level: str,
    period_type: str,
    period_start: str,
    inside: str | None = None,
    indicator: str | None = None,
) -> pl.DataFrame:
    """Return the statuses of the units of a level inside an area or a school (None: all).

    One row a unit and indicator; with `indicator` that one alone.
    """
    return reader.ask(
        sql("ask/sql/states_inside.sql"),
        unit_level=unit_level,
        period_type=period_type,
        period_start=period_start,
        inside=inside,
        indicator=indicator,
    )
