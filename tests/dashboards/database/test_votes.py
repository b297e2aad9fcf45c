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
    """Two organisations of one school: a class too small to show in B1 (see fixture_topics), none in B7."""
    shutil.copytree(published_home / "warehouse", tmp_path / "warehouse")
    found = database_connection.published_build(tmp_path)
    assert found is not None
    with duckdb.connect(found.path) as connection:
        connection.execute(
            """update marts.indicator_value set status = 'too_few', value = null, numerator = 640, denominator = 7
            where indicator_code = 'S02' and unit_id = 'B1' and year = 2026"""
        )
        connection.execute("delete from marts.topic_survey where unit_level = 'school'")
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
def test_votes_stand_together_and_those_of_a_class_under_five_are_not_told(
    viewer: Viewer, build: database_connection.Build
) -> None:
    """The page hides the class; the evidence below it listed its votes one row a grade, and single ballots."""
    found = evidence.source_rows(Reader(viewer, build), "S02", UnitKey("school", "S1"), "2026-01-01", "2026-12-31")
    assert found["row_number"].to_list() == [None, None] and set(found["file"]) == {"测评.xlsx"}
    assert sorted(found["amount"].to_list(), key=str) == [4.0, None]


@pytest.mark.parametrize("part_of_few", ["", "教师"], ids=["the whole", "one class"])
@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda viewer: viewer.role)
def test_no_part_is_open_where_the_whole_or_one_part_has_too_few_votes(
    viewer: Viewer, part_of_few: str, build: database_connection.Build
) -> None:
    """All seven votes were of one class, whose mean stood open beside a hidden whole; 44 votes less 41 are three."""
    with duckdb.connect(build.path) as connection:
        connection.execute("update marts.indicator_value set status = 'met', value = 91 where indicator_code = 'S02'")
        for part, status, votes in (("教师", "too_few" if part_of_few else "met", 3), ("家长", "met", 41)):
            connection.execute(
                """insert into marts.indicator_value by name select * replace (? as breakdown, ? as status,
                    ? as denominator, ? as value)
                from marts.indicator_value where indicator_code = 'S02' and unit_id = 'B1' and year = 2026
                and breakdown is null and period_type = 'year'""",
                [part, status, votes, 91.0 if status == "met" else None],
            )
        if not part_of_few:
            connection.execute(
                """update marts.indicator_value set status = 'too_few', value = null
                where indicator_code = 'S02' and unit_id = 'B1' and breakdown is null"""
            )
    rows = values.parts(Reader(viewer, build), "S02", UnitKey("branch", "B1"), 2026).to_dicts()
    open_parts = {row["breakdown"] for row in rows if row["value"] is not None or row["numerator"] is not None}
    assert {"教师", "家长"} <= {row["breakdown"] for row in rows} and not open_parts
    assert next(row for row in rows if row["breakdown"] == "家长")["is_hidden"]
