"""Which landed versions of rows count: those of live batches, and those said again in place of withdrawn ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

_AGAIN = "_again"
KEY_SEQUENCE: dict[str, pl.DataType] = {"row_key": pl.String(), "sequence": pl.Int64()}


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of rows in the order in which they came: all, those that were not taken out, those that stand in."""

    everything: pl.DataFrame
    counted: pl.DataFrame
    standing_in: pl.DataFrame


def versions(landed: pl.DataFrame, restated: pl.DataFrame, touched: pl.DataFrame, retired: pl.DataFrame) -> Versions:
    """Return the versions that count.

    `landed` are the rows of live batches, `restated` the rows that files said again, `retired` the keys that complete
    files took out with the numbers of their batches, `touched` the keys of which withdrawn batches said something with
    the numbers of those: a row said again counts where a withdrawn batch had said something of it before.
    """
    since = touched.group_by("row_key").agg(_since=pl.col("sequence").min())
    again = restated.join(since, on="row_key", how="inner", maintain_order="left")
    again = again.filter(pl.col("sequence") > pl.col("_since")).drop("_since")
    if again.is_empty():
        return Versions(landed, without_retired(landed, retired), again)
    again = _standing_in(without_retired(landed, retired), again)  # what was taken out covers nothing said after it
    everything = _sorted(pl.concat([landed, again]))
    return Versions(everything, without_retired(everything, retired), again)


def in_order(schema: Mapping[str, pl.DataType], frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Return landed frames as one, in the schema of today (`landed_schema`), in the order in which their rows came."""
    nothing = pl.DataFrame(schema=dict(schema))
    return _sorted(pl.concat([nothing, *frames], how="diagonal_relaxed").select(nothing.columns))


def keys_at(pairs: Iterable[tuple[str, int]]) -> pl.DataFrame:
    """Return (row key, sequence) as a frame."""
    return pl.DataFrame(list(pairs), schema=KEY_SEQUENCE, orient="row")


def without_retired(found: pl.DataFrame, retired: pl.DataFrame) -> pl.DataFrame:
    """Return the versions that no complete file has taken out."""
    if retired.is_empty():
        return found
    gone = retired.group_by("row_key").agg(_gone=pl.col("sequence").max())
    joined = found.join(gone, on="row_key", how="left", maintain_order="left")
    return joined.filter(pl.col("_gone").is_null() | (pl.col("sequence") > pl.col("_gone"))).drop("_gone")


def _standing_in(landed: pl.DataFrame, restated: pl.DataFrame) -> pl.DataFrame:
    """Return those of the restated rows that say other than the version before them, both given in order.

    As long as the batch that brought a row counts, the row stays that batch's: its file, its line, its day of arrival.
    """
    both = _sorted(
        pl.concat([landed.with_columns(pl.lit(False).alias(_AGAIN)), restated.with_columns(pl.lit(True).alias(_AGAIN))])
    )
    content, brought = (pl.col(name).shift(1).over("row_key") for name in ("content_hash", "brought"))
    is_covered = brought.is_null() | brought.eq_missing(pl.col("brought"))
    is_same = (pl.col("content_hash") == content).fill_null(False) & is_covered
    return both.filter(pl.col(_AGAIN) & ~is_same).drop(_AGAIN)


def _sorted(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.sort("sequence", "row_number", maintain_order=True)
