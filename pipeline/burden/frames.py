"""The columns of ledgers as frames that the models read: who is asked for each, and what reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from ingest.landing.not_held import STATUS
from ingest.ledger import Column, Ledger, load_ledgers
from pipeline.burden.column_use import ColumnUse
from pipeline.policy.figure_file import Figure
from pipeline.policy.indicator_file import Indicator

LEDGER_COLUMN: dict[str, pl.DataType] = {
    "ledger": pl.String(),
    "column_id": pl.String(),
    "column_header": pl.String(),
    "column_order": pl.Int64(),
    "is_required": pl.Boolean(),
    "tells_rows_apart": pl.Boolean(),
    "says_whose": pl.Boolean(),
    "asked_in": pl.String(),
    "is_read": pl.Boolean(),
}
COLUMN_USE: dict[str, pl.DataType] = {"ledger": pl.String(), "column_id": pl.String(), "indicator_code": pl.String()}
_WHOSE = frozenset({"person", "organisation", "identity", "code"})
"""Forms of columns that say whose row it is."""
_SAME_ROW = 2
"""How many columns the keys of two ledgers must have in common for their rows to be of the same thing."""
_IF_IT_WAS_HELD = frozenset({STATUS, "remark"})
"""Columns that say while landing whether what is registered took place (data/intake/not_held.yaml)."""


def ledger_column_frame(use: ColumnUse, figures: Sequence[Figure]) -> pl.DataFrame:
    """Return one row a ledger and column; `asked_in` are the other ledgers that ask the same people for the same."""
    read = use.read_for_pages(figures)
    rows = [
        (
            ledger.id,
            column.id,
            column.header,
            order,
            column.required,
            column.id in ledger.key,
            _says_whose(ledger, column),
            "、".join(_asked_in(ledger, column)) or None,
            (ledger.id, column.id) in read or _is_read_while_landing(ledger, column),
        )
        for ledger in load_ledgers().values()
        for order, column in enumerate(ledger.columns, start=1)
    ]
    return pl.DataFrame(rows, schema=LEDGER_COLUMN, orient="row")


def column_use_frame(use: ColumnUse, indicators: Sequence[Indicator]) -> pl.DataFrame:
    """Return one row a ledger, column and indicator that is counted from it."""
    rows = [(*asked, one.indicator) for one in indicators for asked in sorted(use.of_indicator(one))]
    return pl.DataFrame(rows, schema=COLUMN_USE, orient="row")


def _says_whose(ledger: Ledger, column: Column) -> bool:
    return column.form in _WHOSE and (column.id in ledger.key or column.id in {"org", "name", "member_no", "id_no"})


def _asked_in(ledger: Ledger, column: Column) -> Iterator[str]:
    """Yield the titles of ledgers that ask for the same, by id, header and kind: to say whose or which row it is."""
    for other in load_ledgers().values():
        if other is not ledger and set(other.owed_by) & set(ledger.owed_by):
            same = (one for one in other.columns if _known_by(one) == _known_by(column))
            if any(_tells_the_same(ledger, column, other, one) for one in same):
                yield other.title


def _tells_the_same(ledger: Ledger, column: Column, other: Ledger, same: Column) -> bool:
    shared = set(ledger.key) & set(other.key)
    both_tell = column.id in shared and len(shared) >= _SAME_ROW
    return both_tell or (_says_whose(ledger, column) and _says_whose(other, same))


def _known_by(column: Column) -> tuple[object, ...]:
    return column.id, column.header, column.kind, column.values


def _is_read_while_landing(ledger: Ledger, column: Column) -> bool:
    return column.id in _IF_IT_WAS_HELD and any(one.id == STATUS for one in ledger.columns)
