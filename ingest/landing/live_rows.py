"""Which rows count now: of every key the newest value of each column. A file changes only the columns that it has."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ingest.ledger import Column, Ledger
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
    """Return the newest row of every key with the columns that its file lacks from the newest file that has them."""
    versions = versions.with_row_index("_version")
    found = versions.unique("row_key", keep="last", maintain_order=True)
    of_people = {"org_code" if column.id == "org" else column.id: column for column in ledger.columns}
    given = [pl.DataFrame(schema=_GIVEN)]
    for name, sources in sources_of_content(ledger).items():
        brings = pl.any_horizontal(pl.col("brought").is_null(), *(_brings(source) for source in sorted(sources)))
        givers = versions.filter(brings).unique("row_key", keep="last", maintain_order=True)
        taken = givers.select("row_key", _from="_version", _value=name)
        found = found.join(taken, on="row_key", how="left", maintain_order="left")
        is_older = pl.col("_from").is_not_null() & (pl.col("_from") != pl.col("_version"))
        if name in of_people:
            given.append(_sources(found.filter(is_older).select("row_key"), givers, ledger, of_people[name]))
        found = found.with_columns(pl.when(is_older).then("_value").otherwise(name).alias(name)).drop("_from", "_value")
    newest = found.select("row_key", live_batch="batch", live_sheet="sheet", live_row_number="row_number")
    sources_of_columns = pl.concat(given).join(newest, on="row_key", how="inner").sort("row_key", "column")
    completed = found.join(
        sources_of_columns.select("row_key").unique(), on="row_key", how="semi", maintain_order="left"
    )
    return completed.drop("_version"), sources_of_columns


def _brings(source: str) -> pl.Expr:
    return (pl.lit(BETWEEN) + pl.col("brought") + BETWEEN).str.contains(f"{BETWEEN}{source}{BETWEEN}", literal=True)


def _sources(keys: pl.DataFrame, givers: pl.DataFrame, ledger: Ledger, column: Column) -> pl.DataFrame:
    return (
        keys.join(givers.select("row_key", *_PLACE), on="row_key", how="inner", maintain_order="left")
        .with_columns(ledger=pl.lit(ledger.id), column=pl.lit(column.id), header=pl.lit(column.header))
        .select(pl.col(name).cast(kind) for name, kind in _GIVEN.items())
    )
