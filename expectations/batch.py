"""The rows of files as they are checked: the ledger's types, the computed columns, and numbers for dates."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from expectations.columns import SuiteColumn, columns_of
from expectations.computed import FILE, with_computed
from expectations.expectation_types import NULL_TYPES
from expectations.suite import Expectation, Suite


@dataclass(frozen=True)
class Batch:
    """Two frames of the same rows, file by file, so that a place in one is a place in the other.

    `shown` holds the values as the clerk knows them, with `_file` (the number of the file), `_sheet` and `_row`.
    `coded` holds text as text and everything else as floating-point numbers, dates as 20250307, for a date may lie
    beyond what pandas can hold. What is asked of a whole file (`measure_of`) is measured, and stands in its first row.
    """

    shown: pl.DataFrame
    coded: pl.DataFrame


def batch_of(suite: Suite, frames: Sequence[pl.DataFrame], as_of: date) -> Batch:
    """Prepare the resolved frames of files; ValueError if one lacks a column that the suite checks."""
    known = columns_of(suite.ledger)
    checked = sorted({name for each in suite.expectations for name in each.checked_columns})
    for frame in frames:
        _refuse_missing(suite, frame, [name for name in checked if name in known])
    rows = pl.concat(_typed(frame, known, number) for number, frame in enumerate(frames))
    whole = with_computed(rows.with_columns(_position=pl.int_range(pl.len())), suite.computed, as_of)
    shown = _shown_columns(suite) & set(whole.columns)
    return Batch(
        whole.select(FILE, "_sheet", "_row", *sorted(shown)),
        whole.select(
            *(_coded(name, whole.schema[name]) for name in checked),
            *(_measured(each) for each in suite.expectations if each.is_file_level),
        ),
    )


def _refuse_missing(suite: Suite, frame: pl.DataFrame, needed: Sequence[str]) -> None:
    missing = [name for name in needed if name not in frame.columns]
    if missing:
        raise ValueError(f"the frame of {suite.ledger.id} lacks {', '.join(missing)}")


def asked_rows(suite: Suite, batch: Batch) -> pl.DataFrame:
    """Count of how many rows of each file each expectation is asked: a row a file, in order; a column an expectation.

    The condition must hold and what is compared must be there, unless it is asked whether it is. A file counts as one.
    """
    rows = batch.coded.with_columns(batch.shown[FILE])
    counts = [_is_asked(each).sum().cast(pl.Int64).alias(each.id) for each in suite.expectations]
    return rows.group_by(FILE, maintain_order=True).agg(counts)


def _is_asked(expectation: Expectation) -> pl.Expr:
    kind, kwargs = expectation.by_row
    compared = (
        [] if kind in NULL_TYPES else [kwargs[key] for key in ("column", "column_A", "column_B") if key in kwargs]
    )
    return pl.all_horizontal(
        *(pl.col(name).is_not_null() for name in (FILE, *compared)),
        *(_holds(name, wanted) for name, wanted in expectation.when.items()),
    )


def _holds(name: str, wanted: str | tuple[str, ...]) -> pl.Expr:
    if isinstance(wanted, tuple):
        return pl.col(name).is_in(wanted).fill_null(False)
    return pl.col(name).is_not_null() if wanted == "filled" else pl.col(name).is_null()


def _typed(frame: pl.DataFrame, known: Mapping[str, SuiteColumn], number: int) -> pl.DataFrame:
    """Return the known columns of a file's frame in their types, with the number of the file."""
    return frame.select(
        pl.lit(number, dtype=pl.Int64).alias(FILE),
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


_MEASURES: Mapping[str, Callable[[pl.Expr], pl.Expr]] = {
    "expect_column_proportion_of_non_null_values_to_be_between": lambda column: column.is_not_null().mean(),
    "expect_column_unique_value_count_to_be_between": lambda column: column.drop_nulls().n_unique(),
}
"""What is measured for each expectation of a whole file."""


def _measured(expectation: Expectation) -> pl.Expr:
    """Measure what is asked of a whole file, if it has rows enough to be asked; other rows than its first say nothing.

    So files of one ledger are checked together and each is judged for itself.
    """
    measure = _MEASURES[expectation.expectation](pl.col(expectation.kwargs["column"])).cast(pl.Float64).over(FILE)
    is_first = pl.int_range(pl.len()).over(FILE) == 0
    is_asked = pl.len().over(FILE) >= expectation.from_rows
    return pl.when(is_first & is_asked).then(measure).alias(expectation.measure)
