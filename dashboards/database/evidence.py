"""一数一源: the ledger rows behind a number."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql
from dashboards.shared.unit import UnitKey
from pipeline.column_sources import ELSEWHERE, gives_columns_of


def source_rows(
    reader: Reader,
    indicator: str,
    unit: UnitKey,
    first_day: str,
    last_day: str,
    limit: int = 500,
) -> pl.DataFrame:
    """Return file, sheet and row of what counted for a unit between two days; discipline for the 纪检专员 alone.

    `columns_elsewhere` names columns that the newest file lacks, each with the file that gave them.
    `amount` is null for votes of a survey in which a class of evaluators is too small to be shown.
    """
    return reader.ask(
        sql("database/sql/evidence/source_rows.sql", elsewhere=ELSEWHERE.strip(), gives_columns=gives_columns_of("r")),
        limit=limit,
        indicator=indicator,
        first_day=first_day,
        last_day=last_day,
        **unit.parameters,
    )
