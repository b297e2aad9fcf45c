"""Which year a landed row is of, by which rows grow old."""

from __future__ import annotations

import polars as pl

from ingest.ledger import Ledger
from ingest.schema import content_schema


def year_of(ledger: Ledger) -> pl.Expr | None:
    """Return the year that a row is of; None for a ledger that has none, such as a register or what is in force."""
    if ledger.in_force is True:
        return None
    if ledger.date_column is not None:
        return pl.col(ledger.date_column).dt.year()
    return pl.col("year") if "year" in content_schema(ledger) else None
