"""问题整改 as people read it."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from dashboards.database import connection, units
from dashboards.database.reader import Reader
from dashboards.pages.problems.queries import Chosen, problem_counts, problem_runs, problem_sentences, problems
from dashboards.shared.viewer import ADMIN, BRANCH, DEMO_SWITCH, SCHOOL, Viewer
from tests.dashboards.fixtures.problems import ODD_SENTENCE, SAME
from tests.dashboards.login import opened
from tests.dashboards.reading import table_of, words

CHIEF = Viewer(ADMIN, "district", "D1")


def test_the_page_counts_by_state_and_lists_the_overdue_first(home: Path) -> None:
    app = opened("problems")
    assert "共 7 个问题：逾期未销号 1，即将到期 1，整改中 1，逾期销号 1，按期销号 3" in words(app)
    listed = table_of(app, "编号", "问题描述")
    assert listed["状态"][0] == "● 逾期未销号"
    assert listed["还有"][0] == "● 已过 29 天"
    assert set(listed.filter(pl.col("来源") == "信访")["问题描述"]) == {"（信访来源，不公布原文）"}
    assert ODD_SENTENCE in listed["问题描述"].to_list()


def test_the_filters_of_problems_stand_in_the_address(home: Path) -> None:
    app = opened("problems", raised="2024", category="组织生活")
    assert table_of(app, "编号", "问题描述").height == 1
    next(box for box in app.selectbox if box.label == "状态").set_value("overdue").run()
    assert app.query_params["problem_state"] in ("overdue", ["overdue"])
    assert "在所选范围内没有问题记录" in words(app)


def test_sentences_of_the_years_stand_side_by_side_and_near_ones_are_to_be_checked(home: Path) -> None:
    app = opened("problems")
    runs = table_of(app, "最相近的两句", "2024年", "2025年", "2026年")
    first = runs.to_dicts()[0]
    assert first["最相近的两句"] == "▲ 需核实，相似度 92"
    assert (first["2024年"], first["2026年"]) == (SAME, f"{SAME}。")
    assert runs.to_dicts()[1]["最相近的两句"] == "相似度 31"
    assert runs.to_dicts()[1]["2024年"] == "（信访来源，不公布原文）"
    assert "反复出现 2 项，其中今年又出现的 1 项；文字相近、需核实的 1 项" in words(app)


def test_a_viewer_sees_the_problems_of_the_own_units_only(build: connection.Build) -> None:
    """A run and its sentences follow the organisation, as its problems do."""
    seen = {
        viewer.unit_id: set(problems(Reader(viewer, build), Chosen())["org_code"])
        for viewer in (
            CHIEF,
            Viewer("片区", "area", "A1"),
            Viewer(SCHOOL, "school", "S2"),
            Viewer(BRANCH, "branch", "B4"),
        )
    }
    assert seen == {"D1": {"B2", "B4", "B6", "P2"}, "A1": {"B2", "P2"}, "S2": {"B2", "P2"}, "B4": {"B4"}}
    school = Viewer(SCHOOL, "school", "S2")
    assert set(problem_runs(Reader(school, build), Chosen())["org_code"]) == {"B2"}
    assert set(problem_sentences(Reader(school, build), Chosen())["org_code"]) == {"B2"}
    assert problems(Reader(Viewer("", "", ""), build), Chosen()).is_empty()


def test_an_organisation_of_several_schools_is_one_row(sample_home: Path) -> None:
    """The names of a joint branch's schools came in another order from day to day, and it was counted as two."""
    build = connection.published_build(sample_home)
    assert build is not None
    district = units.identities(Reader(DEMO_SWITCH, build), "district")["unit_id"][0]
    counted = problem_counts(Reader(Viewer(ADMIN, "district", district), build), "organisation", Chosen())
    joint = counted.filter(pl.col("school_name").str.contains("、"))
    assert joint.height
    places = joint.with_columns(pl.col("school_name").str.split("、").list.sort())
    assert places.select("org_code", "school_name", "area_name", "unit_id").is_unique().all()
