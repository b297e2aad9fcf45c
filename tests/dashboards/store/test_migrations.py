"""A home of any age opens with the tables of today, and keeps what was typed into it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dashboards.store import note
from dashboards.store.file import FILE, StoreError, opened
from dashboards.store.migrations import STEPS, first_tables


def _shape(home: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(home / FILE)) as store:
        return store.execute("select name, sql from sqlite_master where sql is not null order by name").fetchall()


def _version(home: Path) -> int:
    with closing(sqlite3.connect(home / FILE)) as store:
        return int(store.execute("pragma user_version").fetchone()[0])


def _made_before_there_were_numbers(home: Path) -> None:
    home.mkdir()
    with closing(sqlite3.connect(home / FILE)) as store, store:
        for statement in first_tables.STATEMENTS:
            store.execute(statement.replace("if not exists ", ""))
        store.execute("insert into note values (1, '2026-03-01', '换届', '换届', null, null, '区级管理员', '区', '')")


def test_an_old_home_takes_the_missing_steps_and_loses_nothing(tmp_path: Path) -> None:
    """Step 1 run on tables that are there already would stop every home of before."""
    old, new = tmp_path / "old", tmp_path / "new"
    _made_before_there_were_numbers(old)
    assert note.notes(old)["label"].to_list() == ["换届"]
    assert note.notes(new).is_empty()
    assert _version(old) == _version(new) == len(STEPS)
    assert [name for name, _ in _shape(old)] == [name for name, _ in _shape(new)]


def test_a_step_is_taken_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note.notes(tmp_path)
    added = ("create table added (x integer)", "insert into added values (7)")
    monkeypatch.setattr("dashboards.store.migrations.STEPS", (*STEPS, added))
    for _ in range(2):
        with opened(tmp_path) as store:
            assert [tuple(row) for row in store.execute("select x from added")] == [(7,)]
    assert _version(tmp_path) == len(STEPS) + 1


def test_a_step_that_fails_is_not_counted_and_leaves_nothing_half_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note.notes(tmp_path)
    before = _shape(tmp_path)
    monkeypatch.setattr("dashboards.store.migrations.STEPS", (*STEPS, ("create table half (x)", "no sql at all")))
    with pytest.raises(StoreError), opened(tmp_path):
        pass
    assert (_shape(tmp_path), _version(tmp_path)) == (before, len(STEPS))


def test_a_file_of_a_newer_version_is_left_alone_with_a_sentence(tmp_path: Path) -> None:
    """An old program that writes into new tables spoils them."""
    note.notes(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE)) as store:
        store.execute("pragma user_version = 99")
    with pytest.raises(StoreError, match="更新版本"):
        note.notes(tmp_path)
    assert _version(tmp_path) == 99
