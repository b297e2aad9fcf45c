"""减负对照: rules beside practice, the columns that are asked for, the lines that were typed, what is switched off."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql


def practices(reader: Reader) -> pl.DataFrame:
    """Return one row a rule and what it touches (nulls where nothing), the newest document first."""
    return reader.ask(sql("pages/burden/sql/practices.sql"))


def asked_columns(reader: Reader, asked_of: str | None = None) -> pl.DataFrame:
    """Return one row a column of the ledgers that the viewer's units are asked for, or those of a level (`owed_by`)."""
    return reader.ask(sql("pages/burden/sql/asked_columns.sql"), asked_of=asked_of)


def column_counts(reader: Reader, asked_of: str | None = None) -> pl.DataFrame:
    """Return one row a ledger of those: how many columns it has, by what they are used for, most unused ones first."""
    return reader.ask(sql("pages/burden/sql/column_counts.sql"), asked_of=asked_of)


def lines_typed(reader: Reader, year: int, asked_as: str) -> pl.DataFrame:
    """Return one row a ledger, the first for all: lines of the viewer's organisations, and the median and the most of
    all that are asked for the same.
    """
    return reader.ask(sql("pages/burden/sql/lines_typed.sql"), year=year, asked_as=asked_as)


def switched_off(reader: Reader) -> pl.DataFrame:
    """Return what is switched off (停报) at some time, what is so now first."""
    return reader.ask(sql("pages/burden/sql/switched_off.sql"))
