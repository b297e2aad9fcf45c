"""What counts of one ledger while the files of a delivery are landed one after another, and which file said it last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Set
from dataclasses import dataclass, field
from typing import NamedTuple

import polars as pl

from ingest.draft import reading_of
from ingest.landing.lean_rows import lean
from ingest.landing.live_rows import LiveRows, live_rows
from ingest.landing.manifest import Manifest
from ingest.landing.store import Store
from ingest.ledger import Ledger

Line = tuple[str, int, str]
"""Sheet, row and key of a row that was landed or said again."""
_WHERE = ["row_key", "sequence", "batch", "sheet", "row_number"]


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


class Standing:
    """The versions of a ledger's rows that count, oldest first, and what each file is on record with."""

    def __init__(self, store: Store, ledger: Ledger, files: Set[str]):
        """Read the ledger once. `files` are the SHA-256 of the delivery's files, of which the records are wanted."""
        self.ledger = ledger
        manifests = store.live_manifests(ledger.id)
        self._readings = {each.batch: reading_of(each.file_sha256, each.layout) for each in manifests}
        self._records: defaultdict[str, Record] = defaultdict(Record)
        self._all = store.all_versions(ledger.id)
        self._note(self._all.filter(pl.col("file_sha256").is_in(list(files))))
        witnesses = store.witnesses(ledger.id)
        self._readings |= {each.batch: reading_of(each.file_sha256, each.layout) for each in witnesses}
        for manifest in (each for each in [*manifests, *witnesses] if each.file_sha256 in files):
            self._note_retired(manifest)
            if manifest.restated:
                self._note(store.restated(manifest, _WHERE))
        self.versions = store.without_retired(ledger.id, self._all)
        self.live: LiveRows = live_rows(self.versions, ledger)
        self.lean = lean(self.live.frame, ledger)

    def record(self, reading: str) -> Record | None:
        """Return what a file is on record with; None if nothing of it counts."""
        return self._records.get(reading)

    def newest(self, keys: Collection[str]) -> dict[str, Newest]:
        """Return the newest version of those of the keys that are live."""
        found = self.lean.filter(pl.col("row_key").is_in(list(keys)))
        rows = found.select("row_key", "sequence", "content_hash", pl.col("brought").is_null()).iter_rows()
        return {key: Newest(sequence, content, is_whole) for key, sequence, content, is_whole in rows}

    def versions_of(self, keys: Collection[str]) -> dict[str, list[tuple[int, str]]]:
        """Return of every key the versions that count: sequence, and the file (its reading) that gave it."""
        found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        told = self.versions.filter(pl.col("row_key").is_in(list(keys))).select("row_key", "sequence", "batch")
        for key, sequence, batch in told.iter_rows():
            found[key].append((sequence, self._readings[batch]))
        return found

    def rows(self, keys: Collection[str]) -> LiveRows:
        """Return the live rows of some keys, worked out anew."""
        return live_rows(self.versions.filter(pl.col("row_key").is_in(list(keys))), self.ledger)

    def taken_out(self) -> pl.DataFrame:
        """Return the newest versions of keys that are not live, as `lean` gives them."""
        newest = self._all.unique("row_key", keep="last", maintain_order=True)
        return lean(newest.join(self.lean.select("row_key"), on="row_key", how="anti"), self.ledger)

    def add(self, manifest: Manifest, rows: pl.DataFrame, restated: pl.DataFrame) -> None:
        """Take in a batch that was just landed."""
        self._readings[manifest.batch] = reading_of(manifest.file_sha256, manifest.layout)
        self._note(rows)
        self._note(restated)
        self._note_retired(manifest)
        if manifest.retired:
            is_gone = pl.col("row_key").is_in(list(manifest.retired))
            self.versions, self.lean = self.versions.filter(~is_gone), self.lean.filter(~is_gone)
        if rows.is_empty():
            return
        rows = rows.select(self._all.columns)
        self._all, self.versions = pl.concat([self._all, rows]), pl.concat([self.versions, rows])
        partial = rows.filter(pl.col("brought").is_not_null())["row_key"].to_list()
        whole = rows.filter(~pl.col("row_key").is_in(partial))
        fresh = lean(pl.concat([whole, self.rows(partial).frame]) if partial else whole, self.ledger)
        self.lean = pl.concat([self.lean.join(fresh, on="row_key", how="anti", maintain_order="left"), fresh])

    def _note(self, rows: pl.DataFrame) -> None:
        for key, sequence, batch, sheet, row in rows.select(_WHERE).iter_rows():
            self._records[self._readings[batch]].lines[sheet, row, key] = sequence

    def _note_retired(self, manifest: Manifest) -> None:
        if manifest.retired:
            record = self._records[reading_of(manifest.file_sha256, manifest.layout)]
            record.retired.update(dict.fromkeys(manifest.retired, manifest.sequence))
