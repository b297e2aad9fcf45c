"""为什么变了: what a viewer is told adds up, and nobody is told what the disclosure rules keep."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
import pytest

from dashboards.charts.effects import effect_bars
from dashboards.database.changes import GroupedBy, effects, pairs
from dashboards.database.connection import Build
from dashboards.database.reader import Reader
from dashboards.pages.overview.change_queries import year_on_year
from dashboards.shared.effects import EFFECTS, describe, spans
from dashboards.shared.effects_table import listed
from dashboards.shared.unit import UnitKey
from dashboards.shared.viewer import ADMIN, AREA, DISCIPLINE, NOBODY, SCHOOL, Viewer
from tests.dashboards.fixtures.warehouse import branch_counts

DISTRICT = UnitKey("district", "D1")
CHIEF = Viewer(ADMIN, "district", "D1")
YEAR = ("year", "2025-01-01", 2024)
OPEN = ("year", "2026-01-01", 2025)


def pair(reader: Reader, code: str, unit: UnitKey, period: tuple[str, str, int] = YEAR) -> Mapping[str, Any]:
    found = pairs(reader, unit, *period)
    return found.row(by_predicate=pl.col("indicator_code") == code, named=True)


@pytest.mark.parametrize("by", ["school", "area", "stage", "organisation"])
@pytest.mark.parametrize("code", ["O05", "O09", "L03", "S02", "R05"])
def test_the_effects_that_are_shown_add_up_to_the_change(build: Build, code: str, by: GroupedBy) -> None:
    """Whatever the lines are put together by: a remainder would be a change that nobody made."""
    reader = Reader(CHIEF, build)
    frame = effects(reader, code, DISTRICT, *YEAR, by)
    change = pair(reader, code, DISTRICT)["change"]
    assert isinstance(change, float)
    assert abs(frame["effect"].sum() - change) <= 1e-9
    assert abs(sum(frame[name].sum() for name in EFFECTS) - change) <= 1e-9
    assert listed(frame, by, "%", ("2024年", "2025年"))[-1, 0] == "合计"


@pytest.mark.parametrize("unit", [DISTRICT, UnitKey("area", "A1"), UnitKey("school", "S2")])
@pytest.mark.parametrize("code", ["O05", "O09"])
def test_an_open_year_is_taken_apart_against_the_same_day_of_the_last_one(
    build: Build, code: str, unit: UnitKey
) -> None:
    """Against the whole year before, half a year of one branch looked like a fall of everybody's."""
    reader = Reader(CHIEF, build)
    row = pair(reader, code, unit, OPEN)
    frame = effects(reader, code, unit, *OPEN, "organisation")
    assert abs(frame["effect"].sum() - row["change"]) <= 1e-9
    before = sum(branch_counts(code, branch, 2025, month)[1] for branch in frame["group_id"] for month in range(1, 7))
    silent = sum(branch_counts(code, "B6", 2025, month)[1] for month in range(1, 7)) * ("B6" in frame["group_id"])
    assert frame["denominator_before"].sum() == before - silent
    told = year_on_year(reader, unit, *OPEN[:2]).row(by_predicate=pl.col("indicator_code") == code, named=True)
    assert told["change"] == row["change"], "总览 says the change that is taken apart below it"
    said = describe(row, frame)
    assert "2025年（截至6月30日）" in said and "2026年（截至6月30日）" in said
    assert all("截至6月30日" in name for name in listed(frame, "organisation", "%", spans(row)).columns[1:3])
    assert (
        "2025年（截至6月30日）<br>→ 2026年（截至6月30日）"
        in effect_bars(frame, "%", spans(row)).layout.xaxis.title.text
    )


def test_what_has_no_same_day_is_not_taken_apart_while_the_year_runs(build: Build) -> None:
    """Surveys and what is kept by 年度; nor is an open year held against any but the last."""
    reader = Reader(CHIEF, build)
    for code in ("S02", "L03", "R05", "O01"):
        assert pair(reader, code, DISTRICT, OPEN)["reason"] == "open", code
        assert effects(reader, code, DISTRICT, *OPEN).is_empty()
    assert pair(reader, "O05", DISTRICT, ("year", "2026-01-01", 2024))["reason"] == "open"


def test_a_joint_branch_counts_once_in_the_district_and_in_each_of_its_schools(build: Build) -> None:
    """A 联合党支部 counted in both schools would make the district's change larger than it was."""
    reader = Reader(CHIEF, build)
    lines = effects(reader, "O05", DISTRICT, *YEAR, "school").filter(pl.col("group_id") == "B7")
    assert lines.select("group_level", "is_shared", "contributors").rows() == [("organisation", True, 1)]
    for school in ("S1", "S2"):
        inside = effects(reader, "O05", UnitKey("school", school), *YEAR, "organisation")
        assert inside.filter(pl.col("group_id") == "B7")["is_shared"].to_list() == [True]


def test_units_with_too_few_votes_are_told_together_with_enough_others(build: Build) -> None:
    """B6 had seven votes: alone, or as the difference of all others, they would be read off."""
    frame = effects(Reader(CHIEF, build), "S02", DISTRICT, *YEAR, "organisation")
    few = frame.filter(pl.col("group_level") == "few")
    assert "B6" not in frame["group_id"].to_list()
    assert few["contributors"].to_list() == [2]
    assert few["denominator_now"][0] >= 10


def test_a_count_of_discipline_is_never_taken_apart_for_those_who_may_not_see_it(build: Build) -> None:
    for viewer in (CHIEF, Viewer(AREA, "area", "A1"), NOBODY):
        assert effects(Reader(viewer, build), "D01", DISTRICT, *YEAR).is_empty()
    found = pairs(Reader(Viewer(DISCIPLINE, "district", "D1"), build), DISTRICT, *YEAR)
    assert not found.filter(indicator_code="D01")["can_be_explained"].item(), "a total has no parts to weigh"


def test_a_viewer_is_told_of_a_unit_of_their_own_only(build: Build) -> None:
    school = Reader(Viewer(SCHOOL, "school", "S2"), build)
    assert effects(school, "O05", DISTRICT, *YEAR).is_empty()
    assert effects(school, "O05", UnitKey("school", "S3"), *YEAR).is_empty()
    assert effects(school, "O05", UnitKey("school", "S2"), *YEAR, "organisation")["group_name"].null_count() == 0


def test_the_sentence_says_from_what_to_what_and_the_bars_show_every_line(build: Build) -> None:
    reader = Reader(CHIEF, build)
    frame, row = effects(reader, "L03", DISTRICT, *YEAR), pair(reader, "L03", DISTRICT)
    assert describe(row, frame).startswith("党员集中培训达标率 2024年 ")
    assert "自身变化" in describe(row, frame) and "构成变化" in describe(row, frame)
    assert len(effect_bars(frame, "%", spans(row)).data[0].y) == frame.height + 1
