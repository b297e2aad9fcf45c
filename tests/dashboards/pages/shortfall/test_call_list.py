"""先找谁: what an action can still save comes first, and nobody sees whom he may not."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboards.database.connection import Build
from dashboards.database.reader import Reader
from dashboards.pages.shortfall import call_tables, whose, wording
from dashboards.pages.shortfall.shortfall_queries import to_call, worklist
from dashboards.shared.viewer import ADMIN, SCHOOL, Viewer
from tests.dashboards.login import opened
from tests.dashboards.reading import table_of, words

ADMIN_VIEWER, OWN = Viewer(ADMIN, "district", "D1"), Viewer(SCHOOL, "school", "S1")


def test_a_line_a_unit_and_the_most_that_can_be_saved_first(build: Build) -> None:
    """Five lines about one branch stood above a branch that one phone call would have saved."""
    reader = Reader(ADMIN_VIEWER, build)
    found, short = to_call(reader, 2026, "branch"), worklist(reader, 2026, unit_level="branch")
    assert found.height == found["unit_id"].n_unique() == short["unit_id"].n_unique()
    assert dict(found.select("unit_id", "shortfalls").rows()) == dict(short["unit_id"].value_counts().rows())
    saved = found["can_be_saved"].to_list()
    assert saved == sorted(saved, reverse=True) and saved[0] > 0
    assert to_call(reader, 2025, "branch", "saved").is_empty(), "a year that is over"


def test_filters_keep_who_is_meant(build: Build) -> None:
    reader = Reader(ADMIN_VIEWER, build)
    everyone = to_call(reader, 2026, "branch")
    for which, column in (("new", "newly_short"), ("again", "short_again"), ("raised", "raised")):
        wanted = everyone.filter(pl.col(column) > 0)["unit_id"].to_list()
        assert to_call(reader, 2026, "branch", which)["unit_id"].to_list() == wanted, which
    assert set(to_call(reader, 2026, "branch", area="A2")["area_id"]) <= {"A2"}
    assert set(to_call(Reader(OWN, build), 2026, "school")["unit_id"]) <= {"S1"}


def test_the_table_says_how_deep_what_to_do_and_who_answers(build: Build) -> None:
    rows = to_call(Reader(ADMIN_VIEWER, build), 2026, "branch")
    posts = pl.DataFrame({"unit_level": ["branch"], "unit_id": [rows["unit_id"][0]], "post": ["组织委员"]})
    table = call_tables.calls(call_tables.with_posts(rows, posts))
    assert table["责任岗位"][0] == "组织委员" and set(table["责任岗位"][1:]) <= {"党支部书记"}
    assert table["还补得上"][0].endswith("项") and "人次" in "".join(table["补上要做"])
    assert any("△ 差一点" in text or "▲ 明显" in text for text in table["差距"])
    assert "还有补得上的" in wording.describe_calls(2026, "branch", rows)
    assert "没有低于标准的支部" in wording.describe_calls(2026, "branch", rows.head(0))


def test_it_is_the_first_thing_on_the_page(home: Path) -> None:
    read = words(opened("shortfall", year="2026"))
    assert "还有补得上的" in read and "先后只为方便处理，不表示高低" in read


def units_listed(app: AppTest) -> set[str]:
    return set(table_of(app, "单位", "跟进状态")["单位"])


def test_from_a_unit_in_it_one_comes_to_that_units_items_and_notices(build: Build, home: Path) -> None:
    """It led to the branch's page, and 清单 and 督办单 had to be searched for the unit again."""
    rows = to_call(Reader(ADMIN_VIEWER, build), 2026, "branch")
    unit, name = rows.select("unit_id", "unit_name").row(0)
    own = {"at": "branch", "whose": f"branch-{unit}"}
    everybody, one = opened("shortfall", view="清单", at="branch"), opened("shortfall", view="清单", **own)
    assert units_listed(one) == {name} < units_listed(everybody)
    (offered,) = [box for box in opened("shortfall", view="督办单", **own).selectbox if box.label == "督办事项"]
    assert offered.options and all(option.startswith(f"{name}｜") for option in offered.options)


def test_the_button_of_a_line_opens_the_list_of_its_unit(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = to_call(Reader(ADMIN_VIEWER, build), 2026, "branch")
    address: dict[str, str] = {}
    session: dict[str, object] = {"whose_click": {"row": 1}}
    monkeypatch.setattr(st, "query_params", address)
    monkeypatch.setattr(st, "session_state", session)
    monkeypatch.setattr(st.column_config, "ButtonColumn", lambda label, **how: how)
    button = whose.column(rows)["低于标准"]
    button["on_click"](*button["args"])
    assert address == {"at": "branch", "whose": f"branch-{rows['unit_id'][1]}"} and session["view"] == "清单"


def test_another_units_name_in_the_address_shows_nothing_of_it(home: Path) -> None:
    """`whose` is the reader's own filter: it opens nobody else's list."""
    app = opened("shortfall", role="school", viewer_unit="S1", view="清单", at="branch", whose="branch-B5")
    (box,) = [box for box in app.selectbox if box.key == "choose_whose"]
    assert box.value == "all" and not any("B5" in str(option) for option in box.options)
