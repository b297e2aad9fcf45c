"""Which rows count now: of every key the newest value of each column. A file changes only the columns that it has."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

import polars as pl

from ingest.ledger import Ledger
from ingest.schema import BETWEEN, sources_of_content

_GIVEN: dict[str, pl.DataType] = {
    "ledger": pl.String(),
    "row_key": pl.String(),
    "column": pl.String(),
    "header": pl.String(),
    "batch": pl.String(),
    "file": pl.String(),
    "sheet": pl.String(),
    "row_number": pl.Int64(),
}
_OF_ROW: dict[str, pl.DataType] = {
    "live_batch": pl.String(),
    "live_sheet": pl.String(),
    "live_row_number": pl.Int64(),
}
COLUMN_SOURCE = _GIVEN | _OF_ROW
"""A column that an older file gave: where its value stands, and where the newest version of the row does."""
_PLACE = ["batch", "file", "sheet", "row_number"]


@dataclass(frozen=True, slots=True)
class LiveRows:
    """The live rows of a ledger.

    `frame` has one row a key, in the landed schema; its system columns are those of the newest row. `completed` are the
    rows of it in which older files gave columns; `column_sources` says which (one row a key and column).
    `incomplete` are rows that do not count, as no file that counts gave a required column of them: the batch that did
    was withdrawn.
    """

    frame: pl.DataFrame
    completed: pl.DataFrame
    column_sources: pl.DataFrame
    incomplete: pl.DataFrame


def live_rows(versions: pl.DataFrame, ledger: Ledger) -> LiveRows:
    """Return what counts of the landed `versions` of a ledger, given in the order in which they came."""
    newest = versions.unique("row_key", keep="last", maintain_order=True)
    partial = newest.filter(pl.col("brought").is_not_null())
    incomplete = _incomplete(versions, partial, ledger)
    if incomplete.height:
        newest = newest.join(incomplete.select("row_key"), on="row_key", how="anti", maintain_order="left")
        partial = partial.join(incomplete.select("row_key"), on="row_key", how="anti", maintain_order="left")
    several = versions.filter(pl.col("row_key").is_duplicated())
    several = several.join(partial.select("row_key"), on="row_key", how="semi", maintain_order="left")
    if several.is_empty():
        return LiveRows(newest, newest.clear(), pl.DataFrame(schema=COLUMN_SOURCE), incomplete)
    completed, sources = _complete(several, ledger)
    frame = newest.join(completed.select("row_key"), on="row_key", how="anti", maintain_order="left")
    return LiveRows(pl.concat([frame, completed.select(newest.columns)]), completed, sources, incomplete)


def _incomplete(versions: pl.DataFrame, partial: pl.DataFrame, ledger: Ledger) -> pl.DataFrame:
    """Return those of the newest rows of which the versions together lack a required column."""
    required = {column.id for column in ledger.required}
    texts = versions["brought"].unique().drop_nulls().to_list()
    enough = [text for text in texts if required <= set(text.split(BETWEEN))]
    if len(enough) == len(texts):
        return partial.clear()
    has_enough = pl.col("brought").is_null() | pl.col("brought").is_in(enough)
    lacking = partial.filter(~has_enough).select("row_key")
    told = versions.join(lacking, on="row_key", how="semi")
    given = [pl.any_horizontal(has_enough, _brings(name)).any() for name in sorted(required)]
    whole = told.group_by("row_key").agg(pl.all_horizontal(*given).alias("_is_whole")).filter("_is_whole")
    lacking = lacking.join(whole, on="row_key", how="anti")
    return partial.join(lacking, on="row_key", how="semi", maintain_order="left")


def _complete(versions: pl.DataFrame, ledger: Ledger) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the newest row of every key with the columns that its file lacks from the newest file that has them.

    All columns are worked out in one pass: a few queries for each of them were a third of what a small file costs.
    """
    columns, content = sources_of_content(ledger), versions.columns
    versions = versions.with_row_index("_version").with_columns(
        pl.any_horizontal(pl.col("brought").is_null(), *map(_brings, sorted(sources))).alias(f"_brings {name}")
        for name, sources in columns.items()
    )
    given = versions.group_by("row_key").agg(
        pl.col(column).filter(f"_brings {name}").last().alias(f"{what} {name}")
        for name in columns
        for what, column in (("_from", "_version"), ("_value", name))
    )
    newest = versions.unique("row_key", keep="last", maintain_order=True).select("_version", *content)
    found = newest.join(given, on="row_key", how="left", maintain_order="left").with_columns(
        pl.when(pl.col(f"_from {name}") != pl.col("_version")).then(f"_from {name}").alias(f"_from {name}")
        for name in columns
    )
    completed = found.select(
        pl.when(pl.col(f"_from {name}").is_not_null()).then(f"_value {name}").otherwise(name).alias(name)
        if name in columns
        else name
        for name in content
    )
    sources_of_columns = _sources(found, versions.select("_version", *_PLACE), ledger, columns)
    return completed.join(sources_of_columns, on="row_key", how="semi", maintain_order="left"), sources_of_columns


def _sources(found: pl.DataFrame, places: pl.DataFrame, ledger: Ledger, columns: Container[str]) -> pl.DataFrame:
    """Return which older version, by its place, gave which column of which row: `found` has them as `_from` columns."""
    named = {column.id: "org_code" if column.id == "org" else column.id for column in ledger.columns}
    headers = {column.id: column.header for column in ledger.columns}
    of_row = {"live_batch": "batch", "live_sheet": "sheet", "live_row_number": "row_number"}
    return (
        found.select("row_key", **of_row, **{id: f"_from {name}" for id, name in named.items() if name in columns})
        .unpivot(index=["row_key", *of_row], variable_name="column", value_name="_version")
        .drop_nulls("_version")
        .join(places, on="_version", how="left")
        .with_columns(ledger=pl.lit(ledger.id), header=pl.col("column").replace_strict(headers, return_dtype=pl.String))
        .select(pl.col(name).cast(kind) for name, kind in COLUMN_SOURCE.items())
        .sort("row_key", "column")
    )


def _brings(source: str) -> pl.Expr:
    return (pl.lit(BETWEEN) + pl.col("brought") + BETWEEN).str.contains(f"{BETWEEN}{source}{BETWEEN}", literal=True)
