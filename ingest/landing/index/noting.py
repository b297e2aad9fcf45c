"""What is written into the index: a batch that was landed, one whose state changed, a ledger all anew."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence

import polars as pl

from ingest.draft import reading_of
from ingest.landing.batch_files import BatchFiles
from ingest.landing.index.lookup import Lookup
from ingest.landing.index.whole_ledgers import said
from ingest.landing.lean_rows import lean
from ingest.landing.live_rows import live_rows
from ingest.landing.manifest import Manifest
from ingest.landing.versions import Versions
from ingest.ledger import Ledger

_OF_ROW = ("sequence", "content_hash", "brought", "owner", "number", "year", "agreement", "sheet", "row_number")
_APPEND = "on conflict do update set said = said || ',' || excluded.said"
_SAY = f"insert into row (row_key, ledger, said) values (?, ?, ?) {_APPEND}"
_LAND = (
    f"insert into row (row_key, ledger, said, is_live, {', '.join(_OF_ROW)}) "
    f"values (?, ?, ?, 1, {', '.join('?' * len(_OF_ROW))}) "
    f"{_APPEND}, is_live = 1, " + ", ".join(f"{name} = excluded.{name}" for name in _OF_ROW)
)
_BLANK = "update row set is_live = 0, " + ", ".join(f"{name} = null" for name in _OF_ROW) + " where row_key = ?"
_STAND = f"update row set is_live = ?, {', '.join(f'{name} = ?' for name in _OF_ROW)} where row_key = ?"


class Notebook:
    """Writes into the index; whoever calls holds a transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        files: BatchFiles,
        lookup: Lookup,
        versions_of: Callable[[Ledger, Collection[str]], Versions],
    ):
        self._run = connection.execute
        self._run_all = connection.executemany
        self._files = files
        self._lookup = lookup
        self._versions_of = versions_of

    def note(
        self,
        manifest: Manifest,
        stamp: str,
        ledger: Ledger,
        rows: pl.DataFrame,
        restated: pl.DataFrame,
        intake: pl.DataFrame,
    ) -> None:
        """Take in a batch, newer than all that is known of its ledger, and what it makes of its rows."""
        self.stamp(manifest, stamp)
        self._retired(manifest)
        self._lines([intake])
        clear = live_rows(rows.filter(self._is_clear(ledger, rows)), ledger).frame
        others = rows.join(clear, on="row_key", how="anti")["row_key"].to_list()
        number = str(manifest.sequence)
        said = {"ledger": pl.lit(ledger.id), "said": pl.lit(number)}
        told = lean(clear, ledger).sort("row_key").with_columns(**said)
        self._run_all(_LAND, told.select("row_key", "ledger", "said", *_OF_ROW).iter_rows())
        self._say(ledger, ((key, number) for key in others))
        self._say(ledger, ((key, f"~{number}") for key in restated["row_key"]))
        if not manifest.is_witness:
            again = restated["row_key"].to_list() if self._lookup.has_withdrawn(ledger.id) else []
            self.work_out(ledger, [*others, *again, *manifest.retired])

    def work_out(self, ledger: Ledger, keys: Collection[str]) -> None:
        """Work out anew what is live of some keys."""
        if keys:
            keys = set(keys)
            self._run_all(_BLANK, ((key,) for key in keys))
            self._stand(ledger, self._versions_of(ledger, keys))

    def anew(self, ledger: Ledger, manifests: Sequence[tuple[Manifest, str]], counted: Versions) -> None:
        """Write a ledger anew from its manifests (each with the stamp of its file) and the versions that count."""
        self.forget(ledger.id)
        for manifest, stamp in manifests:
            self.stamp(manifest, stamp)
            self._retired(manifest)
        every = [manifest for manifest, _ in manifests]
        told = said(self._files, ledger, every, every)
        numbers = pl.when("is_again").then(pl.lit("~")).otherwise(pl.lit("")) + pl.col("sequence").cast(pl.String)
        self._say(ledger, told.group_by("row_key").agg(numbers.str.join(",")).sort("row_key").iter_rows())
        wanted = ["batch", "row_hash", "outcome", "sequence"]
        self._lines(self._files.read("intake", [manifest.batch for manifest, _ in manifests], wanted))
        self._stand(ledger, counted)

    def forget(self, ledger: str) -> None:
        """Delete everything that is known of a ledger."""
        self._run("delete from line where sequence in (select sequence from manifest where ledger = ?)", (ledger,))
        for table in ("row", "retired", "bundle", "manifest"):
            self._run(f"delete from {table} where ledger = ?", (ledger,))

    def stamp(self, manifest: Manifest, stamp: str) -> None:
        """Write down a manifest and the time and size of its file."""
        self._run(
            "insert or replace into manifest values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                manifest.batch,
                manifest.sequence,
                manifest.ledger,
                reading_of(manifest.file_sha256, manifest.layout),
                manifest.file,
                manifest.file_sha256,
                manifest.state,
                manifest.accepted,
                manifest.restated,
                None if manifest.columns is None else json.dumps(manifest.columns),
                manifest.key,
                manifest.mark,
                stamp,
            ),
        )

    def _retired(self, manifest: Manifest) -> None:
        told = ((key, manifest.sequence, manifest.ledger) for key in manifest.retired)
        self._run_all("insert or ignore into retired values (?, ?, ?)", told)

    def _lines(self, frames: Iterable[pl.DataFrame]) -> None:
        for frame in frames:
            told = frame.filter(pl.col("outcome") != "accepted").select("row_hash", "outcome", "sequence")
            self._run_all("insert or ignore into line values (?, ?, ?)", told.iter_rows())

    def _say(self, ledger: Ledger, told: Iterable[tuple[str, str]]) -> None:
        self._run_all(_SAY, ((key, ledger.id, numbers) for key, numbers in told))

    def _stand(self, ledger: Ledger, counted: Versions) -> None:
        """Write down which of the versions are live, and the newest of keys that are not."""
        live = lean(live_rows(counted.counted, ledger).frame, ledger)
        newest = counted.everything.unique("row_key", keep="last", maintain_order=True)
        out = lean(newest.join(live.select("row_key"), on="row_key", how="anti"), ledger)
        for is_live, found in ((1, live), (0, out)):
            told = found.sort("row_key").select("row_key", *_OF_ROW).iter_rows()
            self._run_all(_STAND, ((is_live, *row, key) for key, *row in told))

    def _is_clear(self, ledger: Ledger, rows: pl.DataFrame) -> pl.Series:
        """Say of the newest rows which are live as they stand: they are whole, or nothing was said of them before."""
        partial = rows.filter(pl.col("brought").is_not_null())["row_key"].to_list()
        known = {key for key, _, _ in self._lookup.said(ledger.id, partial)}
        return rows["brought"].is_null() | ~rows["row_key"].is_in(list(known))
