"""What counts of one ledger while the files of a delivery are landed one after another, and which file said it last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

import polars as pl

from ingest.draft import reading_of
from ingest.landing.index.lookup import Lookup, Statement
from ingest.landing.lean_rows import agreement
from ingest.landing.live_rows import LiveRows, live_rows
from ingest.landing.manifest import Manifest
from ingest.landing.versions import Versions
from ingest.ledger import Ledger

Line = tuple[str, int, str]
"""Sheet, row and key of a row that was landed or said again."""
_WHERE = ["row_key", "sequence", "sheet", "row_number"]


class Newest(NamedTuple):
    """The newest version of a row: the number of its batch, its content's hash, whether its file had all columns."""

    sequence: int
    content: str
    is_whole: bool


@dataclass(slots=True)
class Record:
    """What one file said, in batches that still count: of each line, and each key it retired, the newest number."""

    lines: dict[Line, int] = field(default_factory=dict)
    retired: dict[str, int] = field(default_factory=dict)

    @property
    def by_line(self) -> dict[tuple[str, int], tuple[str, int]]:
        """Key and sequence of every line, for ledgers that have one row a line."""
        return {(sheet, row): (key, sequence) for (sheet, row, key), sequence in self.lines.items()}

    @property
    def by_key(self) -> dict[str, int]:
        """The newest sequence in which the file said a key."""
        found: dict[str, int] = {}
        for (_, _, key), sequence in self.lines.items():
            found[key] = max(sequence, found.get(key, 0))
        return found


class Landed(Protocol):
    """What knows of everything that is landed: `ingest.landing.index`."""

    @property
    def ask(self) -> Lookup:
        """Questions by key, owner and number."""

    def check(self, ledger: str) -> None:
        """Raise UserError if batches of the ledger are lost or damaged."""

    def said_by_files(self, ledger: Ledger, files: Collection[str], columns: Sequence[str]) -> Sequence[Statement]:
        """Return what counts, or may yet, of files given by their SHA-256."""

    def versions_of(self, ledger: Ledger, keys: Collection[str]) -> Versions:
        """Return the versions of rows by their keys."""

    def live_rows(self, ledger: Ledger) -> LiveRows:
        """Return the live rows of a whole ledger."""


class Standing:
    """The versions of a ledger's rows that count, and what each file is on record with. The home is locked."""

    def __init__(self, index: Landed, ledger: Ledger, files: Set[str]):
        """Look up what is on record of a delivery's files, given by their SHA-256."""
        self.ledger = ledger
        self._index = index
        self._index.check(ledger.id)
        self._is_empty = not self._index.ask.has_batches(ledger.id)
        self._records: defaultdict[str, Record] = defaultdict(Record)
        for said in self._index.said_by_files(ledger, files, _WHERE):
            self._note_retired(said.reading, said.retired, said.sequence)
            for rows in said.rows:
                self._note(said.reading, rows)

    def record(self, reading: str) -> Record | None:
        """Return what a file is on record with; None if nothing of it counts."""
        return self._records.get(reading)

    def newest(self, keys: Collection[str]) -> dict[str, Newest]:
        """Return the newest version of those of the keys that are live."""
        if self._is_empty:
            return {}
        found = self._index.ask.newest(self.ledger.id, keys)
        return {key: Newest(sequence, content, is_whole) for key, sequence, content, is_whole in found}

    def said_by(self, keys: Collection[str]) -> dict[str, list[tuple[int, str]]]:
        """Return of every key who said it, in batches that count or may yet: number, and the file (its reading).

        Whoever only said again what counted is among them: it counts once the others are withdrawn.
        """
        told = self._index.ask.said(self.ledger.id, keys)
        states = self._index.ask.states(self.ledger.id, {sequence for _, sequence, _ in told})
        found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for key, sequence, _ in told:
            if states[sequence].state != "withdrawn":
                found[key].append((sequence, states[sequence].reading))
        return found

    def rows(self, keys: Collection[str]) -> LiveRows:
        """Return the live rows of some keys."""
        return live_rows(self._versions(keys).counted, self.ledger)

    def rows_like(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return the live rows that agree with some rows in the columns that no key lacks."""
        wanted = agreement(rows, self.ledger).drop_nulls().unique().to_list()
        return self.rows(self._index.ask.keys_that_agree(self.ledger.id, wanted)).frame

    def whole(self) -> pl.DataFrame:
        """Return all live rows of the ledger."""
        return self._index.live_rows(self.ledger).frame

    def lean_of_keys(self, keys: Collection[str]) -> pl.DataFrame:
        """Return the live rows of some keys, as `lean` gives them."""
        return self._index.ask.lean_of_keys(self.ledger.id, keys)

    def lean_of_numbers(self, numbers: Collection[str]) -> pl.DataFrame:
        """Return the live rows that have one of the numbers (编号), as `lean` gives them."""
        return self._index.ask.lean_of_numbers(self.ledger.id, numbers)

    def lean_of_owners(self, owners: Collection[str], is_live: bool = True) -> pl.DataFrame:
        """Return the live rows of organisations or schools, as `lean` gives them, or what was taken out of theirs."""
        return self._index.ask.lean_of_owners(self.ledger.id, owners, is_live)

    def add(self, manifest: Manifest, rows: pl.DataFrame, restated: pl.DataFrame) -> None:
        """Take in a batch that was just landed."""
        self._is_empty = False
        reading = reading_of(manifest.file_sha256, manifest.layout)
        self._note(reading, rows)
        self._note(reading, restated)
        self._note_retired(reading, manifest.retired, manifest.sequence)

    def _versions(self, keys: Collection[str]) -> Versions:
        return self._index.versions_of(self.ledger, keys)

    def _note_retired(self, reading: str, keys: Sequence[str], sequence: int) -> None:
        if keys:
            self._records[reading].retired.update(dict.fromkeys(keys, sequence))

    def _note(self, reading: str, rows: pl.DataFrame) -> None:
        for key, sequence, sheet, row in rows.select(_WHERE).iter_rows():
            self._records[reading].lines[sheet, row, key] = sequence
