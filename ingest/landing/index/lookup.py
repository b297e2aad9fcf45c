"""What the index is asked, by key, by file, by organisation: each answer costs what it holds, not what was landed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import polars as pl

_ASKED_AT_ONCE = 20_000
LEAN: dict[str, pl.DataType] = {
    "row_key": pl.String(),
    "content_hash": pl.String(),
    "owner": pl.String(),
    "number": pl.String(),
    "year": pl.Int32(),
    "agreement": pl.Int64(),
    "batch": pl.String(),
    "file": pl.String(),
    "file_sha256": pl.String(),
    "sheet": pl.String(),
    "row_number": pl.Int64(),
    "sequence": pl.Int64(),
    "brought": pl.String(),
}
_LEAN = """
select row.row_key, content_hash, owner, number, year, agreement, manifest.batch, file, file_sha256, sheet, row_number,
    row.sequence, brought
from row {} join manifest on manifest.sequence = row.sequence and +manifest.ledger = row.ledger
where row.ledger = ? and"""
"""A `+` keeps SQLite from going through all rows of the ledger instead of looking up the keys."""


class Stands(NamedTuple):
    """A batch, how it counts, and the file (its reading) that it is of."""

    batch: str
    state: str
    reading: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What a batch said of its file (its reading): the rows, and the keys that it took out."""

    reading: str
    sequence: int
    rows: list[pl.DataFrame]
    retired: list[str]


