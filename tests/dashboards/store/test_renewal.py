"""A home whose `audit.key` is lost: nobody could log in, and nothing could begin a new log. Now its owner can.

What stood there is kept and cannot be changed unseen from then on; what nobody can tell any more is said.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dashboards.store import audit, integrity, pack, signing
from dashboards.store.file import FILE, StoreError, looked_into
from dashboards.store.pack import RegisteredFile
from dashboards.store.renewal import renew
from dashboards.store.signing import HEAD_FILE, KEY_FILE
from tests.dashboards.store.test_chain import entry, tampered

_EVIL = b"k" * signing.KEY_BYTES


def log(home: Path, what: str) -> None:
    audit.record(home, role="区级管理员", unit="D1", action="export", object=what)


@pytest.fixture
def lost(tmp_path: Path) -> Path:
    """Four entries and two packs, and the key is gone."""
    for number in range(4):
        log(tmp_path, f"第{number}页")
    pack.enter(tmp_path, [entry(1), entry(2)])
    (tmp_path / KEY_FILE).unlink()
    return tmp_path


@pytest.fixture
def renewed(lost: Path) -> Path:
    renew(lost, "wang", "旧电脑坏了")
    return lost


def entered(home: Path) -> list[RegisteredFile]:
    return pack.by_code(home, entry(1).code)


def test_without_the_key_it_is_said_what_can_still_be_told_and_which_command_helps(lost: Path) -> None:
    """Every entry was called changed, and the head gone, where only the key was."""
    found = " ".join(integrity.faults(lost))
    assert "audit.key 不在" in found and "dangjian audit renew" in found
    assert "与签名不符" not in found and "末尾" not in found
    assert "操作留痕：第 4 条没有签名，或者它前面少了记录" in " ".join(
        tampered(lost, "delete from audit where entry = 3")
    )
    assert "末尾的记录被删掉了" in " ".join(tampered(lost, "delete from audit where entry = 4"))


def test_packs_are_neither_genuine_nor_false_while_the_key_is_gone(lost: Path) -> None:
    """A paper that was issued here was said to be none."""
    with pytest.raises(StoreError, match="audit renew"):
        entered(lost)
    assert pack.by_code(lost, "ZZZZ-ZZZZ-ZZZZ") == []


def test_renewing_begins_a_log_that_says_who_when_and_why(lost: Path) -> None:
    last = integrity.head(lost)
    said = renew(lost, "wang", "旧电脑坏了")
    [first] = audit.entries(lost, 1).to_dicts()
    assert (first["entry"], first["action"], first["person"], first["detail"]) == (5, "renew", "wang", "旧电脑坏了")
    assert f"操作留痕到 {last} 为止" in first["object"] and last in said
    assert integrity.faults(lost) == [] and integrity.faults(lost, last) == [], "the old number stays on record"
    [remark] = integrity.remarks(lost)
    assert f"操作留痕 4 条（到 {last}）" in remark and "验真登记簿 2 条" in remark and "无法核对" in remark
    assert audit.entries(lost).height == 5 and {(lost / KEY_FILE).stat().st_mode & 0o777} == {0o600}


def test_both_chains_go_on_and_what_is_registered_stays_genuine(renewed: Path) -> None:
    log(renewed, "以后")
    pack.enter(renewed, [entry(3)])
    pack.enter(renewed, [entry(4)])
    assert integrity.faults(renewed) == [] and len(entered(renewed)) == 4


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("update audit set object = '别的' where entry = 2", "操作留痕：第 1、2、3、4 条与签名不符"),
        ("delete from audit where entry = 1", "操作留痕：第 2、3、4 条与签名不符"),
        ("update audit set detail = '没有原因' where entry = 5", "操作留痕：第 1、2、3、4、5 条与"),
        ("delete from audit where entry = 5", "操作留痕：第 1、2、3、4、6 条"),
        ("update audit set object = '别的' where entry = 6", "操作留痕：第 6 条与签名不符"),
        ("delete from audit where entry = 6", "末尾的记录被删掉了"),
        ("update pack set title = '别的' where rowid = 1", "验真登记簿：第 1、2 条与签名不符"),
        ("delete from pack where rowid = 3", "验真登记簿：第 3 条（编号"),
    ],
)  # fmt: skip
def test_what_is_done_to_either_part_afterwards_is_found(renewed: Path, statement: str, said: str) -> None:
    log(renewed, "以后")
    pack.enter(renewed, [entry(3)])
    assert said in " ".join(tampered(renewed, statement))


def test_an_end_that_somebody_writes_without_the_key_ends_nothing(renewed: Path) -> None:
    """It would let everything before it go unchecked."""
    log(renewed, "以后")
    with looked_into(renewed) as store:
        columns = "at, role, unit, action, object, detail, sha256, person, address, is_refused"
        row = tuple(store.execute(f"select {columns} from audit where entry = 5").fetchone())
    assert row[3] == "renew"
    forged = (
        "update audit set object = '别的' where entry = 6",
        f"insert into audit ({columns}, signature) select {columns}, signature from audit where entry = 5",
        "insert into chain_end select 7, chain, number, signature, digest from chain_end where entry = 5",
    )
    found = " ".join(tampered(renewed, *forged))
    assert "操作留痕：第 6、7 条与签名不符" in found


def test_what_was_missing_already_is_entered_with_the_first_entry(lost: Path) -> None:
    """Else whoever cuts the log loses the key too, and the renewal makes it good."""
    tampered(lost, "delete from audit where entry = 4")
    renew(lost, "wang", "丢了")
    [first] = audit.entries(lost, 1).to_dicts()
    assert "末尾的记录被删掉了" in first["detail"] and "末尾的记录被删掉了" in integrity.remarks(lost)[0]


def test_a_key_that_fits_is_never_given_up(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="还没有签过名"):
        renew(tmp_path, "wang", "试试")
    log(tmp_path, "甲")
    log(tmp_path, "乙")
    tampered(tmp_path, "update audit set object = '别的' where entry = 2")
    (tmp_path / HEAD_FILE).unlink()
    key = (tmp_path / KEY_FILE).read_bytes()
    with pytest.raises(StoreError, match="不用重新开始"):
        renew(tmp_path, "wang", "试试")
    assert (tmp_path / KEY_FILE).read_bytes() == key
    with pytest.raises(StoreError, match="--reason"):
        renew(tmp_path, "wang", " ")


@pytest.mark.parametrize("content", [_EVIL, b"cut"])
def test_a_key_of_another_log_or_a_cut_one_is_set_aside(lost: Path, content: bytes) -> None:
    (lost / KEY_FILE).write_bytes(content)
    assert "audit.key 不" in " ".join(integrity.faults(lost))
    renew(lost, "wang", "放错了")
    [aside] = lost.glob(f"{KEY_FILE}.*")
    assert aside.read_bytes() == content and integrity.faults(lost) == []


def test_a_key_can_be_lost_twice(renewed: Path) -> None:
    (renewed / KEY_FILE).unlink()
    with pytest.raises(StoreError, match="audit renew"):
        log(renewed, "无签名")
    renew(renewed, "li", "又丢了")
    log(renewed, "以后")
    assert integrity.faults(renewed) == [] and "操作留痕 5 条" in integrity.remarks(renewed)[0]


def test_a_renewal_cut_short_begins_nothing_and_is_made_again(lost: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key in its place before the entry is kept would sign on after rows of another's."""
    with monkeypatch.context() as killed:
        killed.setattr(signing, "replace_key", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            renew(lost, "wang", "丢了")
    assert not (lost / KEY_FILE).exists()
    renew(lost, "wang", "再来")
    log(lost, "以后")
    assert integrity.faults(lost) == []
    with closing(sqlite3.connect(lost / FILE)) as store:
        assert store.execute("select count(distinct entry) from chain_end").fetchone() == (2,)
