"""Change against the same period a year earlier, or the reason why the two are not held against each other."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql
from dashboards.shared.unit import UnitKey


def year_on_year(reader: Reader, unit: UnitKey, period_type: str, period_start: str) -> pl.DataFrame:
    """Return one row an indicator: `change` in the indicator's unit (percentage points for %), or `reason` instead.

    The pairs and the reasons are those of `changes.pairs`; `course` is better, worse, same or moved.
    """
    return reader.ask(
        sql("pages/overview/sql/year_on_year.sql"),
        period_type=period_type,
        period_start=period_start,
        year_before=int(period_start[:4]) - 1,
        **unit.parameters,
    )