class Lookup:
    """Questions to the index, while the home is locked."""

    def __init__(self, connection: sqlite3.Connection):
        self._ask = connection.execute

    def lean_of_keys(self, ledger: str, keys: Collection[str]) -> pl.DataFrame:
        """Return the live rows of keys, as `lean` gives them."""
        return self._lean(_LEAN.format("indexed by sqlite_autoindex_row_1") + " is_live and row.row_key", ledger, keys)

    def lean_of_owners(self, ledger: str, owners: Collection[str], is_live: bool) -> pl.DataFrame:
        """Return the live rows of organisations or schools, or the newest versions of those that were taken out."""
        which = "is_live" if is_live else "not is_live and row.sequence is not null"
        return self._lean(_LEAN.format("indexed by row_by_owner") + f" {which} and owner", ledger, owners)

    def lean_of_numbers(self, ledger: str, numbers: Collection[str]) -> pl.DataFrame:
        """Return the live rows with some numbers (编号)."""
        return self._lean(_LEAN.format("indexed by row_by_number") + " is_live and number", ledger, numbers)

    def keys_that_agree(self, ledger: str, agreements: Collection[int]) -> list[str]:
        """Return the keys of live rows that agree in the columns that no key lacks."""
        query = "select row_key from row indexed by row_by_agreement where ledger = ? and is_live and agreement"
        return [key for (key,) in self._in(query, (ledger,), agreements)]

    def newest(self, ledger: str, keys: Collection[str]) -> Iterator[tuple[str, int, str, bool]]:
        """Yield of the live ones of the keys: key, number of its batch, content's hash, whether its file was whole."""
        told = "row_key, sequence, content_hash, brought is null"
        query = f"select {told} from row where +ledger = ? and is_live and row_key"
        for key, sequence, content, is_whole in self._in(query, (ledger,), keys):
            yield key, sequence, content, bool(is_whole)

    def said(self, ledger: str, keys: Collection[str]) -> list[tuple[str, int, bool]]:
        """Return who said the keys: key, number of the batch, whether it only said it again."""
        found: list[tuple[str, int, bool]] = []
        for key, text in self._in("select row_key, said from row where +ledger = ? and row_key", (ledger,), keys):
            numbers = text.split(",")
            found += [(key, int(each.lstrip("~")), each.startswith("~")) for each in numbers]
        return found

    def said_by(self, ledger: str, sequences: Collection[int]) -> set[str]:
        """Return the keys that some batches said; goes through all rows of the ledger."""
        query = (
            "select distinct row_key from row, json_each(?) as wanted where ledger = ? and "
            "(',' || replace(said, '~', '') || ',') like ('%,' || wanted.value || ',%')"
        )
        return {key for (key,) in self._ask(query, (json.dumps(sorted(sequences)), ledger))}

    def retired(self, ledger: str, keys: Collection[str]) -> list[tuple[str, int, str]]:
        """Return which complete files took the keys out: key, number of the batch, its state."""
        query = (
            "select row_key, retired.sequence, state from retired "
            "join manifest on manifest.sequence = retired.sequence and +manifest.ledger = retired.ledger "
            "where +retired.ledger = ? and row_key"
        )
        return list(self._in(query, (ledger,), keys))

    def retired_by(self, ledger: str, sequences: Collection[int]) -> list[tuple[str, int]]:
        """Return the keys that some batches took out, with the number of the batch."""
        query = "select row_key, sequence from retired where +ledger = ? and sequence"
        return list(self._in(query, (ledger,), sequences))

    def states(self, ledger: str, sequences: Collection[int]) -> dict[int, Stands]:
        """Return batch, state and file (its reading) of batches by their numbers."""
        query = "select sequence, batch, state, reading from manifest where +ledger = ? and sequence"
        return {number: Stands(*told) for number, *told in self._in(query, (ledger,), sequences)}

    def of_files(self, ledger: str, files: Collection[str]) -> list[tuple[str, int, str, str, int]]:
        """Return what counts of files (SHA-256), witnesses too: batch, number, reading, state, rows said again."""
        query = (
            "select batch, sequence, reading, state, restated from manifest indexed by manifest_by_file "
            "where state != 'withdrawn' and ledger = ? and file_sha256"
        )
        return sorted(self._in(query, (ledger,), files), key=lambda each: int(each[1]))

    def batches(self, ledger: str, state: str) -> list[tuple[str, int]]:
        """Return names and numbers of the batches of a ledger in one state, newest last."""
        query = "select batch, sequence from manifest where ledger = ? and state = ? order by sequence"
        return self._ask(query, (ledger, state)).fetchall()

    def has_batches(self, ledger: str) -> bool:
        """Tell whether anything of a ledger ever came."""
        return self._ask("select 1 from manifest where ledger = ? limit 1", (ledger,)).fetchone() is not None

    def has_withdrawn(self, ledger: str) -> bool:
        """Tell whether a batch of the ledger was withdrawn."""
        query = "select 1 from manifest where ledger = ? and state = 'withdrawn' limit 1"
        return self._ask(query, (ledger,)).fetchone() is not None

    def newest_columns(self, ledger: str, count: int) -> list[frozenset[str]]:
        """Return the columns of the newest batches of a ledger that brought rows, oldest first."""
        query = (
            "select columns from manifest where ledger = ? and state = 'live' and accepted > 0 and columns is not null "
            "order by sequence desc limit ?"
        )
        found = self._ask(query, (ledger, count)).fetchall()
        return [frozenset(json.loads(columns)) for (columns,) in reversed(found)]

    def recorded(self, ledger: str, hashes: Collection[str]) -> set[tuple[str, str]]:
        """Return the (row hash, outcome) that live batches have on record, of rows that were not accepted."""
        query = (
            "select distinct row_hash, outcome from line join manifest on manifest.sequence = line.sequence "
            "where +state = 'live' and +ledger = ? and row_hash"
        )
        return set(self._in(query, (ledger,), hashes))

    def key_marks(self) -> set[str]:
        """Return the fingerprints of the keys with which the batches were landed."""
        found: list[str] = [""]
        while found[-1] is not None:  # from one to the next: there are few, and many batches of each
            query = "select min(key) from manifest where key is not null and key > ?"
            found.append(self._ask(query, (found[-1],)).fetchone()[0])
        return set(found[1:-1])

    def last_sequence(self) -> int:
        """Return the highest number that a batch bears; 0 where there is none."""
        return int(self._ask("select coalesce(max(sequence), 0) from manifest").fetchone()[0])

    def mark(self, name: str) -> str | None:
        """Return what was noted under a name."""
        found = self._ask("select value from mark where name = ?", (name,)).fetchone()
        return None if found is None else str(found[0])

    def bundle(self, ledger: str) -> tuple[list[str], bytes]:
        """Return the batches whose rows were put together to be read whole, and these rows as Parquet."""
        found = self._ask("select batches, content from bundle where ledger = ?", (ledger,)).fetchone()
        return (json.loads(found[0]), found[1]) if found is not None else ([], b"")

    def keep_bundle(self, ledger: str, batches: Iterable[str], content: bytes) -> None:
        """Keep rows that were put together to be read whole."""
        told = json.dumps(list(batches))
        self._ask("insert or replace into bundle values (?, ?, ?)", (ledger, told, content))

    def _lean(self, query: str, ledger: str, wanted: Collection[str]) -> pl.DataFrame:
        rows = list(self._in(query, (ledger,), wanted))
        return pl.DataFrame(rows, schema=LEAN, orient="row").sort("sequence", "row_number", maintain_order=True)

    def _in(self, query: str, first: tuple[Any, ...], wanted: Collection[Any]) -> Iterator[Any]:
        """Yield the answers to a question that ends with a column: of it only what is `wanted`."""
        asked = list(dict.fromkeys(wanted))
        for start in range(0, len(asked), _ASKED_AT_ONCE):
            told = json.dumps(asked[start : start + _ASKED_AT_ONCE])
            yield from self._ask(f"{query} in (select value from json_each(?))", (*first, told)).fetchall()
