"""Visitors of our own see what browsers see: every page drawn to its end, and a page that goes wrong is told."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboards.shared.page_registry import pages_for
from dashboards.visitors.crowd import load
from dashboards.visitors.one_by_one import MEASURED, page_costs, summary
from dashboards.visitors.people import SHARES, district_of
from dashboards.visitors.visitor import _fault
from ingest.errors import UserError
from pipeline.demo_mark import mark


def test_every_page_of_every_role_is_opened_and_costs_something(published_home: Path) -> None:
    costs = page_costs(published_home, repeats=1, pages=("overview", "verify"))
    assert {(one.role, one.page) for one in costs} == {
        (role, page) for role in MEASURED for page in ("overview", "verify")
    }
    assert summary(costs)["faults"] == []
    assert all(one.start > 0 and one.kilobytes > 5 for one in costs)


def test_a_crowd_looks_round_and_clicks_together(published_home: Path) -> None:
    found = load(published_home, users=4, minutes=0.4, think=1.0)
    assert found.faults == ()
    assert found.clicks > 4
    assert 0 < found.p50 <= found.p95 <= found.slowest
    assert found.at_once > 0 and found.megabytes_late > 50


def test_the_crowd_is_made_of_all_roles_in_their_shares(published_home: Path) -> None:
    district = district_of(published_home)
    people = district.people(100, 1)
    assert {role: sum(one.role == role for one in people) for role in SHARES} == dict(SHARES)
    chance = random.Random(1)
    walked = [(one.role, district.walk(one, chance).page) for one in people for _ in range(50)]
    assert {page for role, page in walked if role == "branch"} == set(pages_for("branch"))


def test_a_page_that_went_wrong_is_a_fault() -> None:
    message = ForwardMsg()
    message.delta.new_element.alert.body = "页面出错了，编号 000001。请刷新再试"
    assert "页面出错了" in str(_fault(message))
    message.delta.new_element.alert.body = "数据已更新，点此刷新。"
    assert _fault(message) is None


def test_a_home_without_a_build_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="要登录"):
        district_of(tmp_path)
    mark(tmp_path)
    with pytest.raises(UserError, match="还没有发布过数据"):
        district_of(tmp_path)
