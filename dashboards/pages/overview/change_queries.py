"""Change against the same period a year earlier, or the reason why the two are not held against each other."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql
from dashboards.shared.unit import UnitKey


def year_on_year(reader: Reader, unit: UnitKey, period_type: str, period_start: str) -> pl.DataFrame:
    """Return one row an indicator: `change` in the indicator's unit (percentage points for %), or `reason` instead.

    `reason` is hidden, no_value, no_value_before, redefined (another standard was in force) or open: in a period that
    has not ended only rates whose base grows month by month with what is due can stand beside a whole one; what is done
    once a year, and counts, cannot. `course` is better, worse, same or moved (no direction).
    """
    return reader.ask(
        sql("pages/overview/sql/year_on_year.sql"),
        period_type=period_type,
        period_start=period_start,
        **unit.parameters,
    )
