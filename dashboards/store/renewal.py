"""Begin the audit log and the register of packs anew where their key was lost: the old rows stay, and end there.

The first entry of the new chain says who began it, when and why, and holds what stood there until then.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from dashboards.store import chain, chain_end, integrity, signing
from dashboards.store.chain_end import End
from dashboards.store.chained import AUDIT, CHAINS
from dashboards.store.file import StoreError, opened
from dashboards.store.signing import Head, Value

_OWNER = "数据所有者"


def renew(home: Path, person: str, why: str) -> str:
    """Close the chains, begin the next with a new key, and return what was done as a sentence.

    StoreError where the key is there and fits, nothing was ever signed, or no reason is given.
    """
    if not why.strip():
        raise StoreError("请用 --reason 写明原因，如“密钥文件随旧电脑丢失”；原因会记进操作留痕。")
    with opened(home) as store:
        _refuse_if_sound(store, home)
        found = list(integrity.told_without_key(store, home))
        ends = {one.table: chain_end.end_now(store, one) for one in CHAINS}
        key = signing.new_key()
        begun = chain.put(store, AUDIT, key, _entry(person, why.strip(), found, ends), ends[AUDIT.table].digest)
        chain_end.write(store, begun.number, ends)
        heads = {one.table: head for one in CHAINS if (head := chain.last(store, one)) is not None}
    aside = signing.replace_key(home, key)  # only now: a kill before leaves the key lost, and nothing begun with it
    signing.write_heads(home, key, heads)
    return _said(begun, ends, found, aside)


def _refuse_if_sound(store: sqlite3.Connection, home: Path) -> None:
    if not integrity.is_signed(store):
        raise StoreError("还没有签过名的留痕，不用重新开始：下一次操作会自动生成密钥。")
    key = signing.read_key(home)
    if key is not None and integrity.key_fits(store, home, key):
        raise StoreError("签名密钥在，也是这份留痕的，不用重新开始。核对请用 dangjian audit verify。")


def _entry(person: str, why: str, found: list[str], ends: Mapping[str, End]) -> dict[str, Value]:
    return {
        "at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "role": _OWNER,
        "unit": "",
        "action": chain_end.ACTION,
        "object": "；".join(f"{one.title}到 {ends[one.table]} 为止" for one in CHAINS),
        "detail": "；".join([why, *found]),
        "sha256": chain_end.seal(ends),
        "person": person,
        "address": "",
        "is_refused": 0,
    }


def _said(begun: Head, ends: Mapping[str, End], found: list[str], aside: Path | None) -> str:
    kept = "；".join(f"{one.title} {ends[one.table].number} 条，到 {ends[one.table]} 为止" for one in CHAINS)
    lines = [f"操作留痕重新开始了，第一条编号 {begun}。旧的都保留：{kept}。", *found]
    if aside is not None:
        lines.append(f"原来那个对不上的密钥改名为 {aside.name}，没有删除。")
    lines.append(
        "旧的部分没有密钥，以前有没有改动无法核对；从现在起有改动查得出。请现在就另存新密钥：dangjian backup --key 文件"
    )
    return "\n".join(lines)
