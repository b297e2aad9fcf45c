"""Follow-up: nothing entered is lost or changed, the newest wins, and only those who may can enter it."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from dashboards.database import connection
from dashboards.database.connection import Build
from dashboards.database.reader import Reader
from dashboards.pages.shortfall import follow_up, shortfall_queries
from dashboards.pages.shortfall.follow_up import Change, beside, change, filtered
from dashboards.shared.unit import UnitKey
from dashboards.shared.viewer import ADMIN, AREA, BRANCH, DISCIPLINE, DISTRICT, NOBODY, SCHOOL, Viewer
from dashboards.store import audit
from dashboards.store import follow_up as store_follow_up
from dashboards.store.file import opened
from dashboards.store.follow_up import Item

CHIEF = Viewer(ADMIN, "district", "D1")
ITEM = Item("O05", UnitKey("branch", "B4"), 2026)
TODAY = dt.date(2026, 7, 1)
MENDING = Change("整改中", "支部书记", dt.date(2026, 9, 30), "每月补开")


@pytest.fixture
def own(own_home: Path) -> tuple[Path, Build]:
    """A home of one's own with its published build."""
    build = connection.published_build(own_home)
    assert build is not None
    return own_home, build


def enter(home: Path, year: int, state: str, due_on: dt.date | None = None) -> None:
    item = replace(ITEM, year=year)
    store_follow_up.add(home, item, state=state, post="支部书记", due_on=due_on, note="说明", role=ADMIN, unit="示例区")


def listed(home: Path, build: Build, year: int) -> dict[str, object]:
    """Return the row of ITEM with the follow-up that it would have in the list of a year."""
    rows = shortfall_queries.worklist(Reader(CHIEF, build), 2026, unit_level="branch", indicator="O05")
    found = beside(rows, store_follow_up.newest(home, year), year, TODAY)
    return found.filter(pl.col("unit_id") == "B4").row(0, named=True)


def test_history_refuses_change_and_removal(tmp_path: Path) -> None:
    enter(tmp_path, 2026, "待核实")
    for verb in ("delete from follow_up", "update follow_up set state = '已销号'"):
        with pytest.raises(sqlite3.IntegrityError), opened(tmp_path) as store:
            store.execute(verb)
    assert store_follow_up.history(tmp_path, ITEM.indicator_code, ITEM.unit)["state"].to_list() == ["待核实"]


def test_the_newest_wins_and_nothing_is_lost(own: tuple[Path, Build]) -> None:
    home, build = own
    for state in ("待核实", "整改中", "数据问题"):
        enter(home, 2026, state)
    assert listed(home, build, 2026)["follow_state"] == "数据问题"
    assert store_follow_up.history(home, ITEM.indicator_code, ITEM.unit)["state"].to_list() == [
        "数据问题",
        "整改中",
        "待核实",
    ]


def test_a_word_that_is_no_state_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="销"):
        enter(tmp_path, 2026, "销号")


def test_what_is_open_goes_on_in_the_next_year(own: tuple[Path, Build]) -> None:
    """A new year must not hide who is responsible."""
    home, build = own
    enter(home, 2025, "整改中", dt.date(2026, 3, 1))
    row = listed(home, build, 2026)
    assert (row["follow_state"], row["post"], row["is_overdue"], row["came_back"]) == (
        "整改中",
        "支部书记",
        True,
        False,
    )


def test_what_was_settled_and_falls_short_in_a_later_year_is_new_again(own: tuple[Path, Build]) -> None:
    """年年改、年年在: a closed item must not stand as closed when the same thing happens again."""
    home, build = own
    enter(home, 2025, "已销号")
    row = listed(home, build, 2026)
    assert (row["follow_state"], row["came_back"], row["is_new"]) == (None, True, True)
    enter(home, 2026, "已销号")
    row = listed(home, build, 2026)
    assert (row["follow_state"], row["came_back"]) == ("已销号", False)


def test_an_entry_about_a_later_year_does_not_reach_back(own: tuple[Path, Build]) -> None:
    home, build = own
    enter(home, 2026, "已销号")
    enter(home, 2025, "待核实")
    assert listed(home, build, 2025)["follow_state"] == "待核实"
    assert listed(home, build, 2026)["follow_state"] == "已销号"


def test_the_list_is_narrowed_to_none_open_overdue_and_settled(own: tuple[Path, Build]) -> None:
    home, build = own
    rows = shortfall_queries.worklist(Reader(CHIEF, build), 2026, unit_level="branch")
    enter(home, 2026, "整改中", dt.date(2026, 6, 30))
    found = beside(rows, store_follow_up.newest(home, 2026), 2026, TODAY)
    counted = {
        word: filtered(found, None, word).height
        for word in (follow_up.NONE, follow_up.OPEN, follow_up.OVERDUE, follow_up.SETTLED)
    }
    assert counted == {"none": rows.height - 1, "open": 1, "overdue": 1, "settled": 0}
    assert filtered(found, "new", None).height + filtered(found, "continuing", None).height == rows.height


@pytest.mark.parametrize(
    ("viewer", "may"),
    [
        (CHIEF, True),
        (Viewer(AREA, "area", "A2"), True),
        (Viewer(SCHOOL, "school", "S3"), True),
        (Viewer(AREA, "area", "A1"), False),
        (Viewer(SCHOOL, "school", "S2"), False),
        (Viewer(DISTRICT, "district", "D1"), False),
        (Viewer(DISCIPLINE, "district", "D1"), False),
        (Viewer(BRANCH, "branch", "B4"), False),
        (NOBODY, False),
    ],
)
def test_only_those_above_the_unit_may_enter_and_it_is_asked_on_the_server(
    own: tuple[Path, Build], viewer: Viewer, may: bool
) -> None:
    """A form that is not drawn can still be sent: the store must not trust the page."""
    home, build = own
    problem = change(Reader(viewer, build), home, ITEM, MENDING, "某单位")
    assert (problem is None) == may
    assert store_follow_up.history(home, ITEM.indicator_code, ITEM.unit).height == int(may)
    assert audit.entries(home)["action"].to_list() == ["follow_up"] * int(may)


@pytest.mark.parametrize(
    ("item", "entered", "words"),
    [
        (Item("O05", UnitKey("branch", "B1"), 2026), MENDING, "没有低于标准"),
        (Item("D01", UnitKey("branch", "B4"), 2025), MENDING, "没有低于标准"),
        (ITEM, Change("整改中", "", dt.date(2026, 9, 30), ""), "责任岗位和期限"),
        (ITEM, Change("整改中", "书记", None, ""), "责任岗位和期限"),
        (ITEM, Change("已销号", "", None, ""), "要写明说明"),
        (ITEM, Change("数据问题", "", None, ""), "要写明说明"),
        (ITEM, Change("销号", "", None, ""), "请选择跟进状态"),
        (ITEM, Change("待核实", "", None, "长" * 501), "不超过 500 个字"),
    ],
)
def test_what_cannot_be_right_is_refused_with_a_sentence(
    own: tuple[Path, Build], item: Item, entered: Change, words: str
) -> None:
    home, build = own
    problem = change(Reader(CHIEF, build), home, item, entered, "示例区")
    assert problem is not None and words in problem
    assert audit.entries(home).is_empty()
