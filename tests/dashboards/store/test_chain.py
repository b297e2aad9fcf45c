"""What somebody does to the database who does not have the key: each was unseen, and each is found.

Triggers were dropped, entries changed, taken out, put in and cut off, and a forged pack was entered in the register.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from dashboards.store import audit, guesses, integrity, pack
from dashboards.store.file import FILE, StoreError
from dashboards.store.pack import RegisteredFile
from dashboards.store.signing import HEAD_FILE, KEY_FILE

NO_TRIGGERS = """drop trigger audit_no_update; drop trigger audit_no_delete;
drop trigger pack_no_update; drop trigger pack_no_delete;"""
TRIGGERS_BACK = "".join(
    f"create trigger {table}_no_{verb} before {verb} on {table} begin select raise(abort, 'stays'); end;"
    for table in ("audit", "pack")
    for verb in ("update", "delete")
)
FORGED = "insert into pack values ('f', 'AAAA-AAAA-AAAA', 's', 'school', 'S1', '假材料', 'x.pdf', '2026', '谁'"


def entry(number: int) -> RegisteredFile:
    return RegisteredFile(f"{number:064}", "ABCD-EFGH-JKLM", "s1", "school", "S1", "第一小学", "甲.pdf", "2026", "区办")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for number in range(6):
        audit.record(tmp_path, role="区级管理员", unit="D1", action="export", object=f"第{number}页")
    pack.enter(tmp_path, [entry(number) for number in range(4)])
    assert integrity.faults(tmp_path) == []
    return tmp_path


def tampered(home: Path, *statements: str) -> list[str]:
    """Do as somebody would who covers the tracks: without the triggers, which then stand there again."""
    with closing(sqlite3.connect(home / FILE)) as store:
        store.executescript(NO_TRIGGERS + ";".join(statements) + ";" + TRIGGERS_BACK)
        store.commit()
    return integrity.faults(home)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("update audit set object = '别的' where entry = 3", "操作留痕：第 3 条与签名不符"),
        ("update audit set at = '2020-01-01T00:00:00+00:00' where entry = 6", "第 6 条与签名不符"),
        ("update audit set is_refused = 1 where entry = 1", "第 1 条与签名不符"),
        ("update audit set entry = 9 where entry = 6", "第 9 条与签名不符"),
        ("delete from audit where entry = 3", "第 4 条与签名不符"),
        ("delete from audit where entry = 1", "第 2 条与签名不符"),
        ("delete from audit where entry > 4", "末尾的记录被删掉了"),
        ("delete from audit", "末尾的记录被删掉了"),
        ("insert into audit (at, role, unit, action, object, detail) values ('', '', '', '', '', '')", "第 7 条"),
        ("insert into audit select 7, at, role, unit, action, object, detail, sha256, person, address, is_refused,"
         " signature from audit where entry = 6", "第 7 条与签名不符"),
        ("update audit set signature = null where entry = 6", "第 6 条与签名不符"),
        ("update audit set signature = null", "操作留痕"),
        ("update pack set title = '别的' where rowid = 2", "验真登记簿：第 2 条与签名不符"),
        ("delete from pack where rowid = 4", "验真登记簿：第 4 条"),
        (f"{FORGED}, null)", "验真登记簿：第 5 条与签名不符"),
    ],
)  # fmt: skip
def test_what_is_done_to_the_entries_is_found(home: Path, statement: str, said: str) -> None:
    found = tampered(home, statement)
    assert said in " ".join(found)
    assert "先复制留存" in found[-1]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("drop trigger audit_no_delete", "操作留痕：禁止改动的触发器 audit_no_delete 被去掉了"),
        ("drop trigger pack_no_update", "验真登记簿：禁止改动的触发器 pack_no_update 被去掉了"),
        ("create trigger quiet before insert on audit begin select raise(ignore); end", "触发器 quiet 不是本程序的"),
        ("drop trigger audit_no_update; create trigger audit_no_update before update on audit begin select 1; end",
         "触发器 audit_no_update 不是本程序的，或者被改过"),
    ],
)  # fmt: skip
def test_a_dropped_or_changed_trigger_is_found(home: Path, statement: str, said: str) -> None:
    with closing(sqlite3.connect(home / FILE)) as store:
        store.executescript(statement)
    assert said in " ".join(integrity.faults(home))


@pytest.mark.parametrize(
    ("do", "said"),
    [
        (lambda home: (home / HEAD_FILE).unlink(), "记着末尾编号的文件 audit.head 不在了"),
        (lambda home: (home / HEAD_FILE).write_text('{"heads": {}, "signature": "0"}'), "或者被改过"),
        (lambda home: (home / KEY_FILE).unlink(), "签名密钥 audit.key 不在"),
        (lambda home: (home / KEY_FILE).write_bytes(b"k" * 32), "与签名不符"),
        (lambda home: (home / FILE).unlink(), "末尾的记录被删掉了"),
    ],
)
def test_what_is_done_to_the_files_beside_is_found(home: Path, do: Callable[[Path], None], said: str) -> None:
    do(home)
    assert said in " ".join(integrity.faults(home))


def test_entries_after_a_cut_do_not_make_it_good(home: Path) -> None:
    """The head would else have moved on with the next entry, and the cut been forgotten."""
    tampered(home, "delete from audit where entry > 3")
    for _ in range(5):
        audit.record(home, role="区级管理员", unit="D1", action="export", object="以后")
    assert "末尾的记录被删掉了" in " ".join(integrity.faults(home))


def test_a_whole_older_copy_is_found_by_a_head_on_paper(home: Path, tmp_path: Path) -> None:
    """Database and head put back together are sound in themselves; what was printed since is not in them."""
    older = [(path, path.read_bytes()) for path in (home / FILE, home / HEAD_FILE)]
    audit.record(home, role="区级管理员", unit="D1", action="export", object="最后一件")
    printed = integrity.head(home)
    assert integrity.faults(home, printed) == []
    for path, content in older:
        path.write_bytes(content)
    assert integrity.faults(home) == []
    assert f"印出来的编号 {printed} 在操作留痕里找不到" in " ".join(integrity.faults(home, printed))
    assert "不是操作留痕的编号" in " ".join(integrity.faults(home, "七"))


def test_a_file_that_was_put_into_the_register_is_not_genuine(home: Path) -> None:
    """A row written with any SQLite program made any paper genuine."""
    assert pack.by_hash(home, "f") is None and len(pack.by_code(home, "ABCD-EFGH-JKLM")) == 4
    tampered(home, f"{FORGED}, null)")
    assert pack.by_hash(home, "f") is None and pack.by_code(home, "AAAA-AAAA-AAAA") == []
    assert pack.by_hash(home, entry(1).sha256) == entry(1)


def test_without_the_key_nothing_goes_on_unsigned(home: Path) -> None:
    (home / KEY_FILE).unlink()
    with pytest.raises(StoreError, match=r"audit\.key 不在"):
        audit.record(home, role="区级管理员", unit="D1", action="export", object="无签名")
    assert audit.entries(home).height == 6


def test_entries_of_before_are_covered_by_the_first_that_is_signed(tmp_path: Path) -> None:
    """Homes have logs from before there were signatures: from the first signed entry on, they stay as they are."""
    audit.entries(tmp_path)
    older = "insert into audit (at, role, unit, action, object, detail) values ('', '区', 'D1', 'view', '{}', '')"
    with closing(sqlite3.connect(tmp_path / FILE)) as store:
        store.executescript(";".join(older.format(number) for number in range(3)))
    audit.record(tmp_path, role="区级管理员", unit="D1", action="export", object="新")
    assert integrity.faults(tmp_path) == []
    assert "第 1、2、4 条" in " ".join(tampered(tmp_path, "delete from audit where entry = 3"))


def test_two_who_write_at_once_write_one_chain(tmp_path: Path) -> None:
    def write() -> None:
        for _ in range(10):
            audit.record(tmp_path, role="学校", unit="S1", action="export", object="同时")

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert integrity.faults(tmp_path) == [] and audit.entries(tmp_path).height == 40


def test_key_and_head_are_the_owners_alone(home: Path) -> None:
    assert {(home / name).stat().st_mode & 0o777 for name in (KEY_FILE, HEAD_FILE)} == {0o600}


def test_an_entry_says_who_from_where_and_whether_it_was_refused(tmp_path: Path) -> None:
    audit.acting(audit.Actor("wang", "10.0.0.7"))
    try:
        later = audit.by_whom(audit.record)
    finally:
        audit.acting(audit.Actor())
    later(tmp_path, role="学校", unit="S1", action="upload", object="三月.xlsx", is_refused=True)
    [row] = audit.entries(tmp_path).to_dicts()
    assert (row["person"], row["address"], row["is_refused"]) == ("wang", "10.0.0.7", 1)


def test_who_guesses_codes_waits_longer_after_each_and_nobody_else_does(tmp_path: Path) -> None:
    """Codes could be tried as fast as a machine can ask."""
    waits: list[int] = []
    for _ in range(6):
        now = dt.datetime.now(dt.UTC)
        waits.append(guesses.wait(tmp_path, "学校", "S1", now))
        audit.record(tmp_path, role="学校", unit="S1", action="verify", object="AAAA", is_refused=True)
    assert waits[:3] == [0, 0, 0] and waits[3] <= 2 and 2 <= waits[4] <= 4 and 6 <= waits[5] <= 8
    assert guesses.wait(tmp_path, "学校", "S2", dt.datetime.now(dt.UTC)) == 0
    assert guesses.wait(tmp_path, "学校", "S1", dt.datetime.now(dt.UTC) + dt.timedelta(hours=2)) == 0
