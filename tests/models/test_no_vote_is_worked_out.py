"""Votes of surveys, as those who see every unit are told: what too few said cannot be worked out of what is shown."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dashboards.database.connection import published_build
from dashboards.database.reader import Reader
from dashboards.shared.viewer import ADMIN, DISCIPLINE, Viewer
from pipeline.warehouse.query import open_published
from tests.models.random_votes import judged
from tests.models.votes_judge import Cell, cells_of, given_away
from tests.reference import peers, topics
from tests.replay import Replay

AS_OF = date(2026, 10, 31)
SURVEY_OF = {"S01": "党建满意度", "S02": "党建满意度", "S03": "班子民主测评", "S04": "作风评议"}
ITEMS = """
select t.unit_level, t.unit_id, t.year, t.survey_type, t.item, t.evaluator
from marts.topic_survey as t inner join visible as u on t.unit_level = u.unit_level and t.unit_id = u.unit_id
where coalesce(t.valid, t.mean_points, t.best_share) is not null
"""
GRADES = """
select distinct t.unit_level, t.unit_id, t.year, t.survey_type, '' as item, '' as evaluator
from marts.topic_grade as t inner join visible as u on t.unit_level = u.unit_level and t.unit_id = u.unit_id
where t.votes is not null or t.share is not null
"""
VALUES = """
select unit_level, unit_id, year, indicator_code, breakdown
from seen_value
where indicator_code in ('S01', 'S02', 'S03', 'S04') and coalesce(numerator, value) is not null
"""
KEPT_BACK = "select unit_id, year, counted from marts.survey_kept_back where unit_level = 'organisation'"
DERIVED = (
    "indicator_comparison", "indicator_spine", "indicator_trend", "year_change", "unit_shortfall", "forecast", "alert",
    "improvement", "standard_change_unit",
)  # fmt: skip
Survey = tuple[int, str]


@pytest.mark.parametrize(
    ("votes", "told", "found"),
    [
        ({("a", "x"): 3, ("a", "y"): 40, ("b", "x"): 20, ("b", "y"): 30}, {"a y", "b x", "b y", "D x", "D y"}, {"a x"}),
        ({("a", "x"): 3, ("a", "y"): 40, ("b", "x"): 20, ("b", "y"): 30}, {"a y", "a ", "b y", "D x", "D y"}, {"a x"}),
        ({("a", "x"): 3, ("a", "y"): 40, ("b", "x"): 20, ("b", "y"): 30}, {"a ", "b ", "D x", "D y"}, set()),
        ({("a", "x"): 3, ("a", "y"): 40, ("b", "x"): 20, ("b", "y"): 30}, {"a x", "b ", "D x"}, {"a x"}),
    ],
    ids=["the others of the district", "the others of the unit", "two units and two classes", "told outright"],
)  # fmt: skip
def test_the_judge_finds_few_votes_that_can_be_worked_out(
    votes: dict[tuple[str, str], float], told: set[str], found: set[str]
) -> None:
    counts = {
        (level, unit, org, "总体", name): number
        for (org, name), number in votes.items()
        for level, unit in (("school", org), ("district", "D"))
    }
    cells = {
        (level, unit, item, name)
        for unit, name in (word.split(" ") for word in told)
        for level in ("organisation", "school", "district")
        for item in ("总体", "")
    }
    assert {f"{unit} {name}" for _, unit, _, name in given_away(counts, counts, cells)} == found


def _told(home: Path, viewer: Viewer) -> dict[Survey, set[Cell]]:
    """Return what the viewer is told, by year and survey; that an organisation's sum is told is taken for granted."""
    build = published_build(home)
    assert build is not None
    reader = Reader(viewer, build)
    told: defaultdict[Survey, set[Cell]] = defaultdict(set)
    for level, unit, year, survey, item, evaluator in pl.concat([reader.ask(ITEMS), reader.ask(GRADES)]).iter_rows():
        told[year, survey].add((level, unit, item, evaluator))
    for level, unit, year, code, part in reader.ask(VALUES).iter_rows():
        told[year, SURVEY_OF[code]] |= {(level, unit, part or "", ""), (level, unit, "", part or "")}
    return told


def _organisations_told(home: Path) -> set[tuple[str, int, str]]:
    with open_published(home / "warehouse") as connection:
        rows = connection.execute(KEPT_BACK).fetchall()
    return {(unit, year, SURVEY_OF.get(counted, "")) for unit, year, counted in rows}


@pytest.mark.parametrize("role", [ADMIN, DISCIPLINE])
def test_nobody_s_few_votes_can_be_worked_out(sample_home: Path, role: str) -> None:
    """Classes, items, schools, areas and the district: what too few said is in no cell and no difference."""
    told = _told(sample_home, Viewer(role, "district", peers.district(sample_home)))
    kept_back = _organisations_told(sample_home)
    counts: defaultdict[Survey, dict[tuple[str, str, str, str, str], float]] = defaultdict(dict)
    points: defaultdict[Survey, dict[tuple[str, str, str, str, str], float]] = defaultdict(dict)
    for (*place, year, survey, item, name), (votes, sum_of_points) in topics.surveys(sample_home, AS_OF).items():
        level, unit, org = place
        if votes and level != "organisation":
            counts[year, survey][level, unit, org, item, name] = votes
            points[year, survey][level, unit, org, item, name] = sum_of_points
            if (org, year, survey) not in kept_back:
                told[year, survey].add(("organisation", org, "", ""))
    tried = 0
    for of, votes_in in counts.items():
        cells = {cell for level, unit, _, item, name in votes_in for cell in cells_of(level, unit, item, name)}
        tried += len(cells - told[of])
        for judged_by in (votes_in, points[of]):
            assert given_away(judged_by, votes_in, told[of]) == {}, of
    assert tried > 50


@pytest.mark.parametrize("mart", DERIVED)
def test_no_other_table_has_a_value_that_is_kept_back(sample_home: Path, mart: str) -> None:
    """A place among peers, a change or a shortfall says the value again."""
    with open_published(sample_home / "warehouse") as connection:
        found = connection.execute(
            f"""select t.* from {mart} as t inner join indicator_value as v using (indicator_code, unit_level, unit_id)
            inner join dim_indicator as i using (indicator_code)
            where v.period_type = 'year' and v.breakdown is null and v.is_suppressed and not i.is_confidential
                and v.year = {"t.year" if mart not in ("alert", "improvement") else "year(t.period_start)"}"""
        ).fetchall()
    assert found == []


@pytest.mark.parametrize("seed", range(5))
def test_nor_in_a_district_of_any_other_shape(replay: Replay, seed: int) -> None:
    """More of them: python -m tests.models.random_votes HOME 0 500."""
    tried, unsafe = judged(replay, seed)
    assert unsafe == {} and tried > 0
