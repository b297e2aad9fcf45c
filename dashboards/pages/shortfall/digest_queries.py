"""季度简报: what fell short by a quarter's end, and what did not come in it."""

from __future__ import annotations

import datetime as dt

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql


def fell_short(reader: Reader, first: dt.date, last: dt.date) -> pl.DataFrame:
    """Return what fell short in the quarter from `first` to `last`, each indicator by its own beat.

    That is the quarter where an indicator has quarters, else its semester or year if that ended in the quarter; of
    branches, and of schools for what a school's own organisation owes, as on the overview.
    """
    return reader.ask(
        sql("pages/shortfall/sql/fell_short.sql"),
        first_year=first.year - 1,
        year=first.year,
        first=first.isoformat(),
        last=last.isoformat(),
    )


def not_sent(reader: Reader, first: dt.date, last: dt.date) -> pl.DataFrame:
    """Return what did not come in the months of a quarter: a row a unit and ledger, with the months."""
    return reader.ask(
        sql("pages/shortfall/sql/not_sent.sql"),
        first=first.isoformat(),
        last=last.isoformat(),
    )
