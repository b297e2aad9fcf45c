"""总览 tells its story first: the district's four sentences, areas that filter, and each role what is its own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl

from dashboards.charts.heat import status_heat
from dashboards.database import values
from dashboards.database.connection import Build
from dashboards.database.reader import Reader
from dashboards.pages.overview import story_queries, story_tables, story_wording
from dashboards.shared.formatting import FEW, FEW_LABEL, short_value_of, value_of
from dashboards.shared.viewer import ADMIN, AREA, BRANCH, SCHOOL, Viewer
from dashboards.widgets.change_wording import describe_change
from tests.dashboards.login import opened
from tests.dashboards.reading import plain_words, words

CHIEF = Viewer(ADMIN, "district", "D1")


def test_the_district_reads_four_sentences_before_anything_else(home: Path) -> None:
    read = plain_words(opened("overview", year="2026"))
    for said in (
        "判断",
        "与去年同日比",
        "片区之间",
        "好转最多",
        "变差最多",
        "今后 30 天到期：问题整改 2 件，换届 1 件",
    ):
        assert said in read, said


def test_who_moved_is_named_once_a_course_and_only_inside_the_viewers_scope(build: Build) -> None:
    found = story_queries.moved(Reader(CHIEF, build), 2026, "school")
    assert found.select("unit_id", "course").rows() == [("S1", "better"), ("S2", "worse")]
    own = story_queries.moved(Reader(Viewer(SCHOOL, "school", "S1"), build), 2026, "school")
    assert own["unit_id"].to_list() == ["S1"]
    assert r"50\.0%→100\.0%" in story_wording.describe_moved(found, "school", False)


def test_parts_are_told_to_the_district_and_an_area_sees_its_own(build: Build) -> None:
    """The rest of the district is pooled; another area's name is not an area's to read."""
    everything = story_queries.part_gaps(Reader(CHIEF, build), 2026)
    assert set(everything["part_kind"]) == {"area", "stage"}
    own = story_queries.part_gaps(Reader(Viewer(AREA, "area", "A1"), build), 2026)
    assert set(own["part"]) == {"A1"}
    assert story_queries.part_gaps(Reader(Viewer(BRANCH, "branch", "B2"), build), 2026).is_empty()
    counted = story_tables.counted(everything.filter(pl.col("part_kind") == "area"))
    assert counted["part"].to_list() == ["A2", "A1"], "the area with most to do first"
    assert counted["worse"].to_list() == [1, 0]


def test_what_falls_due_later_is_not_told_yet(build: Build) -> None:
    found = story_queries.coming(Reader(CHIEF, build))
    assert dict(found.select("what", "items").rows()) == {"problem": 2, "term": 1}
    assert story_wording.describe_coming(found, 30).endswith("最早 2026年7月10日。")
    on_a_sunday = found.filter(found["what"] == "term")
    assert story_wording.describe_coming(on_a_sunday, 30).endswith(
        "最早 2026年7月19日（当天休息，前一个工作日是 2026年7月17日）。"
    )
    assert story_queries.coming(Reader(Viewer(BRANCH, "branch", "B1"), build)).is_empty()


def test_each_role_begins_with_what_is_its_own(home: Path) -> None:
    assert "看纪律作风专题 →" in [link.value for link in opened("overview", role="discipline").page_link]
    assert "年内还要做" in words(opened("overview", role="school", **{"as": "S2"}))
    assert "本支部这一年" in words(opened("overview", role="branch", **{"as": "B2"}))
    assert "片区对比" not in words(opened("overview", role="branch", **{"as": "B2"}))


def test_a_day_of_last_year_is_named_where_the_year_is_open() -> None:
    row = {"change": 3.2, "unit": "%", "course": "better", "is_closed": False, "reason": None}
    assert describe_change(row | {"compared_day": dt.date(2025, 10, 31)}).startswith("比去年同日 ")
    assert describe_change(row | {"compared_day": None, "is_closed": True}).startswith("比去年 ")


def test_a_value_that_rests_on_few_looks_like_it_everywhere(build: Build) -> None:
    """100% of 8 branches stood beside 99% of 113 as if it were the better of the two."""
    row = {"value": 100.0, "unit": "%", "rests_on_few": True, "units_reported": 8, "units_expected": 113}
    assert value_of(row) == f"100.0%（{FEW} 8/113 已报）"
    assert short_value_of(row) == f"{FEW} 100.0%"
    heat = values.heat(Reader(CHIEF, build), "组织生活", "school", "year", "2026-01-01", None, None)
    few = heat.with_columns(rests_on_few=pl.col("value").is_not_null())
    assert FEW_LABEL in {trace.name for trace in status_heat(few).data}
    assert FEW_LABEL not in {trace.name for trace in status_heat(heat).data}
