"""标准化建设: eight items by organisation, the year's plan and its batches (批次)."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql


def standardisation_items(
    reader: Reader,
    year: int,
    area: str | None = None,
    state: str | None = None,
    limit: int = 40,
) -> pl.DataFrame:
    """Return the cells of the board, organisation by item: the `limit` organisations that are furthest behind."""
    return reader.ask(
        sql("pages/standardisation/sql/standardisation_items.sql"),
        limit=limit,
        year=year,
        area=area,
        state=state,
    )


def standardisation_board(
    reader: Reader,
    year: int,
    area: str | None = None,
    state: str | None = None,
) -> pl.DataFrame:
    """Return one row an organisation: round, points over full points and state (accepted, not_yet, unplanned).

    Planned and accepted are decided in the mart, a year and organisation at a time.
    """
    return reader.ask(
        sql("pages/standardisation/sql/standardisation_board.sql"),
        year=year,
        area=area,
        state=state,
    )


def standardisation_rounds(reader: Reader, year: int, area: str | None = None) -> pl.DataFrame:
    """Return one row a 批次: planned, accepted, not_yet, unplanned."""
    return reader.ask(
        sql("pages/standardisation/sql/standardisation_rounds.sql"),
        year=year,
        area=area,
    )
