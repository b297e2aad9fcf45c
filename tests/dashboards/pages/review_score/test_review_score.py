"""综合得分 as people read it: who sees what, before and after the weights are confirmed."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from dashboards.database import connection
from dashboards.database.reader import Reader
from dashboards.pages.problems import tables
from dashboards.pages.problems.queries import Chosen, problem_runs, problem_sentences
from dashboards.pages.review_score import queries
from dashboards.pages.review_score.charts import contributions
from dashboards.shared.viewer import ADMIN, DISCIPLINE, DISTRICT, SCHOOL, Viewer
from tests.dashboards.fixtures.problems import WEIGHTS
from tests.dashboards.login import opened
from tests.dashboards.reading import plain_words, table_of, words

CHIEF = Viewer(ADMIN, "district", "D1")
READER = Viewer(DISTRICT, "district", "D1")
INSPECTOR = Viewer(DISCIPLINE, "district", "D1")


@pytest.mark.parametrize("role", ["district", "discipline", "school"])
def test_before_the_weights_are_confirmed_nobody_but_the_administrator_sees_anything(role: str, home: Path) -> None:
    app = opened("review_score", role=role, year="2026")
    assert not app.exception
    assert [box.value for box in app.info] == ["综合得分的权重尚未经区里确认，暂不显示得分。"]
    assert not app.dataframe
    assert not re.search(r"\d\.\d", words(app))


def test_the_administrator_sees_a_trial_that_says_it_is_one(home: Path) -> None:
    app = opened("review_score", year="2026", unit="S1")
    read = plain_words(app)
    assert "以下为**试算**" in read
    assert "2026年综合得分（试算） **94.2 分**，对应区间“**好**”" in read
    assert "仅供参考，不代替评议结论" in read
    assert len(app.number_input) == len(WEIGHTS)


def test_once_confirmed_the_steps_say_how_the_score_came_about(home: Path) -> None:
    app = opened("review_score", role="district", year="2025", unit="S2")
    read = words(app)
    assert "第二中学2025年综合得分 **92.0 分**" in read
    assert "试算" not in read
    steps = {row["步骤"]: row for row in table_of(app, "步骤", "怎样处理").to_dicts()}
    assert steps["◆ 日常指标：组织生活"]["分担后权重"] == "100.0"
    assert steps["◆ 民主测评"]["怎样处理"] == "未报送，权重由其他各项分担"
    assert steps["◆ 民主测评"]["得分"] == "—"
    assert steps["　主题党日按月开展率"]["折合"] == "92.0"
    assert "对应区间为“好”的 2 所，按比例最多 1 所，超出 1 所" in read


def test_a_school_sees_its_own_score_and_no_other(build: connection.Build, home: Path) -> None:
    own = Viewer(SCHOOL, "school", "S1")
    assert queries.review_schools(Reader(own, build), 2025)["unit_id"].to_list() == ["S1"]
    assert queries.review_steps(Reader(own, build), 2025, "S2").is_empty()
    assert queries.review_share(Reader(own, build), 2025).is_empty()
    app = opened("review_score", role="school", year="2025", unit="S2", viewer_unit="S1")
    assert "第二中学" not in words(app)
    assert "有综合得分的学校" not in words(app)


def test_whether_a_case_struck_the_moral_veto_is_seen_by_the_inspector_alone(build: connection.Build) -> None:
    """S2 has a case and S1 has none: to everybody else the two read the same."""

    def veto(viewer: Viewer, school: str) -> tuple[object, ...]:
        steps = queries.review_steps(Reader(viewer, build), 2025, school).filter(pl.col("step") == "rule:moral_veto")
        return steps.select("value", "is_triggered", "treatment").row(0)

    assert veto(INSPECTOR, "S2") == (1.0, True, "triggered")
    for viewer in (CHIEF, READER):
        assert veto(viewer, "S1") == veto(viewer, "S2") == (None, None, "withheld")
    for school in ("S1", "S2"):
        assert veto(Viewer(SCHOOL, "school", school), school) == (None, None, "withheld")


def test_weights_are_tried_in_the_address_and_never_kept(home: Path, build: connection.Build) -> None:
    """S3 has 70 and 80: half and half is 75, which is still 一般; all on the vote is 80 and lies in 较好."""
    app = opened("review_score", year="2025", unit="S3", weight_1="0", weight_2="50")
    said = plain_words(app)
    assert "权重合计 50，按占比折算。这所学校由 **72.0 分**（一般） 变为 **80.0 分**（较好）" in said
    half = queries.review_tried(Reader(CHIEF, build), 2025, {"组织生活": 10.0, "民主测评": 10.0}, "S3").to_dicts()[0]
    assert (half["total"], half["band"]) == (75.0, "一般")
    assert app.query_params["weight_1"] in ("0", ["0"])
    again = queries.review_tried(Reader(CHIEF, build), 2025, WEIGHTS).to_dicts()
    assert all(
        row["total"] == pytest.approx(row["total_before"]) and row["band"] == row["band_before"] for row in again
    )


def test_a_trial_that_rests_on_too_little_has_no_total(build: connection.Build, home: Path) -> None:
    """S2 handed in no 民主测评: with half the weight on it only 50% rest on something."""
    tried = {"组织生活": 50.0, "民主测评": 50.0}
    row = queries.review_tried(Reader(CHIEF, build), 2025, tried, "S2").to_dicts()[0]
    assert (row["coverage"], row["total"], row["band"]) == (50.0, None, None)
    bands = {
        one["band"]: (one["before"], one["after"])
        for one in queries.review_tried_bands(Reader(CHIEF, build), 2025, tried).to_dicts()
    }
    assert bands[None] == (0, 1)
    nothing = queries.review_tried(Reader(CHIEF, build), 2025, dict.fromkeys(WEIGHTS, 0.0), "S1").to_dicts()[0]
    assert nothing["total"] is None
    assert "权重合计为0，不能试算" in words(opened("review_score", year="2025", weight_1="0", weight_2="0"))


def test_tables_and_figures_are_drawn_from_nothing_too(build: connection.Build) -> None:
    nobody = Viewer("", "", "")
    assert contributions(queries.review_steps(Reader(nobody, build), 2025, "S1")).data
    assert tables.runs(
        problem_runs(Reader(nobody, build), Chosen()), problem_sentences(Reader(nobody, build), Chosen())
    ).is_empty()
