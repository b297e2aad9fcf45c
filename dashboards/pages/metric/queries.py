"""指标页: the ledger that feeds an indicator, and whom its denominator leaves out."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql


def feeding_ledger(reader: Reader, indicator: str) -> tuple[str, str] | None:
    """Return the title of the ledger that feeds an indicator and who fills it in; None where all ledgers do."""
    found = reader.ask(
        sql("pages/metric/sql/feeding_ledger.sql"),
        indicator=indicator,
    )
    return found.row(0) if found.height else None


def exempt_members(reader: Reader, indicator: str, year: int, unit_level: str) -> pl.DataFrame:
    """Return how many members the denominators of a year leave out as exempt, a unit and state a row: the own unit, and
    those of a level inside it.
    """
    return reader.ask(
        sql("pages/metric/sql/exempt_members.sql"),
        indicator=indicator,
        year=year,
        unit_level=unit_level,
    )
