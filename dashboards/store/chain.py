"""Tables to which rows are only added, each signed together with the signature before it.

A row that is changed, put in or taken out no longer fits what stands before or after it.
"""

from __future__ import annotations

import hmac
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

from dashboards.store import chain_end, signing
from dashboards.store.chain_end import End, digest_of
from dashboards.store.chained import Chain
from dashboards.store.signing import Head, Value

_Row = tuple[Any, ...]


class KeyGoneError(Exception):
    """Rows are signed, and the key that signed them is not there."""


def add(store: sqlite3.Connection, home: Path, chain: Chain, row: Mapping[str, Value]) -> Head:
    """Add a signed row within the caller's transaction, and return it as the new head.

    Raises KeyGoneError.
    """
    newest = last(store, chain)
    key = signing.read_key(home)
    if key is None:
        if newest is not None or chain_end.is_any(store):
            raise KeyGoneError
        key = signing.make_key(home)
    return put(store, chain, key, row, _before_next(store, key, chain, newest))


def put(store: sqlite3.Connection, chain: Chain, key: bytes, row: Mapping[str, Value], before: str) -> Head:
    """Add a row that is signed together with what stands before it."""
    number = store.execute(f"select coalesce(max(rowid), 0) from {chain.table}").fetchone()[0] + 1
    values = tuple(row[column] for column in chain.columns)
    made = signing.signature(key, chain.table, number, before, values)
    places = ", ".join("?" * (len(values) + 2))
    columns = ", ".join(("rowid", *chain.columns, "signature"))
    store.execute(f"insert into {chain.table} ({columns}) values ({places})", (number, *values, made))
    return Head(number, made)


def advance(store: sqlite3.Connection, home: Path, chain: Chain, head: Head) -> None:
    """Write down how far a chain goes now; nothing is written once rows are gone that were written down before."""
    key = signing.read_key(home)
    if key is None:
        return
    heads = signing.read_heads(home, key)
    if heads is None and (home / signing.HEAD_FILE).exists():
        return
    written = (heads or {}).get(chain.table)
    if written is None or (head.number > written.number and stands(store, chain, written)):
        signing.write_heads(home, key, {**(heads or {}), chain.table: head})


def stands(store: sqlite3.Connection, chain: Chain, head: Head) -> bool:
    """Tell whether the row of a head, or of the beginning of one, is still there with its signature."""
    found = store.execute(f"select signature from {chain.table} where rowid = ?", (head.number,)).fetchone()
    return bool(found and found[0] and head.signature and found[0].startswith(head.signature))


def last(store: sqlite3.Connection, chain: Chain) -> Head | None:
    """Return the newest signed row, or None where none is signed."""
    where = f"select rowid, signature from {chain.table} where signature is not null order by rowid desc limit 1"
    found = store.execute(where).fetchone()
    return Head(found[0], found[1]) if found else None


def broken(store: sqlite3.Connection, key: bytes, chain: Chain) -> Iterator[int]:
    """Yield the numbers of rows that do not fit their signature or what stands before them.

    Rows of before the first one that this key signed are all broken where that one does not fit them.
    """
    end, rows = chain_end.of(store, key, chain), _rows(store, chain)
    older = list(takewhile(lambda row: _is_older(row, end), rows))
    before = digest_of(older)
    if end is not None and end.digest != before:
        yield from (row[0] for row in older)
        before = end.digest
    wrong = list(_unfit(key, chain, rows[len(older) :], before))
    yield from wrong
    if end is None and wrong and wrong[0] == rows[len(older)][0]:
        yield from (row[0] for row in older)


def misplaced(store: sqlite3.Connection, chain: Chain) -> Iterator[int]:
    """Yield the numbers of rows before which one is missing, or that are not signed after one that is.

    It is what can be told without a key.
    """
    before: int | None = None
    for number, given, *_ in _rows(store, chain):
        if before is not None and (given is None or number != before + 1):
            yield number
        before = number if given is not None or before is not None else None


def _rows(store: sqlite3.Connection, chain: Chain) -> list[_Row]:
    """Return number, signature and values of every row, in order."""
    asked = f"select rowid, signature, {', '.join(chain.columns)} from {chain.table} order by rowid"
    return [tuple(row) for row in store.execute(asked).fetchall()]


def _is_older(row: _Row, end: End | None) -> bool:
    """Tell whether a row is of before the first that this key signed."""
    return row[0] <= end.number if end is not None else row[1] is None


def _unfit(key: bytes, chain: Chain, rows: Sequence[_Row], before: str) -> Iterator[int]:
    """Yield the numbers of rows whose signatures are not those of what they say and of what stands before them."""
    for number, given, *values in rows:
        made = signing.signature(key, chain.table, number, before, values)
        if given is None or not hmac.compare_digest(str(given), made):
            yield number
        before = str(given) if given is not None else before


def _before_next(store: sqlite3.Connection, key: bytes, chain: Chain, newest: Head | None) -> str:
    """Return what the next row is signed with: the signature of the newest, or the digest of all that are older."""
    end = chain_end.of(store, key, chain)
    if end is not None and (newest is None or newest.number <= end.number):
        return end.digest
    return newest.signature if newest is not None else digest_of(_rows(store, chain))
