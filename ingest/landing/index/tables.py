"""The index as a file: SQLite with a write-ahead log, so that a kill leaves the state after one batch or before it."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import polars as pl

FORMAT = f"3 of polars {pl.__version__}"
"""Another format is another program's, or holds the hashes of another polars: it is made anew."""
FILE = "landed.index.sqlite"
"""Its name in the home."""

_TABLES = """
create table mark (name text primary key, value text not null) without rowid;
-- One row a manifest. state: live, withdrawn or witness; stamp: time and size of its file; told: what it is of.
create table manifest (
    batch text primary key, sequence integer not null, ledger text not null, reading text not null,
    file text not null, file_sha256 text not null, state text not null, accepted integer not null,
    restated integer not null, columns text, key text, told text not null, stamp text not null
) without rowid;
create index manifest_by_sequence on manifest (sequence);
create index manifest_by_ledger on manifest (ledger, state, sequence);
create index manifest_by_key on manifest (key) where key is not null;
create index manifest_by_file on manifest (ledger, file_sha256);
-- One row a row key. said: the numbers of all batches that said it, `~` before those that only said it again;
-- the rest is of the live row, or of the newest version where a complete file took the row out.
create table row (
    row_key text primary key, ledger text not null, said text not null, is_live integer not null default 0,
    sequence integer, content_hash text, brought text, owner text, number text, year integer, agreement integer,
    sheet text, row_number integer
);
create index row_by_owner on row (ledger, owner);
create index row_by_number on row (ledger, number) where number is not null;
create index row_by_agreement on row (ledger, agreement) where agreement is not null;
-- One row a key and complete file that took it out.
create table retired (row_key text, sequence integer, ledger text not null, primary key (row_key, sequence))
without rowid;
create index retired_by_sequence on retired (sequence);
-- One row a source row, outcome (never accepted) and batch that recorded it.
create table line (row_hash text, outcome text, sequence integer, primary key (row_hash, outcome, sequence))
without rowid;
create index line_by_sequence on line (sequence);
-- One row a ledger that is read whole: the landed rows of many batches, as Parquet.
create table bundle (ledger text primary key, batches text not null, content blob not null) without rowid;
"""
_PAGES_AT, _PAGE_SIZE_AT = slice(28, 32), slice(16, 18)


def open_index(path: Path) -> sqlite3.Connection:
    """Open the index, or a new one where there is none, it is cut, or another program's."""
    if path.exists() and not _is_whole(path):
        remove(path)
    connection = _connect(path)
    if _is_of_this_format(connection):
        return connection
    connection.close()
    remove(path)
    connection = _connect(path)
    create(connection)
    return connection


def _is_of_this_format(connection: sqlite3.Connection) -> bool:
    try:
        return _format(connection) == FORMAT
    except sqlite3.DatabaseError:
        return False


def open_to_read(path: Path) -> sqlite3.Connection | None:
    """Open the index to look at it; None where there is none that could be read."""
    if not path.exists() or not _is_whole(path):
        return None
    connection = sqlite3.connect(path, isolation_level=None)
    if _is_of_this_format(connection):
        return connection
    connection.close()
    return None


def create(connection: sqlite3.Connection) -> None:
    """Make the tables."""
    connection.executescript(f"begin; {_TABLES} commit;")
    connection.execute("insert into mark values ('format', ?)", (FORMAT,))


def remove(path: Path) -> None:
    """Delete the index; the next run makes it anew."""
    for each in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        each.unlink(missing_ok=True)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    with contextlib.suppress(sqlite3.DatabaseError):  # what is no database is found out right after
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")  # what a power cut takes is made good from the batches
        connection.execute("pragma cache_size = -65536")
    return connection


def _format(connection: sqlite3.Connection) -> str | None:
    try:
        found = connection.execute("select value from mark where name = 'format'").fetchone()
    except sqlite3.OperationalError:  # an empty file has no tables
        return None
    return None if found is None else str(found[0])


def _is_whole(path: Path) -> bool:
    """Tell whether a file has as many pages as it says: SQLite itself notices only once it needs a page."""
    with path.open("rb") as file:
        head = file.read(100)
    if len(head) < 100:
        return not head
    size = int.from_bytes(head[_PAGE_SIZE_AT], "big")
    size = 65536 if size == 1 else size
    return path.stat().st_size >= size * int.from_bytes(head[_PAGES_AT], "big")
