"""Whether the audit log and the register of packs are as they were written: `dangjian audit verify`."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from dashboards.store import chain, chain_end, signing
from dashboards.store.chained import AUDIT, CHAINS, PACK, Chain
from dashboards.store.file import StoreError, looked_into
from dashboards.store.signing import Head

_MOST_NAMED = 10
_WHAT_NOW = "请不要再改动数据文件夹，先复制留存，再与季度简报、材料目录和备份上印的编号核对。"
_ANOTHERS = (
    f"签名密钥 {signing.KEY_FILE} 不是签这份留痕的那一个。请从另存的密钥放回；确实找不到，运行 dangjian audit renew。"
)


def head(home: Path) -> str:
    """Return the newest entry of the audit log as it is printed on what leaves the home; a dash before the first."""
    with looked_into(home) as store:
        found = chain.last(store, AUDIT)
    return str(found) if found is not None else "—"


def faults(home: Path, printed: str | None = None) -> list[str]:
    """Return what is wrong, each as a sentence; none where all is as it was written.

    `printed` is a head as it stands on paper: it must still be in the log.
    """
    with looked_into(home) as store:
        key = signing.read_key(home)
        found = [*(told_without_key(store, home) if key is None else _of_signatures(store, home, key))]
        if key is None and is_signed(store):
            found = [signing.GONE, *found]
        for one in CHAINS:
            found += _of_triggers(store, one)
        found += _of_printed(store, printed) if printed is not None else ()
    return [*found, _WHAT_NOW] if found else []


def remarks(home: Path) -> list[str]:
    """Return what cannot be told of rows that a lost key signed, each as a sentence."""
    with looked_into(home) as store:
        renewal = chain_end.newest(store, signing.read_key(home) or b"")
    if renewal is None:
        return []
    ended = "，".join(
        f"{one.title} {end.number} 条（到 {end}）" for one in CHAINS if (end := renewal.ends[one.table]).number
    )
    return [
        f"{ended}是用丢失的旧密钥签的：{renewal.at[:10]} 由 {renewal.person} 换了密钥（{renewal.detail}）。"
        "换密钥以前有没有改动无法核对，请用 --head 与当时印出来的编号核对；换密钥以后的改动查得出。"
    ]


def unsound_packs(home: Path) -> frozenset[int]:
    """Return the numbers of entries of the register of packs that cannot be relied on.

    StoreError where the key is gone: to call what was issued here false would be as wrong as to call it genuine.
    """
    with looked_into(home) as store:
        key = signing.read_key(home)
        if key is None:
            if is_signed(store):
                raise StoreError(signing.GONE)
            return frozenset()
        if list(_of_end(store, home, key, PACK)):
            return frozenset(number for (number,) in store.execute("select rowid from pack").fetchall())
        return frozenset(chain.broken(store, key, PACK))


def is_signed(store: sqlite3.Connection) -> bool:
    """Tell whether anything was ever signed: then there was a key."""
    return chain_end.is_any(store) or any(chain.last(store, one) is not None for one in CHAINS)


def key_fits(store: sqlite3.Connection, home: Path, key: bytes) -> bool:
    """Tell whether a key signed the head, or any row: one that was changed does not make it another's."""
    if signing.read_heads(home, key) is not None:
        return True
    return any(_count(store, one) > len(set(chain.broken(store, key, one))) for one in CHAINS)


def told_without_key(store: sqlite3.Connection, home: Path) -> Iterator[str]:
    """Yield what can be told of rows whose signatures nobody can check: numbers that are missing, ends cut off."""
    claimed = signing.claimed_heads(home)
    for one in CHAINS:
        numbers = list(chain.misplaced(store, one))
        if numbers:
            yield f"{one.title}：第 {_named(numbers)}条没有签名，或者它前面少了记录。"
        written = claimed.get(one.table)
        if written is not None and not chain.stands(store, one, written):
            yield _cut(one, written)


def _of_signatures(store: sqlite3.Connection, home: Path, key: bytes) -> Iterator[str]:
    """Yield which rows were changed, put in or taken out, and whether the ends are there."""
    if is_signed(store) and not key_fits(store, home, key):
        yield _ANOTHERS
    for one in CHAINS:
        numbers = sorted(set(chain.broken(store, key, one)))
        if numbers:
            yield f"{one.title}：第 {_named(numbers)}条与签名不符，这一条被改过，或者它前面有记录被删掉或插进来。"
        yield from _of_end(store, home, key, one)


def _of_end(store: sqlite3.Connection, home: Path, key: bytes, one: Chain) -> Iterator[str]:
    """Yield whether newest rows are gone."""
    heads = signing.read_heads(home, key)
    if heads is None:
        if chain.last(store, one) is not None or (home / signing.HEAD_FILE).exists():
            yield f"{one.title}：记着末尾编号的文件 {signing.HEAD_FILE} 不在了，或者被改过，看不出末尾有没有少。"
        return
    written = heads.get(one.table)
    if written is not None and not chain.stands(store, one, written):
        yield _cut(one, written)


def _cut(one: Chain, written: Head) -> str:
    return f"{one.title}：第 {written.number} 条（编号 {written}）已经不在，末尾的记录被删掉了。"


def _named(numbers: list[int]) -> str:
    more = f"等 {len(numbers)} 条" if len(numbers) > _MOST_NAMED else ""
    return f"{'、'.join(str(number) for number in numbers[:_MOST_NAMED])} {more}"


def _count(store: sqlite3.Connection, one: Chain) -> int:
    return int(store.execute(f"select count(signature) from {one.table}").fetchone()[0])


def _of_triggers(store: sqlite3.Connection, one: Chain) -> Iterator[str]:
    """Yield whether the database still refuses changes, and whether anything else happens at a write."""
    wanted = {f"{one.table}_no_update", f"{one.table}_no_delete"}
    asked = "select name, sql from sqlite_master where type = 'trigger' and tbl_name = ?"
    found = {name: str(sql) for name, sql in store.execute(asked, (one.table,)).fetchall()}
    for name in sorted(wanted - found.keys()):
        yield f"{one.title}：禁止改动的触发器 {name} 被去掉了。"
    for name in sorted(found):
        verb = name.rpartition("_")[2]
        refuses = rf"before {verb} on {one.table}\s+begin\s+select raise\(abort, '[^']*'\); end"
        if name not in wanted or not re.search(refuses, found[name], re.IGNORECASE):
            yield f"{one.title}：触发器 {name} 不是本程序的，或者被改过。"


def _of_printed(store: sqlite3.Connection, printed: str) -> Iterator[str]:
    """Yield whether a head that was printed is gone."""
    number, _, letters = printed.strip().lower().partition("-")
    is_one = number.isdigit() and len(letters) >= 8 and set(letters) <= set("0123456789abcdef")
    if not is_one:
        yield f"“{printed}”不是操作留痕的编号，应是“57-3f9a2b1c0d4e5f60”的样子。"
    elif not chain.stands(store, AUDIT, Head(int(number), letters)):
        yield f"印出来的编号 {printed} 在操作留痕里找不到：那以后记录被改过，或者被换过。"
