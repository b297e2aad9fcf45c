"""Whether somebody can log in tomorrow: the doctor said that all was well of homes that nobody could open."""

from __future__ import annotations

import datetime as dt
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from dashboards.accounts import grants, passwords, people
from dashboards.shared.viewer import ADMIN, SCHOOL
from dashboards.store import audit, renewal
from ingest.landing.store import Store
from pipeline.backup.make import put_key_apart
from pipeline.backup.record import note_good
from pipeline.demo_mark import is_marked, mark
from pipeline.doctor import accounts, place
from pipeline.doctor.finding import Finding
from pipeline.doctor.mend import mend
from pipeline.policy.account_rules import policy
from tests.ingest.small_district import basics, send
from tests.pipeline.backup.homes import LOCK

OWN = "Chunfeng-2026"
TODAY = dt.date.today()


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing is slow on purpose; here only its outcome counts."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A 区级管理员 who came, and a school's secretary who did not yet."""
    people.add(tmp_path, "wang", "王主任", by="test", password=OWN)
    people.add(tmp_path, "li", "李书记", by="test")
    grants.give(tmp_path, people.known(tmp_path, "wang"), ADMIN, "", by="test")
    grants.give(tmp_path, people.known(tmp_path, "li"), SCHOOL, "S1", by="test")
    audit.record(tmp_path, role=ADMIN, unit="wang", action="log_in", object="王主任")
    return tmp_path


def changed(home: Path, statement: str) -> None:
    with closing(sqlite3.connect(home / "app.sqlite")) as store, store:
        store.execute(statement)


def unwell(home: Path, deep: bool = False) -> list[Finding]:
    found = [*accounts.signing_key(home, deep), *accounts.accounts(home)]
    return [one for one in found if not one.is_well]


def test_a_home_where_somebody_can_log_in_is_well(home: Path) -> None:
    found = [*accounts.signing_key(home, True), *accounts.accounts(home)]
    assert [(one.what, one.is_well) for one in found] == [("签名密钥", True), ("操作留痕", True), ("账号", True)]


def test_a_home_without_accounts_or_log_has_nothing_to_be_said_of(tmp_path: Path) -> None:
    assert [*accounts.signing_key(tmp_path, True), *accounts.accounts(tmp_path)] == []
    audit.entries(tmp_path)
    assert [*accounts.signing_key(tmp_path, True), *accounts.accounts(tmp_path)] == []


@pytest.mark.parametrize("content", [None, b"cut"])
def test_a_lost_or_cut_key_is_found_with_the_command_that_helps(home: Path, content: bytes | None) -> None:
    """The home looked well, and nobody could log in."""
    (home / "audit.key").unlink()
    if content is not None:
        (home / "audit.key").write_bytes(content)
    [found] = unwell(home)
    assert found.what == "签名密钥" and "dangjian audit renew" in found.found
    renewal.renew(home, "wang", "丢了")
    assert unwell(home) == []


def test_a_log_that_was_changed_is_found_by_the_deep_look(home: Path) -> None:
    changed(home, "drop trigger audit_no_update")
    changed(home, "update audit set object = '别的'")
    assert unwell(home) == []
    assert "与签名不符" in unwell(home, deep=True)[0].found


def later(days: int) -> Callable[[], float]:
    now = time.time() + days * 24 * 60 * 60
    return lambda: now


@pytest.mark.parametrize(
    ("do", "said"),
    [
        ("update account set disabled_at = 1 where login = 'wang'", "没有一位能登录的区级管理员"),
        (f"update role_grant set last_day = '{TODAY - dt.timedelta(days=1)}' where role = '{ADMIN}'", "没有一位"),
        (f"update role_grant set first_day = '{TODAY + dt.timedelta(days=2)}' where role = '{ADMIN}'", "没有一位"),
        ("update account set must_change = 1, password_set_at = 1 where login = 'wang'", "一次性口令都过期了"),
        ("drop table role_grant", "账号不完整，谁也登录不了"),
    ],
)
def test_a_home_without_a_district_administrator_who_can_come_in_is_found(home: Path, do: str, said: str) -> None:
    """The last administrator left, and no page said so until the next log-in."""
    changed(home, do)
    assert said in unwell(home)[0].found


def test_who_never_came_is_named_once_the_password_is_over(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", later(policy().one_time_days.value + 1))
    [found] = unwell(home)
    assert found.what == "没有用过的账号" and found.found.startswith("li一直没有")


def test_the_mark_of_the_demo_beside_accounts_is_found_and_taken_away(home: Path) -> None:
    """With it, nobody was asked to log in."""
    mark(home)
    assert [one.what for one in unwell(home)] == ["样例区的标记"]
    assert any("demo.txt" in said for said in mend(home)) and not is_marked(home)
    assert unwell(home) == []


def test_a_key_that_was_put_apart_before_there_was_a_log_is_put_apart_again(tmp_path: Path) -> None:
    """The file of `--key` held no `audit.key`: restored from it, the home could not be opened."""
    home = tmp_path / "home"

    def unsaved() -> list[str]:
        return [one.found for one in place.last_backup(home) if one.what == "密钥的备份"]

    send(Store(home), basics(tmp_path / "in"))
    note_good(home, home / "identity.key", dt.datetime.now(dt.UTC).isoformat())
    put_key_apart(home, tmp_path / "一.key", LOCK)
    assert unsaved() == []
    audit.record(home, role=ADMIN, unit="wang", action="log_in", object="王主任")
    assert "没有现在的 audit.key" in unsaved()[0]
    put_key_apart(home, tmp_path / "二.key", LOCK)
    assert unsaved() == []
