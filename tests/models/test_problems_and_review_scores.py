"""问题整改, what comes back, and 综合得分: the marts beside a plain recomputation and beside what was planted."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from dashboards.database import connection as database_connection
from dashboards.database.reader import Reader
from dashboards.pages.review_score.queries import review_tried, review_weights
from dashboards.shared.viewer import ADMIN, Viewer
from expectations.runner import check
from ingest.landing.store import Store
from ingest.run import ingest
from pipeline.sample.district.build import build_district
from pipeline.sample.ledgers.known_cases import known_cases
from pipeline.sample.workbooks.generate import generate
from pipeline.warehouse.query import open_published
from tests.reference import problems, review_score
from tests.reference.agreement import published
from tests.reference.district import District
from tests.reference.own_indicators import own_indicators
from tests.replay import Replay

DAY = date(2026, 10, 31)
SAMPLE, OTHER, YEARS = 20260901, 11, 3


@pytest.fixture(scope="module", params=[(24, SAMPLE), (4, OTHER)], ids=["the sample district", "another seed"])
def district(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, replay: Replay
) -> tuple[Path, set[object]]:
    """A built home, and the recurrences that were planted in it."""
    schools, seed = request.param
    planted: set[object] = set(known_cases(build_district(schools, YEARS, seed)).recurring_problems)
    if seed == SAMPLE:
        return request.getfixturevalue("sample_home"), planted
    ledgers, home = tmp_path_factory.mktemp("ledgers"), tmp_path_factory.mktemp("home")
    generate(schools, YEARS, seed, ledgers)
    ingest([ledgers], Store(home), DAY, received_by="test", check=check)
    replay.build(home, DAY)
    return home, planted


def asked(home: Path, sql: str) -> list[tuple[object, ...]]:
    connection = open_published(home / "warehouse")
    try:
        return [tuple(row) for row in connection.execute(sql).fetchall()]
    finally:
        connection.close()


def test_every_planted_recurrence_is_found_and_none_that_was_not_planted(district: tuple[Path, set[object]]) -> None:
    """One of them has a year whose row was returned to the clerk: a year without it does not hide what comes back."""
    home, planted = district
    assert planted
    assert set(asked(home, "select org_code, category from problem_history")) == planted
    assert asked(home, "select count(*) from problem_history where not is_near_identical") == [(0,)]


def test_runs_states_and_similarity_are_what_a_plain_recomputation_gives(district: tuple[Path, set[object]]) -> None:
    home, _ = district
    plain = District(home, DAY)
    ours = {
        (run.org, run.category, min(run.sentences), max(run.sentences), len(run.sentences),
         sum(map(len, run.sentences.values())), run.closest)
        for run in problems.runs(plain)
    }  # fmt: skip
    columns = "org_code, category, first_year, last_year, years_raised, problems, similarity"
    assert set(asked(home, f"select {columns} from problem_history")) == ours
    assert dict(asked(home, "select problem_id, state from problem")) == problems.states(plain)


def test_what_a_petition_said_is_not_in_the_published_file(district: tuple[Path, set[object]]) -> None:
    home, _ = district
    hidden = "problem_source = '信访' and (description is not null or action is not null)"
    assert asked(home, f"select count(*) from problem where {hidden}") == [(0,)]
    assert asked(home, "select count(*) from problem where problem_source <> '信访' and description is null") == [(0,)]


def test_every_score_of_the_district_is_what_a_plain_recomputation_gives(district: tuple[Path, set[object]]) -> None:
    home, _ = district
    ours = review_score.scores(published(home), District(home, DAY), own_indicators(home))
    theirs: dict[tuple[object, object], dict[object, tuple[object, ...]]] = {}
    columns = "unit_id, year, step, points, contribution, value, band, is_triggered"
    for unit, year, step, *rest in asked(home, f"select {columns} from review_score"):
        theirs.setdefault((unit, year), {})[step] = tuple(rest)
    assert theirs.keys() == ours.keys()
    for where, score in ours.items():
        steps = theirs[where]
        for item in review_score.ITEMS:
            points, contribution, *_ = steps[f"item:{item}"]
            assert points == pytest.approx(score.points.get(item)), (where, item)
            assert contribution == pytest.approx(score.contributions.get(item)), (where, item)
        assert steps["coverage"][2] == pytest.approx(score.coverage), where
        assert steps["total"][2] == pytest.approx(score.total), where
        assert steps["band"][3] == score.band, where
        assert bool(steps["rule:moral_veto"][4]) == score.has_moral_veto, where
        assert bool(steps["rule:pledge_veto"][4]) == score.has_pledge_veto, where
        # The indicators of all items make up the total, as the items do.
        parts = [step[1] for name, step in steps.items() if str(name).startswith("indicator:") and step[1] is not None]
        assert sum(parts) == pytest.approx(sum(score.contributions.values())), where  # type: ignore[arg-type]


def test_the_best_band_never_holds_more_than_a_third(district: tuple[Path, set[object]]) -> None:
    """It only said how many were too many, and every school of a good district stood in the best band."""
    home, _ = district
    ours = review_score.scores(published(home), District(home, DAY), own_indicators(home))
    columns = "year, schools, best, room, excess, lowered"
    for year, schools, best, room, excess, lowered in asked(home, f"select {columns} from review_share"):
        totals = [score for (_, other), score in ours.items() if other == year and score.total is not None]
        kept = sum(score.band == "好" for score in totals)
        assert kept <= len(totals) / 3
        assert (schools, room, best) == (len(totals), len(totals) // 3, kept + lowered)  # type: ignore[operator]
        assert excess == max(0, best - len(totals) // 3)  # type: ignore[operator]
    lowest = {"好": 90.0, "较好": 80.0}
    for where, score in ours.items():
        better = [one for (_, year), one in ours.items() if year == where[1] and one.band == "好"]
        if score.total is not None and score.total >= lowest["好"] and score.band == "较好":
            assert all(score.total < one.total for one in better if one.total is not None)


def test_a_trial_with_the_weights_in_force_moves_no_school(district: tuple[Path, set[object]], tmp_path: Path) -> None:
    """The page works the cap out a second time. It reads a copy: its connection locks the file."""
    home, _ = district
    published_here = database_connection.published_build(home)
    assert published_here is not None
    here = database_connection.Build(
        published_here.build_id, str(shutil.copy(published_here.path, tmp_path / "copy.duckdb"))
    )
    chief = Viewer(ADMIN, "district", "0121")
    for year in (2024, 2025, 2026):
        weights = {
            str(row["item"]): float(row["weight"]) for row in review_weights(Reader(chief, here), year).to_dicts()
        }
        tried = review_tried(Reader(chief, here), year, weights)
        assert tried.height and tried["band"].to_list() == tried["band_before"].to_list()


def test_nothing_is_confirmed_before_the_district_confirms_it(district: tuple[Path, set[object]]) -> None:
    home, _ = district
    assert asked(home, "select count(*) from review_score where is_confirmed") == [(0,)]
