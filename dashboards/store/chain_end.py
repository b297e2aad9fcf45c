"""Where chains ended because their key was lost: the entry that closed them, and the digest of all rows up to there.

The entry is signed with the next key, and with it the digests: rows of before cannot be changed unseen from then on.
Whether they were as written until then, nobody can tell without the key that was lost.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboards.store import signing
from dashboards.store.chained import AUDIT, Chain
from dashboards.store.signing import Head

ACTION = "renew"
"""What the audit log calls the entry that begins the next chains."""


@dataclass(frozen=True)
class End:
    """The last row of a chain that ended (number 0: it had none), its signature, and the digest of all up to it."""

    number: int
    signature: str | None
    digest: str

    def __str__(self) -> str:
        """Return it as heads are printed."""
        return str(Head(self.number, self.signature)) if self.signature else "—"


@dataclass(frozen=True)
class Renewal:
    """The entry that closed the chains: its number, when (UTC), who, why, and the ends by table."""

    entry: int
    at: str
    person: str
    detail: str
    ends: Mapping[str, End]


def newest(store: sqlite3.Connection, key: bytes) -> Renewal | None:
    """Return the newest renewal that this key signed, None where the chains never ended."""
    entries = [row[0] for row in store.execute("select distinct entry from chain_end order by entry desc").fetchall()]
    return next((found for entry in entries if (found := _signed(store, key, entry)) is not None), None)


def of(store: sqlite3.Connection, key: bytes, chain: Chain) -> End | None:
    """Return where a chain ended before the rows that this key signed, None where it never did."""
    renewal = newest(store, key)
    return renewal.ends.get(chain.table) if renewal is not None else None


def is_any(store: sqlite3.Connection) -> bool:
    """Tell whether chains ever ended: then there was a key."""
    return store.execute("select 1 from chain_end limit 1").fetchone() is not None


def end_now(store: sqlite3.Connection, chain: Chain) -> End:
    """Return where a chain would end now."""
    asked = f"select rowid, signature, {', '.join(chain.columns)} from {chain.table} order by rowid"
    rows = store.execute(asked).fetchall()
    signed = [row[1] for row in rows if row[1] is not None]
    return End(rows[-1][0] if rows else 0, signed[-1] if signed else None, digest_of(rows))


def write(store: sqlite3.Connection, entry: int, ends: Mapping[str, End]) -> None:
    """Write down what ended with an entry."""
    rows = [(entry, table, end.number, end.signature, end.digest) for table, end in sorted(ends.items())]
    store.executemany("insert into chain_end values (?, ?, ?, ?, ?)", rows)


def seal(ends: Mapping[str, End]) -> str:
    """Return what the entry says of the ends, for whoever changes one of them."""
    plain = [[table, end.number, end.signature, end.digest] for table, end in sorted(ends.items())]
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False).encode()).hexdigest()


def digest_of(rows: Iterable[Iterable[Any]]) -> str:
    """Return the digest of rows, each its number, its signature (None: of before there were any) and its values."""
    digest = hashlib.sha256()
    for number, signature, *values in rows:
        said = [number, *values] if signature is None else [number, signature, *values]
        digest.update(json.dumps(said, ensure_ascii=False).encode())
    return digest.hexdigest()


def _signed(store: sqlite3.Connection, key: bytes, entry: int) -> Renewal | None:
    """Return the renewal of an entry, if the entry and its ends are as this key signed them."""
    asked = f"select signature, {', '.join(AUDIT.columns)} from audit where entry = ? and action = ?"
    row = store.execute(asked, (entry, ACTION)).fetchone()
    found = store.execute("select chain, number, signature, digest from chain_end where entry = ?", (entry,)).fetchall()
    ends = {table: End(*values) for table, *values in found}
    if row is None or AUDIT.table not in ends:
        return None
    values = tuple(row)[1:]
    told = dict(zip(AUDIT.columns, values, strict=True))
    made = signing.signature(key, AUDIT.table, entry, ends[AUDIT.table].digest, values)
    if told["sha256"] != seal(ends) or not hmac.compare_digest(str(row[0]), made):
        return None
    return Renewal(entry, told["at"], told["person"], told["detail"], ends)
