"""指标页: one indicator by 学段, the ledger that feeds it, and what happened to it."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql


def by_stage(reader: Reader, indicator: str, unit_level: str, year: int) -> pl.DataFrame:
    """Return one row a 学段 (null for units without): units, those with a value, met, short, and their spread."""
    return reader.ask(
        sql("pages/metric/sql/by_stage.sql"),
        indicator=indicator,
        unit_level=unit_level,
        year=year,
    )


def feeding_ledger(reader: Reader, indicator: str) -> tuple[str, str] | None:
    """Return the title of the ledger that feeds an indicator and who fills it in; None where all ledgers do."""
    found = reader.ask(
        sql("pages/metric/sql/feeding_ledger.sql"),
        indicator=indicator,
    )
    return found.row(0) if found.height else None
