"""数据存疑: units whose rows the checks point at (需核实), and branches with too small a base (样本不足)."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql


def doubtful(
    reader: Reader, year: int, area: str | None = None, stage: str | None = None, limit: int = 5
) -> pl.DataFrame:
    """Return units with rows to look at (需核实) in a year, most first, with `total` beside each row.

    `flagged` counts the rows by the checks whose names are in `labels`. A flag changes no value; a small branch whose
    values rest on too little is no doubt about its rows.
    """
    return reader.ask(
        sql("pages/overview/sql/doubtful.sql"),
        limit=limit,
        year=year,
        area=area,
        stage=stage,
    )
