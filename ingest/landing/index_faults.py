"""The index is compared with another, made anew from the batches: whether it can be trusted."""

from __future__ import annotations

import sqlite3
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


def index_faults(store: Indexed) -> list[str]:
    """Return what is wrong with the index of a home, as sentences; nothing is written.

    One that is lost, or older than the newest batches, is no fault: the next run makes it good.
    """
    path = store.root / FILE
    if not path.exists():
        return []
    index = open_to_read(path)
    if index is None:
        return [f"入库索引残缺或读不出来。{_MEND}"]
    with closing(index), closing(sqlite3.connect(":memory:", isolation_level=None)) as anew:
        try:
            marks = index.execute("select value from mark where name = 'folders'").fetchone()
            if marks is None or marks[0] != folder_marks(store.landed):
                return []
            _make_anew(store, anew)
            return [*_differences(index, anew), *_bundle_faults(store, index)]
        except sqlite3.DatabaseError:
            return [f"入库索引残缺或读不出来。{_MEND}"]
        except UserError:
            return []  # a batch is damaged: whoever looks at the batches says so


def _make_anew(store: Indexed, connection: sqlite3.Connection) -> None:
    create(connection)
    lookup = Lookup(connection)
    notes = Notebook(connection, store.files, lookup, partial(versions_of_keys, lookup, store.files))
    every = store.manifests()
    for ledger_id in {each.ledger for each in every}:
        ledger, manifests = load_ledgers()[ledger_id], [each for each in every if each.ledger == ledger_id]
        notes.anew(ledger, [(each, "") for each in manifests], versions_of_batches(store.files, ledger, manifests))


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
