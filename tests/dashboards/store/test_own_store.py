"""The application's own store: nothing typed is lost, nothing in the audit log changes."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from dashboards.store import audit
from dashboards.store.file import FILE, StoreError, opened


def _note(home: Path, name: str) -> None:
    audit.record(home, role="区级管理员", unit="示例区", action="export", object=name, sha256=name * 4)


def test_the_audit_log_refuses_change_and_removal(tmp_path: Path) -> None:
    """Whoever holds the file could otherwise take out the line about themselves."""
    _note(tmp_path, "学校对比.xlsx")
    for verb in ("delete from audit", "update audit set role = ''"):
        with pytest.raises(sqlite3.IntegrityError), opened(tmp_path) as store:
            store.execute(verb)
    assert audit.entries(tmp_path)["object"].to_list() == ["学校对比.xlsx"]


def test_a_block_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    """Half a change is worse than none."""
    with pytest.raises(RuntimeError), opened(tmp_path) as store:
        store.execute("insert into audit (at, role, unit, action, object, detail) values ('','','','','','')")
        raise RuntimeError
    assert audit.entries(tmp_path).is_empty()


def test_writers_at_the_same_moment_all_get_through(tmp_path: Path) -> None:
    """Sessions are threads; "database is locked" would lose a click."""
    threads = [threading.Thread(target=_note, args=(tmp_path, f"第{number}份")) for number in range(12)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert audit.entries(tmp_path).height == 12
    assert (tmp_path / FILE).is_file()


def test_a_damaged_a_held_and_an_unwritable_file_are_told_apart_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A traceback, or one sentence for all three, would leave the clerk with nothing to do."""
    monkeypatch.setattr("dashboards.store.file._WAIT_SECONDS", 0.05)
    damaged, held, closed = (tmp_path / name for name in ("damaged", "held", "closed"))
    damaged.mkdir()
    (damaged / FILE).write_bytes(b"no database at all" * 200)
    (closed / FILE).mkdir(parents=True)
    for home, said in ((damaged, "dangjian restore"), (closed, "写不进去")):
        with pytest.raises(StoreError, match=said):
            audit.entries(home)
    with opened(held), pytest.raises(StoreError, match="占用"):
        _note(held, "甲")
