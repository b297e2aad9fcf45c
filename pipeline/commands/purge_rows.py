"""`dangjian purge --ledgers` and `--person`: take landed rows out for good, once they were shown and agreed to."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import polars as pl

from ingest.errors import UserError
from ingest.landing.quarantined import SetAside, find_set_aside, remove_set_aside
from ingest.landing.removal import Found, Reason, find, remove
from ingest.landing.store import Store
from ingest.ledger import ROSTER, load_ledgers
from pipeline.commands.noting import note_done
from pipeline.retention.ledger_age import rows_too_old
from pipeline.retention.person import Mention, Person, known_by, mentions, rows_of
from pipeline.retention.receipts import RECEIPTS, note_rows
from pipeline.retention.returned import cover
from pipeline.retention.rules import rules
from pipeline.terminal import console, secret, table

_YES = "删除"
_LISTED = 30
_ON_REQUEST = "应本人要求删除"
_TOO_OLD = "超过保存年限"
_ASIDE = "（没有批次清单，已移到 quarantine）"
_ASK = "请输入公民身份证号、党员编号或当事人编号（输入时不显示）："
_AFTER = (
    "请运行 dangjian build：在那以前看板上仍是原来的数；旧的数据版本再更新两次后也换掉。"
    "冻结的年度、已导出的材料和以前的备份里仍有这些行：备份到期自行删除，冻结的年度不改。"
)


def purge_ledgers(home: Path, dry: bool) -> None:
    """Delete the rows of ledgers that are older than they are kept, or with `dry` only count them."""
    store, now = Store(home), datetime.now(UTC)
    doomed = rows_too_old(rules(), now.date())
    if _shown(*_found(store, doomed), "没有超过保存年限的台账行。") and not dry and _confirmed():
        _delete(store, doomed, now, _TOO_OLD)


def purge_person(home: Path, dry: bool) -> None:
    """Delete one person's rows, or with `dry` only count them; the number is asked for, never a word of the command."""
    store, now = Store(home), datetime.now(UTC)
    person = known_by(store, _number())
    doomed = rows_of(person)
    if not person.keys:
        raise UserError("没有台账行用这个号码。请核对号码；只有姓名、没有号码的，先在花名册里查到党员编号。")
    found, aside = _found(store, doomed)
    if _shown(found, aside, "这个人的行已经全部删除。") and not dry and _confirmed():
        # Before the rows: once they are gone nobody knows the name any more.
        covered = cover(home, {one.manifest.batch for one in found}, person.names)
        _delete(store, doomed, now, _ON_REQUEST)
        _say(f"有关的回执里姓名已隐去，退回的工作簿已删除：{covered} 个文件。")
    _tell_mentions(store, person)


def _number() -> str:
    number = secret(_ASK)
    if not number.strip():
        raise UserError("没有输入号码，什么也没有删除。")
    return number.strip()


def _found(store: Store, doomed: Mapping[str, pl.Expr]) -> tuple[list[Found], list[SetAside]]:
    """Return what is to go of what is landed, and of what was set aside; what a killed run left is set aside first."""
    with store.locked():
        store.set_right()
        return find(store, doomed), find_set_aside(store.quarantine, doomed)


def _shown(found: Sequence[Found], aside: Sequence[SetAside], nothing: str) -> bool:
    """Print how many rows of which ledgers and files are meant; False where there are none."""
    if not found and not aside:
        _say(nothing)
        return False
    ledgers = load_ledgers()
    told = [
        (ledgers[one.manifest.ledger].title, one.manifest.file, one.manifest.batch, str(one.rows + one.restated))
        for one in found
    ]
    told += [(ledgers[one.ledger].title, _ASIDE, one.batch, str(one.rows)) for one in aside]
    table(("台账", "文件", "批次", "行数"), told)
    return True


def _confirmed() -> bool:
    _say(f"以上各行将从已入库的数据里删除，不能恢复。确认请输入“{_YES}”两个字：")
    if sys.stdin.readline().strip() == _YES:
        return True
    _say("没有删除。")
    return False


def _delete(store: Store, doomed: Mapping[str, pl.Expr], now: datetime, why: str) -> None:
    who = getpass.getuser()
    note_rows(store.root, now, who, why, None)
    aside = _set_aside_removed(store, doomed, is_roster=False)
    found = remove(store, doomed, Reason(now.replace(tzinfo=None), who, why))
    aside += _set_aside_removed(store, doomed, is_roster=True)  # last: it tells whose rows a number means
    note_rows(store.root, now, who, why, [*map(_counted, found), *map(_counted_aside, aside)])
    rows = sum(one.rows + one.restated for one in found) + sum(one.rows for one in aside)
    note_done(store.root, "purge", "台账行", f"{why}：{rows} 行，{len(found) + len(aside)} 个批次")
    _say(f"已删除 {rows} 行，清单（批次和行数，没有姓名）记在 {store.root / RECEIPTS}。{_AFTER}")


def _set_aside_removed(store: Store, doomed: Mapping[str, pl.Expr], *, is_roster: bool) -> list[SetAside]:
    meant = {ledger: condition for ledger, condition in doomed.items() if (ledger == ROSTER) is is_roster}
    with store.locked():
        return remove_set_aside(store.quarantine, meant)


def _counted(found: Found) -> dict[str, object]:
    return {"batch": found.manifest.batch, "rows": found.rows, "restated": found.restated}


def _counted_aside(one: SetAside) -> dict[str, object]:
    return {"batch": one.batch, "rows": one.rows, "restated": 0}


def _tell_mentions(store: Store, person: Person) -> None:
    places: Iterable[Mention] = mentions(store, person)
    told = [(each.ledger, each.file, each.sheet, str(each.row_number)) for each in islice(places, _LISTED + 1)]
    if not told:
        return
    table(("台账", "文件", "工作表", "行"), told[:_LISTED])
    more = "（只列出前 30 行）" if len(told) > _LISTED else ""
    _say(f"以上各行的文字里提到同样的姓名{more}，可能是本人，也可能是同名的人；确是本人的，请由填报单位改正后重报。")


def _say(sentence: str) -> None:
    console.print(sentence, markup=False, highlight=False)
