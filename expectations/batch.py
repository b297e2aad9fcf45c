"""The rows of a file as they are checked: the ledger's types, the computed columns, and numbers for dates."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from expectations.columns import SuiteColumn, columns_of
from expectations.computed import with_computed
from expectations.suite import Suite


@dataclass(frozen=True)
class Batch:
    """Two frames of the same rows in the order of the file, so that a place in one is a place in the other.

    `shown` holds the values as the clerk knows them, with `_sheet` and `_row`. `coded` holds text as text and
    everything else as floating-point numbers, dates as 20250307, for a date may lie beyond what pandas can hold.
    """

    shown: pl.DataFrame
    coded: pl.DataFrame


def batch_of(suite: Suite, frame: pl.DataFrame, as_of: date) -> Batch:
    """Prepare a resolved frame; ValueError if it lacks a column that the suite checks."""
    known = columns_of(suite.ledger)
    checked = sorted({name for each in suite.expectations for name in each.checked_columns})
    missing = [name for name in checked if name in known and name not in frame.columns]
    if missing:
        raise ValueError(f"the frame of {suite.ledger.id} lacks {', '.join(missing)}")
    whole = with_computed(_typed(frame, known), suite.computed, as_of)
    shown = _shown_columns(suite) & set(whole.columns)
    return Batch(
        whole.select("_sheet", "_row", *sorted(shown)),
        whole.select(_coded(name, whole.schema[name]) for name in checked),
    )


def _typed(frame: pl.DataFrame, known: dict[str, SuiteColumn]) -> pl.DataFrame:
    """Return the known columns of the frame in their types, with the order of the rows as `_position`."""
    return frame.with_row_index("_position").select(
        pl.col("_position").cast(pl.Int64),
        pl.col("_sheet").cast(pl.String),
        pl.col("_row").cast(pl.Int64),
        *(pl.col(name).cast(column.dtype) for name, column in known.items() if name in frame.columns),
    )


def _shown_columns(suite: Suite) -> set[str]:
    shown = {name for each in suite.expectations for name in each.shown_columns}
    if suite.ledger.by_month():
        shown |= {column.id for column in suite.ledger.columns if column.kind == "month"}
    return shown


def code_of(day: date) -> int:
    """Return the number that stands for a date: 20250307 for 2025-03-07."""
    return day.year * 10000 + day.month * 100 + day.day


def _coded(name: str, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if dtype == pl.String:
        return column
    if dtype == pl.Date:
        year, month = column.dt.year().cast(pl.Int64), column.dt.month().cast(pl.Int64)
        return (year * 10000 + month * 100 + column.dt.day()).cast(pl.Float64).alias(name)
    return column.cast(pl.Float64).fill_nan(None)
