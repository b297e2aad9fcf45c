"""先找谁: what an action can still save comes first, and nobody sees whom he may not."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from dashboards.database.connection import Build
from dashboards.database.reader import Reader
from dashboards.pages.shortfall import call_tables, wording
from dashboards.pages.shortfall.shortfall_queries import to_call, worklist
from dashboards.shared.viewer import ADMIN, SCHOOL, Viewer
from tests.dashboards.login import opened
from tests.dashboards.reading import words

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
