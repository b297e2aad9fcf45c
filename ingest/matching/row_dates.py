"""The days on which a row's organisation and person are looked up: those of its date, its month or its 年度."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import polars as pl

from ingest.ledger import ROSTER, YEAR, Ledger

_FIRST_YEAR, _LAST_YEAR = 1900, 2100

RowDays = tuple[date | None, date | None]
"""The last day that the row speaks of, and the first; None where the row does not say."""


def row_days(frame: pl.DataFrame, ledger: Ledger, as_of: date) -> list[RowDays]:
    """Return the days of every row. A month and a 年度 are over on their last day, or on `as_of` if that is earlier."""
    if ledger.id == ROSTER:
        return [(day or as_of, day or as_of) for day in frame["in_on"]]
    if ledger.date_column is not None:
        return _of_dates(frame, ledger, ledger.date_column, as_of)
    if YEAR in frame.columns:
        return [_of_year(year, as_of) for year in frame[YEAR]]
    return [(as_of, as_of)] * frame.height


def _of_dates(frame: pl.DataFrame, ledger: Ledger, date_column: str, as_of: date) -> list[RowDays]:
    """Return the days of rows that have a month, or a date; where it is empty, the first other day that the row has."""
    if ledger.column(date_column).kind == "month":
        return [_of_month(month, as_of) for month in frame[date_column]]
    dates = [date_column, *(column.id for column in ledger.columns if column.kind == "date")]
    days = frame.select(pl.coalesce(dates)).to_series()
    return [(day, day) for day in (days.clip(upper_bound=as_of) if ledger.plans_ahead else days)]


def _of_month(month: date | None, as_of: date) -> RowDays:
    if month is None:
        return None, None
    return max(month, min(as_of, month.replace(day=monthrange(month.year, month.month)[1]))), month


def _of_year(year: int | None, as_of: date) -> RowDays:
    if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None, None
    return min(as_of, date(year, 12, 31)), min(as_of, date(year, 1, 1))


def years(frame: pl.DataFrame, ledger: Ledger) -> pl.Series:
    """Return the year that each row counts for: its 年度, else that of its date; null in ledgers without either."""
    if any(column.id == YEAR for column in ledger.columns):
        return frame[YEAR].cast(pl.Int32, strict=False)
    if ledger.date_column is None:
        return pl.Series("year", [None] * frame.height, dtype=pl.Int32)
    return frame[ledger.date_column].dt.year().alias("year")
