"""The index of a home while somebody writes in it: healed when it is opened, kept up with every batch."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Protocol

import polars as pl

from ingest.errors import UserError
from ingest.full_disk import is_full_disk
from ingest.landing.batch_files import RESTATED, BatchFiles, lost
from ingest.landing.index.healing import (
    MANIFESTS,
    Changes,
    Known,
    changes,
    folder_marks,
    manifest_of,
    stamp_of,
    stamps,
)
from ingest.landing.index.lookup import Lookup, Statement
from ingest.landing.index.slices import versions_of_keys
from ingest.landing.index.tables import FILE, open_index, remove
from ingest.landing.index.whole_ledgers import versions_of_batches
from ingest.landing.live_rows import LiveRows, live_rows
from ingest.landing.manifest import Manifest
from ingest.landing.versions import Versions, in_order, keys_at, versions, without_retired
from ingest.ledger import Ledger, load_ledgers
from ingest.schema import landed_schema

_LOOSE = 32
_BROKEN = "入库索引读不出来了，已经作废；下次会从已入库的批次重新做出来，什么也没有丢。请重新运行一次。"


class Notes(Protocol):
    """What writes into the index: `ingest.landing.index.noting`."""

    def note(
        self,
        manifest: Manifest,
        stamp: str,
        ledger: Ledger,
        rows: pl.DataFrame,
        restated: pl.DataFrame,
        intake: pl.DataFrame,
    ) -> None:
        """Take in a batch, newer than all that is known of its ledger."""

    def work_out(self, ledger: Ledger, keys: Collection[str]) -> None:
        """Work out anew what is live of some keys."""

    def anew(self, ledger: Ledger, manifests: Sequence[tuple[Manifest, str]], counted: Versions) -> None:
        """Write a ledger anew."""

    def forget(self, ledger: str) -> None:
        """Delete everything that is known of a ledger."""

    def stamp(self, manifest: Manifest, stamp: str) -> None:
        """Write down a manifest and the time and size of its file."""


NotesOf = Callable[
    [sqlite3.Connection, BatchFiles, Lookup, Callable[[Ledger, Collection[str]], Versions]],
    Notes,
]
"""Makes what writes, given the file, the batches, the questions, and what tells the versions of keys."""


class Index:
    """Answers about what is landed (`ask`), and the writing of it. For whoever holds the lock of the home."""

    def __init__(self, root: Path, files: BatchFiles, notes: NotesOf):
        self._path = root / FILE
        self._files = files
        self._landed = files.landed
        self._connection = open_index(self._path)
        self.ask = Lookup(self._connection)
        self._notes = notes(self._connection, files, self.ask, self.versions_of)
        self._damaged: dict[str, str] = {}
        self._versions: dict[str, Versions] = {}
        self._live: dict[str, LiveRows] = {}

    @property
    def is_up_to_date(self) -> bool:
        """Whether nothing was put into or taken out of the folders of batches since the index was written last."""
        return self.ask.mark("folders") == folder_marks(self._landed)

    def heal(self) -> None:
        """Hold the index against the manifests, and make good what differs."""
        self._files.forget()
        found = stamps(self._landed)
        self._damaged = {}
        for ledger_id, differ in changes(self._landed, self._known(), found).items():
            self._forget(ledger_id)
            try:
                with self._transaction():
                    self._make_good(load_ledgers()[ledger_id], differ, found)
            except (UserError, KeyError) as error:  # that of one ledger must not keep the others out
                self._damaged[ledger_id] = str(error)
                with self._transaction():
                    self._only_manifests(ledger_id, found)
        self._damaged |= self._lost() | self._damaged
        with self._transaction():
            pass

    def keep_mark(self, name: str, value: str) -> None:
        """Note something under a name, with the folders as they are now."""
        with self._transaction():
            self._connection.execute("insert or replace into mark values (?, ?)", (name, value))

    def close(self) -> None:
        """Close the file; what is not written by then never was."""
        self._connection.close()

    def check(self, ledger: str) -> None:
        """Raise UserError if batches of the ledger are lost or damaged."""
        if ledger in self._damaged:
            raise UserError(self._damaged[ledger])

    def note(self, manifest: Manifest, rows: pl.DataFrame, restated: pl.DataFrame, intake: pl.DataFrame) -> None:
        """Take in a batch that was just landed."""
        stamp = stamp_of((self._landed / MANIFESTS / f"{manifest.batch}.json").stat())
        self._forget(manifest.ledger)
        with self._transaction():
            self._notes.note(manifest, stamp, load_ledgers()[manifest.ledger], rows, restated, intake)

    def versions_of(self, ledger: Ledger, keys: Collection[str]) -> Versions:
        """Return the versions of rows by their keys, as all of the ledger's batches together would give them."""
        return versions_of_keys(self.ask, self._files, ledger, keys)

    def said_by_files(self, ledger: Ledger, files: Collection[str], columns: Sequence[str]) -> list[Statement]:
        """Return what counts, or may yet, of files given by their SHA-256: the rows they brought or said again."""
        found: list[Statement] = []
        for batch, sequence, reading, state, restated in self.ask.of_files(ledger.id, files):
            kinds = [*([ledger.id] if state == "live" else ()), *([RESTATED] if restated else ())]
            rows = [frame for kind in kinds for frame in self._files.read(kind, [batch], columns)]
            retired = [key for key, _ in self.ask.retired_by(ledger.id, [sequence])]
            found.append(Statement(reading, sequence, rows, retired))
        return found

    def live_rows(self, ledger: Ledger) -> LiveRows:
        """Return the live rows of a whole ledger; asked again they are at hand until something is landed in it."""
        if ledger.id not in self._live:
            self._live[ledger.id] = live_rows(self.versions(ledger).counted, ledger)
        return self._live[ledger.id]

    def versions(self, ledger: Ledger) -> Versions:
        """Return the versions of all rows of a ledger."""
        self.check(ledger.id)
        if ledger.id not in self._versions:
            self._versions[ledger.id] = self._all_versions(ledger)
        return self._versions[ledger.id]

    def _all_versions(self, ledger: Ledger) -> Versions:
        landed = self._landed_rows(ledger)
        live = [number for _, number in self.ask.batches(ledger.id, "live")]
        retired = keys_at(self.ask.retired_by(ledger.id, live))
        withdrawn = self._withdrawn_keys(ledger)
        if not withdrawn:
            return versions(landed, landed.clear(), keys_at(()), retired)
        own = self.versions_of(ledger, withdrawn)
        others = landed.filter(~pl.col("row_key").is_in(withdrawn))
        everything = in_order(landed_schema(ledger), [others, own.everything])
        return Versions(everything, without_retired(everything, retired), own.standing_in)

    def _withdrawn_keys(self, ledger: Ledger) -> list[str]:
        """Return the keys of which withdrawn batches said something."""
        numbers = {number for _, number in self.ask.batches(ledger.id, "withdrawn")}
        if not numbers:
            return []
        keys = {key for key, _ in self.ask.retired_by(ledger.id, numbers)}
        return sorted(keys | self.ask.said_by(ledger.id, numbers))

    def _landed_rows(self, ledger: Ledger) -> pl.DataFrame:
        """Return the rows of a ledger's live batches, in order; those of many small ones were put together before."""
        batches = [batch for batch, _ in self.ask.batches(ledger.id, "live")]
        kept, content = self.ask.bundle(ledger.id)
        known = set(kept)
        loose = [batch for batch in batches if batch not in known]
        frames = list(self._files.read(ledger.id, loose))
        if kept:
            frames.insert(0, pl.read_parquet(BytesIO(content)).filter(pl.col("batch").is_in(batches)))
        whole = in_order(landed_schema(ledger), frames)
        if len(loose) > _LOOSE:
            with BytesIO() as aside, self._transaction():
                whole.write_parquet(aside, compression="zstd")
                self.ask.keep_bundle(ledger.id, batches, aside.getvalue())
        return whole

    def _make_good(self, ledger: Ledger, differ: Changes, found: dict[str, str]) -> None:
        if differ.is_anew:
            self._anew(ledger, found)
            return
        for manifest in differ.new:
            frames = self._frames(ledger, manifest)
            self._notes.note(manifest, found[manifest.batch], ledger, *frames)
        for manifest in differ.restated:
            keys = {*manifest.retired, *self.ask.said_by(ledger.id, {manifest.sequence})}
            self._notes.stamp(manifest, found[manifest.batch])
            self._notes.work_out(ledger, keys)
        for manifest in differ.same:
            self._notes.stamp(manifest, found[manifest.batch])

    def _frames(self, ledger: Ledger, manifest: Manifest) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
        [rows], [intake] = (list(self._files.read(kind, [manifest.batch])) for kind in (ledger.id, "intake"))
        restated = self._files.read(RESTATED, [manifest.batch] if manifest.restated else [])
        return in_order(landed_schema(ledger), [rows]), in_order(landed_schema(ledger), restated), intake

    def _anew(self, ledger: Ledger, found: dict[str, str]) -> None:
        manifests = self._manifests(ledger.id, found)
        counted = versions_of_batches(self._files, ledger, [manifest for manifest, _ in manifests])
        self._notes.anew(ledger, manifests, counted)

    def _only_manifests(self, ledger: str, found: dict[str, str]) -> None:
        """Keep of a ledger whose batches are damaged only which there are, so that the next run looks again."""
        self._notes.forget(ledger)
        for manifest, _ in self._manifests(ledger, found):
            self._notes.stamp(manifest, "")

    def _manifests(self, ledger: str, found: dict[str, str]) -> list[tuple[Manifest, str]]:
        of_ledger = [batch for batch in found if batch.partition("-")[2] == ledger]
        return sorted(
            ((manifest_of(self._landed, batch), found[batch]) for batch in of_ledger), key=lambda each: each[0].sequence
        )

    def _lost(self) -> dict[str, str]:
        """Return by ledger what is to be said of batches whose files are gone."""
        folders = self._landed.iterdir() if self._landed.is_dir() else ()
        names = {kind.name: {file.name for file in os.scandir(kind)} for kind in folders if kind.is_dir()}
        query = "select batch, ledger, restated from manifest where state != 'withdrawn'"
        found: dict[str, str] = {}
        for batch, ledger, restated in self._connection.execute(query):
            for kind in (ledger, "intake", RESTATED)[: 3 if restated else 2]:
                if f"{batch}.parquet" not in names.get(kind, ()) and self._files.place(kind, batch) is None:
                    found[ledger] = lost(self._files.parquet(kind, batch), batch)
        return found

    def _forget(self, ledger: str) -> None:
        self._versions.pop(ledger, None)
        self._live.pop(ledger, None)

    def _known(self) -> dict[str, Known]:
        query = "select batch, sequence, ledger, state, told, stamp from manifest"
        return {batch: Known(*known) for batch, *known in self._connection.execute(query)}

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Write all or nothing; the marks of the folders go with it."""
        try:
            self._connection.execute("begin immediate")
            try:
                yield
                self._write_marks()
                self._connection.execute("commit")
            except BaseException:
                if self._connection.in_transaction:  # a full disk has ended it
                    self._connection.execute("rollback")
                raise
        except sqlite3.DatabaseError as error:
            if is_full_disk(error):
                raise
            self._connection.close()
            remove(self._path)
            raise UserError(_BROKEN) from error

    def _write_marks(self) -> None:
        marks = "" if self._damaged else folder_marks(self._landed)
        self._connection.execute("insert or replace into mark values ('folders', ?)", (marks,))
