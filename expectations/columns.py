"""Which columns a suite can speak about: a ledger's own, and those that were resolved from them."""

from dataclasses import dataclass

import polars as pl

from ingest.ledger import Ledger
from ingest.schema import DTYPE_OF_KIND, content_schema, worked_out


@dataclass(frozen=True)
class SuiteColumn:
    """One column of the batch: its type, and whether it lands."""

    dtype: pl.DataType
    is_landed: bool = True


def columns_of(ledger: Ledger) -> dict[str, SuiteColumn]:
    """Return every column that a frame of this ledger can have, without those that begin with an underscore."""
    landed = content_schema(ledger)
    columns = {column.id: SuiteColumn(DTYPE_OF_KIND[column.kind], column.id in landed) for column in ledger.columns}
    return columns | {name: SuiteColumn(pl.String()) for name in worked_out(ledger)}


def header_of(ledger: Ledger, column_id: str | None) -> str:
    """Return the Chinese header that the clerk knows a column by; the column's own name where it has none."""
    return next((column.header for column in ledger.columns if column.id == column_id), str(column_id))
