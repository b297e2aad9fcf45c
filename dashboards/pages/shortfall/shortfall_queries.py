"""What fell short: the worklist, and the three lists that come first on the overview."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql


def worklist(
    reader: Reader,
    year: int,
    *,
    unit_level: str | None = None,
    area: str | None = None,
    stage: str | None = None,
    indicator: str | None = None,
    state: str | None = None,
    period_type: str = "year",
    limit: int = 2000,
) -> pl.DataFrame:
    """Return what fell short in a year: longest running and widest gap first. `state` is new or continuing."""
    return reader.ask(
        sql("pages/shortfall/sql/worklist.sql"),
        limit=limit,
        first_year=year,
        year=year,
        unit_level=unit_level,
        area=area,
        stage=stage,
        indicator=indicator,
        state=state,
        period_type=period_type,
    )


def to_call(
    reader: Reader,
    year: int,
    unit_level: str,
    which: str | None = None,
    *,
    area: str | None = None,
    stage: str | None = None,
) -> pl.DataFrame:
    """Return one row a unit that is below standard: what an action can still save first. `which` narrows (the .sql)."""
    return reader.ask(
        sql("pages/shortfall/sql/to_call.sql"),
        year=year,
        unit_level=unit_level,
        which=which,
        area=area,
        stage=stage,
    )
