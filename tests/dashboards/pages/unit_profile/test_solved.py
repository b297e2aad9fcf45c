"""谁解决过: who found the way out of what a unit falls short of; names and words inside the scope, else a count."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from dashboards.database.connection import Build, published_build
from dashboards.database.peers import solved
from dashboards.database.reader import Reader
from dashboards.pages.unit_profile import tables
from dashboards.pages.unit_profile.wording import describe_solved
from dashboards.shared.unit import UnitKey
from dashboards.shared.viewer import ADMIN, BRANCH, Viewer
from tests.dashboards.fixtures.warehouse import BUILD_ID

FOURTH = UnitKey("branch", "B4")
_SOLVED = """
    update marts.indicator_value set judgement = 'short', status = 'not_met', value = 50.0
    where indicator_code = 'O05' and unit_id = 'B3' and year = 2025 and period_type = 'year' and breakdown is null
"""
_MEASURE = """
    insert into marts.problem (problem_id, org_code, year, category, action, raised_on)
    values ('p-solved', 'B3', 2025, '组织生活', '每月第一周排定主题党日', date '2025-05-01'),
        ('p-other', 'B3', 2025, '学习培训', '补学时', date '2025-05-01')
"""


@pytest.fixture
def one_solved(own_home: Path) -> Build:
    """Return a build in which B3 fell short of O05 in 2025 and keeps it in 2026, as B4 of the same 学段 does not."""
    with duckdb.connect(str(own_home / "warehouse" / f"{BUILD_ID}.duckdb")) as connection:
        connection.execute(_SOLVED)
        connection.execute(_MEASURE)
    found = published_build(own_home)
    assert found is not None
    return found


def test_who_solved_it_is_named_with_what_the_measures_of_that_kind_said(one_solved: Build) -> None:
    found = solved(Reader(Viewer(ADMIN, "district", "D1"), one_solved), FOURTH, 2026).filter(indicator_code="O05")
    assert found.select("unit_id", "actions").rows() == [("B3", "每月第一周排定主题党日")]
    assert tables.solved(found)["整改台账里写的措施"].to_list() == ["每月第一周排定主题党日"]
    assert "主题党日按月开展率 1 个" in describe_solved(2026, found)


def test_outside_the_viewers_scope_there_is_a_count_and_nothing_else(one_solved: Build) -> None:
    """The words of another school's 整改 are that school's."""
    found = solved(Reader(Viewer(BRANCH, "branch", "B4"), one_solved), FOURTH, 2026).filter(indicator_code="O05")
    assert found.height == 1
    assert not any(found.row(0, named=True)[name] for name in ("unit_id", "unit_name", "value", "actions"))
    assert tables.solved(found).is_empty()
    assert "其中 1 处不在查看范围内，只计数" in describe_solved(2026, found)


def test_of_a_unit_that_is_not_the_viewers_nothing_is_told(one_solved: Build) -> None:
    assert solved(Reader(Viewer(BRANCH, "branch", "B2"), one_solved), FOURTH, 2026).is_empty()
