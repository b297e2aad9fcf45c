"""The attacks of the self-check come to nothing, and one that does is told: each is tried with its guard taken away."""

from __future__ import annotations

from pathlib import Path

import pytest
from argon2 import PasswordHasher

from dashboards.accounts import passwords
from dashboards.attacks import doors, scopes, tampering
from dashboards.attacks.all_attacks import attacks
from dashboards.database import reader
from dashboards.server.doors import Doors
from dashboards.server.gate.gate import Gate
from dashboards.server.gate.set_up_code import SetUpCode
from dashboards.store import chain
from pipeline.demo_mark import mark


def guarded(home: Path) -> doors.Guarded:
    """Return what `serve` puts in front of the pages."""
    return lambda pages: Doors(Gate(pages, home, SetUpCode()))


@pytest.fixture
def home(own_home: Path) -> Path:
    """A built home that is like any other, no demo's."""
    return own_home


def test_nothing_comes_through(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    found = attacks(home, guarded(home), 40, seed=3)
    assert [(one.name, one.came_through) for one in found] == [("没有登录", ()), ("别人的数据", ()), ("留痕的改动", ())]
    assert all(one.tried >= 40 for one in found), found


def test_a_gate_that_stands_open_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark(tmp_path)
    monkeypatch.setattr(doors, "PAGES", {})
    assert "GET /（什么也不带）" in doors.doors(tmp_path, guarded(tmp_path)).came_through


def test_a_scope_that_tells_too_much_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "refuse_unscoped", lambda statement: None)
    found = scopes.scopes(home).came_through
    assert any("marts.dim_unit" in one for one in found)


def test_a_change_of_the_log_that_is_not_found_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "_unfit", lambda *_: iter(()))
    assert any(one.startswith("改第") for one in tampering.tampering(tmp_path, 40, seed=3).came_through)
