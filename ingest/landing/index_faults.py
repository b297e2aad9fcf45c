"""The index is compared with another, made anew from the batches: whether it can be trusted."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Protocol

import polars as pl

from ingest.errors import UserError
from ingest.landing.batch_files import BatchFiles
from ingest.landing.index.healing import folder_marks
from ingest.landing.index.lookup import Lookup
from ingest.landing.index.noting import Notebook
from ingest.landing.index.slices import versions_of_keys
from ingest.landing.index.tables import FILE, create, open_to_read
from ingest.landing.index.whole_ledgers import versions_of_batches
from ingest.landing.manifest import Manifest
from ingest.landing.versions import in_order
from ingest.ledger import load_ledgers
from ingest.schema import landed_schema

_MEND = f"请删除数据文件夹里的 {FILE}：下次导入时会从批次重新做出来，什么也不会丢。"
_COMPARED = {
    "row": "行",
    "retired": "被完整文件取消的行",
    "line": "退回和重复的行",
    "manifest": "批次",
}
_NOT_COMPARED = {"stamp"}
"""Says when a file was written, not what it is."""


class Indexed(Protocol):
    """What a home is asked about its index: `ingest.landing.store`."""

    root: Path
    landed: Path
    files: BatchFiles

    def manifests(self) -> list[Manifest]:
        """Return all manifests."""


class Remade:
    """An index made anew from batches; who asks again and again keeps it, and only ledgers that changed are remade."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        self._made: dict[str, list[tuple[Manifest, Path | None]]] = {}
        create(self.connection)

    def remake(self, store: Indexed) -> None:
        """Make anew what is not of the batches of `store`; manifests have the hashes of all that batches hold."""
        lookup = Lookup(self.connection)
        notes = Notebook(self.connection, store.files, lookup, partial(versions_of_keys, lookup, store.files))
        found: defaultdict[str, list[Manifest]] = defaultdict(list)
        for manifest in store.manifests():
            found[manifest.ledger].append(manifest)
        for gone in self._made.keys() - found.keys():
            notes.forget(gone)
            del self._made[gone]
        for ledger_id, manifests in found.items():
            here = [(each, store.files.parquet(ledger_id, each.batch)) for each in manifests]
            read = [(each, path if path.exists() else None) for each, path in here]  # None: put together with others
            if self._made.get(ledger_id) == read:
                continue
            self._made.pop(ledger_id, None)  # half made, should a batch be damaged
            ledger = load_ledgers()[ledger_id]
            counted = versions_of_batches(store.files, ledger, manifests)
            notes.anew(ledger, [(each, "") for each in manifests], counted)
            self._made[ledger_id] = read


def index_faults(store: Indexed, remade: Remade | None = None) -> list[str]:
    """Return what is wrong with the index of a home, as sentences; nothing is written.

    One that is lost, or older than the newest batches, is no fault: the next run makes it good. `remade` is what it is
    held against, brought up to date first; without it, one is made for this time.
    """
    if remade is None:
        with closing((once := Remade()).connection):
            return index_faults(store, once)
    path = store.root / FILE
    if not path.exists():
        return []
    index = open_to_read(path)
    if index is None:
        return [f"入库索引残缺或读不出来。{_MEND}"]
    with closing(index):
        try:
            marks = index.execute("select value from mark where name = 'folders'").fetchone()
            if marks is None or marks[0] != folder_marks(store.landed):
                return []
            remade.remake(store)
            return [*_differences(index, remade.connection), *_bundle_faults(store, index)]
        except sqlite3.DatabaseError:
            return [f"入库索引残缺或读不出来。{_MEND}"]
        except UserError:
            return []  # a batch is damaged: whoever looks at the batches says so


def _differences(index: sqlite3.Connection, anew: sqlite3.Connection) -> Iterator[str]:
    for table, what in _COMPARED.items():
        columns = [name for _, name, *_ in anew.execute(f"pragma table_info({table})") if name not in _NOT_COMPARED]
        query = f"select {', '.join(columns)} from {table}"
        differ = set(index.execute(query)) ^ set(anew.execute(query))
        if differ:
            yield f"入库索引与已入库的批次不符（{what}，{len(differ)} 处）。{_MEND}"


def _bundle_faults(store: Indexed, index: sqlite3.Connection) -> Iterator[str]:
    for ledger_id, content in index.execute("select ledger, content from bundle"):
        ledger = load_ledgers()[ledger_id]
        kept = in_order(landed_schema(ledger), [pl.read_parquet(BytesIO(content))])
        landed = in_order(landed_schema(ledger), store.files.read(ledger_id, kept["batch"].unique().to_list()))
        if not kept.equals(landed):
            yield f"入库索引里“{ledger.title}”的内容与已入库的批次不符。{_MEND}"
