"""The rows as they are judged: the ledger's types, the computed columns, and one coding for both judges."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from expectations.columns import columns_of
from expectations.computed import with_computed
from expectations.suite import Suite


@dataclass(frozen=True)
class Batch:
    """One row a row of the frame, in its order (`_position`).

    `shown` holds the values as the clerk knows them, with `_sheet` and `_row`. `judged` holds text as text and
    everything else as floating-point numbers, dates as 20250307: pandas and DuckDB then see the very same values,
    also where a date is beyond what pandas can hold or a whole number beyond what a float can tell apart.
    """

    shown: pl.DataFrame
    judged: pl.DataFrame


def batch_of(suite: Suite, frame: pl.DataFrame, as_of: date) -> Batch:
    """Prepare a resolved frame; ValueError if it lacks a column that the suite judges."""
    known = columns_of(suite.ledger)
    judged = sorted({name for each in suite.expectations for name in each.judged_columns})
    missing = [name for name in judged if name in known and name not in frame.columns]
    if missing:
        raise ValueError(f"the frame of {suite.ledger.id} lacks {', '.join(missing)}")
    typed = frame.with_row_index("_position").select(
        pl.col("_position").cast(pl.Int64),
        pl.col("_sheet").cast(pl.String),
        pl.col("_row").cast(pl.Int64),
        *(pl.col(name).cast(column.dtype) for name, column in known.items() if name in frame.columns),
    )
    whole = with_computed(typed, suite.computed, as_of)
    shown = {name for each in suite.expectations for name in each.shown_columns if name in whole.columns}
    if suite.ledger.wide_months:
        shown |= {column.id for column in suite.ledger.columns if column.kind == "month"}
    return Batch(
        whole.select("_position", "_sheet", "_row", *sorted(shown)),
        whole.select("_position", *(_coded(name, whole.schema[name]) for name in judged)),
    )


def code_of(day: date) -> int:
    """A date as the number that stands for it: 2025-03-07 is 20250307."""
    return day.year * 10000 + day.month * 100 + day.day


def _coded(name: str, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if dtype == pl.String:
        return column
    if dtype == pl.Date:
        year, month = column.dt.year().cast(pl.Int64), column.dt.month().cast(pl.Int64)
        return (year * 10000 + month * 100 + column.dt.day()).cast(pl.Float64).alias(name)
    return column.cast(pl.Float64).fill_nan(None)
