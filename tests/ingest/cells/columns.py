"""Columns of the ledgers, and others like them."""

from __future__ import annotations

from ingest.ledger import Column, load_ledgers

COLUMNS = {(ledger.id, column.id): column for ledger in load_ledgers().values() for column in ledger.columns}


def first(**wanted: object) -> Column:
    """Return the first column of any ledger that is like this."""
    return next(one for one in COLUMNS.values() if all(getattr(one, name) == value for name, value in wanted.items()))


def like(column: Column, **changes: object) -> Column:
    """Return a column that differs from the given one in what is named."""
    return column.model_copy(update=changes)
