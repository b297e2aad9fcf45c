"""Of landed rows, what comparing a file with them needs."""

from __future__ import annotations

import polars as pl

from ingest.ledger import Ledger
from ingest.matching.row_dates import years
from ingest.schema import key_columns, optional_key_columns, owner_column


def lean(frame: pl.DataFrame, ledger: Ledger) -> pl.DataFrame:
    """Return of landed rows what comparing needs: key, content, number, whose they are, year, place."""
    nothing = pl.lit(None, dtype=pl.String)
    owner, number = owner_column(ledger), number_column(ledger)
    return frame.select(
        "row_key",
        "content_hash",
        (nothing if owner is None else pl.col(owner)).alias("owner"),
        (nothing if number is None else pl.col(number)).alias("number"),
        years(frame, ledger).alias("year"),
        agreement(frame, ledger),
        "batch",
        "file",
        "file_sha256",
        "sheet",
        "row_number",
        "sequence",
        "brought",
    )


def agreement(frame: pl.DataFrame, ledger: Ledger) -> pl.Series:
    """Return a hash of what rows say in the columns of the key that no file lacks; null where no key lacks any.

    A file without an optional column of the key means the row that agrees with the rest. Rows of one hash may differ.
    """
    optional = optional_key_columns(ledger)
    if not optional:
        return pl.Series("agreement", [None] * frame.height, dtype=pl.Int64)
    parts = [pl.col(name).cast(pl.String).fill_null("") for name in key_columns(ledger) if name not in optional]
    told = pl.concat_str(parts, separator="\x1f").hash(0).reinterpret(signed=True)
    return frame.select(told.alias("agreement")).to_series()


def number_column(ledger: Ledger) -> str | None:
    """Return the column that numbers what the rows are about (编号) for the whole district, if there is one."""
    number = ledger.column(ledger.key[0]) if ledger.key[0] != "person" else None
    if number is None or number.form != "code" or "org" in ledger.key or owner_column(ledger) != "org_code":
        return None
    return number.id
