"""The lists that come first on the overview: newly below a standard, and without a value."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql


def newly_below(
    reader: Reader, year: int, area: str | None = None, stage: str | None = None, limit: int = 5
) -> pl.DataFrame:
    """Return branches and schools newly below a standard, with `total` beside each row.

    One of each indicator comes first: five lines about the same one would hide the others.
    """
    return reader.ask(
        sql("pages/overview/sql/newly_below.sql"),
        limit=limit,
        first_year=year,
        year=year,
        area=area,
        stage=stage,
    )


def without_value(
    reader: Reader,
    year: int,
    status: str,
    area: str | None = None,
    stage: str | None = None,
    limit: int = 5,
) -> pl.DataFrame:
    """Return branches whose yearly values are `status` (not_reported, too_few), most indicators first.

    Not reported counts ledgers that are due by the calendar; a survey or a problem is not due every month.
    """
    return reader.ask(
        sql("pages/overview/sql/without_value.sql"),
        limit=limit,
        year=year,
        status=status,
        area=area,
        stage=stage,
    )
