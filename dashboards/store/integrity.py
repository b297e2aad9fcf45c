"""Whether the audit log and the register of packs are as they were written: `dangjian audit verify`."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from dashboards.store import chain, signing
from dashboards.store.chain import AUDIT, PACK, Chain
from dashboards.store.file import looked_into
from dashboards.store.signing import Head

CHAINS = (AUDIT, PACK)
_MOST_NAMED = 10
_WHAT_NOW = "请不要再改动数据文件夹，先复制留存，再与季度简报、材料目录和备份上印的编号核对。"


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
        found = [*_of_key(store, home)]
        for one in CHAINS:
            found += [*_of_rows(store, home, one), *_of_triggers(store, one)]
        found += _of_printed(store, printed) if printed is not None else ()
    return [*found, _WHAT_NOW] if found else []


def unsound_packs(home: Path) -> frozenset[int]:
    """Return the numbers of entries of the register of packs that cannot be relied on."""
    with looked_into(home) as store:
        if list(_of_end(store, home, PACK)):
            return frozenset(number for (number,) in store.execute("select rowid from pack").fetchall())
        return frozenset(chain.broken(store, home, PACK))


def _of_key(store: sqlite3.Connection, home: Path) -> Iterator[str]:
    """Yield what is wrong with the key: without it nothing can be told of the rows."""
    signed = any(chain.last(store, one) is not None for one in CHAINS)
    if signed and signing.read_key(home) is None:
        yield f"签名密钥 {signing.KEY_FILE} 不在数据文件夹里，或者不完整，无法核对。请从另存的密钥放回。"


def _of_rows(store: sqlite3.Connection, home: Path, one: Chain) -> Iterator[str]:
    """Yield which rows were changed, put in or taken out, and whether the end is there."""
    numbers = sorted(set(chain.broken(store, home, one)))
    if numbers:
        more = f"等 {len(numbers)} 条" if len(numbers) > _MOST_NAMED else ""
        named = "、".join(str(number) for number in numbers[:_MOST_NAMED])
        yield f"{one.title}：第 {named} {more}条与签名不符，这一条被改过，或者它前面有记录被删掉或插进来。"
    yield from _of_end(store, home, one)


def _of_end(store: sqlite3.Connection, home: Path, one: Chain) -> Iterator[str]:
    """Yield whether newest rows are gone."""
    key = signing.read_key(home)
    heads = signing.read_heads(home, key) if key is not None else None
    if heads is None:
        if chain.last(store, one) is not None or (home / signing.HEAD_FILE).exists():
            yield f"{one.title}：记着末尾编号的文件 {signing.HEAD_FILE} 不在了，或者被改过，看不出末尾有没有少。"
        return
    written = heads.get(one.table)
    if written is not None and not chain.stands(store, one, written):
        yield f"{one.title}：第 {written.number} 条（编号 {written}）已经不在，末尾的记录被删掉了。"


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
