"""换届与期限: terms of office that run out, and (for the 纪检专员) effects of a discipline decision that end."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql


def deadlines(
    reader: Reader,
    within: int = 90,
    area: str | None = None,
    kind: str | None = None,
) -> pl.DataFrame:
    """Return what ends within so many days and the terms that have run out (days_left under 0), soonest first.

    A 影响期 that is over needs nothing more and is not listed; a term that is over is 未按期换届.
    """
    return reader.ask(
        sql("database/sql/deadlines/deadlines.sql"),
        within=within,
        area=area,
        kind=kind,
    )


def deadline_months(reader: Reader, area: str | None = None, kind: str | None = None, months: int = 12) -> pl.DataFrame:
    """Return month, kind and endings of this month and the next ones; a month without any has endings 0, kind null."""
    return reader.ask(
        sql("database/sql/deadlines/deadline_months.sql"),
        months=months,
        area=area,
        kind=kind,
    )
