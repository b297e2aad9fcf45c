"""Rows that a file says again. They bring nothing new, and count once the batch that brought them is withdrawn."""

from __future__ import annotations

import polars as pl

_AGAIN = "_again"


def standing_in(landed: pl.DataFrame, restated: pl.DataFrame) -> pl.DataFrame:
    """Return those of the restated rows that say other than the version before them, both given in order.

    As long as the batch that brought a row counts, the row stays that batch's: its file, its line, its day of arrival.
    """
    both = pl.concat(
        [landed.with_columns(pl.lit(False).alias(_AGAIN)), restated.with_columns(pl.lit(True).alias(_AGAIN))]
    ).sort("sequence", "row_number", maintain_order=True)
    content, brought = (pl.col(name).shift(1).over("row_key") for name in ("content_hash", "brought"))
    is_covered = brought.is_null() | brought.eq_missing(pl.col("brought"))
    is_same = (pl.col("content_hash") == content).fill_null(False) & is_covered
    return both.filter(pl.col(_AGAIN) & ~is_same).drop(_AGAIN)
