"""Tables to which rows are only added, each signed together with the signature before it.

A row that is changed, put in or taken out no longer fits what stands before or after it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboards.store import signing
from dashboards.store.signing import Head, Value


@dataclass(frozen=True)
class Chain:
    """A chained table: its name, what readers call it, and the columns that are signed, in order."""

    table: str
    title: str
    columns: tuple[str, ...]


AUDIT = Chain(
    "audit",
    "操作留痕",
    ("at", "role", "unit", "action", "object", "detail", "sha256", "person", "address", "is_refused"),
)
PACK = Chain(
    "pack",
    "验真登记簿",
    ("sha256", "code", "snapshot_id", "unit_level", "unit_id", "title", "file", "made_at", "made_by"),
)


class KeyGoneError(Exception):
    """Rows are signed, and the key that signed them is not there."""


def add(store: sqlite3.Connection, home: Path, chain: Chain, row: Mapping[str, Value]) -> Head:
    """Add a signed row within the caller's transaction, and return it as the new head.

    Raises KeyGoneError.
    """
    number, before = _end(store, chain)
    key = signing.read_key(home)
    if key is None:
        if before is not None:
            raise KeyGoneError
        key = signing.make_key(home)
    values = tuple(row[column] for column in chain.columns)
    made = _sign(key, chain, number + 1, before if before is not None else _of_older(store, chain), values)
    places = ", ".join("?" * (len(values) + 2))
    columns = ", ".join(("rowid", *chain.columns, "signature"))
    store.execute(f"insert into {chain.table} ({columns}) values ({places})", (number + 1, *values, made))
    return Head(number + 1, made)


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


def broken(store: sqlite3.Connection, home: Path, chain: Chain) -> Iterator[int]:
    """Yield the numbers of rows that do not fit their signature or what stands before them.

    Rows of before there were signatures are all broken where the first signed row does not fit them.
    """
    key = signing.read_key(home) or b""
    rows = store.execute(f"select rowid, signature, {', '.join(chain.columns)} from {chain.table} order by rowid")
    before: str | None = None
    older: list[int] = []
    digest = hashlib.sha256()
    for number, given, *values in rows:
        if given is None and before is None:
            older.append(number)
            digest.update(_line(number, values))
            continue
        made = _sign(key, chain, number, before if before is not None else digest.hexdigest(), tuple(values))
        if given is None or not hmac.compare_digest(str(given), made):
            yield number
            if before is None:
                yield from older
        before = str(given) if given is not None else before


def _end(store: sqlite3.Connection, chain: Chain) -> tuple[int, str | None]:
    """Return the highest number in use and the newest signature."""
    number = store.execute(f"select coalesce(max(rowid), 0) from {chain.table}").fetchone()[0]
    newest = last(store, chain)
    return number, newest.signature if newest is not None else None


def _of_older(store: sqlite3.Connection, chain: Chain) -> str:
    """Return the digest of the rows of before there were signatures."""
    digest = hashlib.sha256()
    for number, *values in store.execute(f"select rowid, {', '.join(chain.columns)} from {chain.table} order by rowid"):
        digest.update(_line(number, values))
    return digest.hexdigest()


def _line(number: int, values: list[Value]) -> bytes:
    return json.dumps([number, *values], ensure_ascii=False).encode()


def _sign(key: bytes, chain: Chain, number: int, before: str, values: tuple[Value, ...]) -> str:
    return signing.signature(key, chain.table, number, before, values)
