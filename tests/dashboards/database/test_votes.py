"""测评: what too few people said is in no column, no numerator and no row behind a number."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from dashboards.database import connection as database_connection
from dashboards.database import evidence, values
from dashboards.database.reader import Reader
from dashboards.shared.unit import UnitKey
from dashboards.shared.viewer import Viewer
from tests.dashboards.database.test_scope import CLERK, ROLES

VIEWERS = [viewer for viewer in (*ROLES.values(), CLERK) if viewer.unit_id in ("D1", "A1", "S1")]


@pytest.fixture
def build(published_home: Path, tmp_path: Path) -> database_connection.Build:
    """Two organisations of one school: too few voted in B1, enough in B7."""
    shutil.copytree(published_home / "warehouse", tmp_path / "warehouse")
    found = database_connection.published_build(tmp_path)
    assert found is not None
    with duckdb.connect(found.path) as connection:
        connection.execute(
            """update marts.indicator_value set status = 'too_few', value = null, numerator = 640, denominator = 7
            where indicator_code = 'S02' and unit_id = 'B1' and year = 2026"""
        )
        connection.execute("insert into marts.survey_kept_back values ('S02', 'organisation', 'B1', 2026)")
        for branch, row in (("B1", 8), ("B7", 9)):
            connection.execute(
                """insert into marts.source_row values ('S02', ?, date '2026-03-02', date '2026-03-02', null,
                'numerator', 4.0, 'survey', 'B000009-survey', '测评.xlsx', '得票', ?)""",
                [branch, row],
            )
    return found


@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda viewer: viewer.role)
def test_points_over_votes_do_not_give_the_hidden_value_away(viewer: Viewer, build: database_connection.Build) -> None:
    """640/7 is the mean that 样本不足 stands for; how many voted may be read."""
    rows = values.standing(Reader(viewer, build), UnitKey("branch", "B1"), "year", "2026-01-01").to_dicts()
    [few] = [row for row in rows if row["indicator_code"] == "S02"]
    assert (few["status"], few["value"], few["numerator"], few["denominator"]) == ("too_few", None, None, 7.0)


@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda viewer: viewer.role)
def test_votes_stand_together_and_those_that_are_kept_back_are_not_told(
    viewer: Viewer, build: database_connection.Build
) -> None:
    """The page hides the value; the evidence below it listed its votes one row a grade, and single ballots."""
    found = evidence.source_rows(Reader(viewer, build), "S02", UnitKey("school", "S1"), "2026-01-01", "2026-12-31")
    assert found["row_number"].to_list() == [None, None] and set(found["file"]) == {"测评.xlsx"}
    assert sorted(found["amount"].to_list(), key=str) == [4.0, None]


@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda viewer: viewer.role)
def test_what_the_models_keep_back_of_a_survey_is_told_to_nobody(
    viewer: Viewer, build: database_connection.Build
) -> None:
    """Discipline is open to the 纪检专员; what too few said of somebody is not. Nor is how many of a class voted."""
    with duckdb.connect(build.path) as connection:
        for part, status, votes, hidden in (
            ("教师", "too_few", 3, True), ("家长", "met", 41, True), ("群众", "met", 60, False),
        ):  # fmt: skip
            connection.execute(
                """insert into marts.indicator_value by name select * replace (? as breakdown, ? as status,
                    ? as denominator, 91 as value, ? as is_suppressed)
                from marts.indicator_value where indicator_code = 'S02' and unit_id = 'B1' and year = 2026
                and breakdown is null and period_type = 'year'""",
                [part, status, votes, hidden],
            )
    rows = values.parts(Reader(viewer, build), "S02", UnitKey("branch", "B1"), 2026).to_dicts()
    told = {row["breakdown"]: (row["value"], row["numerator"], row["denominator"], row["is_hidden"]) for row in rows}
    assert told["教师"] == told["家长"] == (None, None, None, True)
    assert told["群众"] == (91.0, 640.0, 60.0, False)
