"""Organisations that end, move or get a parent late: each of these once lost rows, or stopped the build."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from ingest.run import ingest
from ingest.store import Store
from pipeline.build import build
from pipeline.query import open_published

AS_OF = date(2026, 2, 28)
SCHOOLS = """学校代码,学校名称,学段,所属片区
2100000001,东山小学,小学,东片区
3100000002,西河中学,初中,西片区
"""
ORGANISATIONS = """党组织代码,党组织名称,组织类别,上级党组织,关联学校,成立日期,撤销日期
01,云岭区委教育工委,区委教育工委,,,,
0101,东片区党委,片区党委,01,,,
0102,西片区党委,片区党委,01,,,
010101,东山小学第一党支部,党支部,0101,2100000001,,2025-05-31
010102,东山小学党总支,党总支,0101,2100000001,2025-09-01,
010103,东山小学第二党支部,党支部,010102,,,
010201,西河中学党委,党委,0102,3100000002,,
010202,西河中学高中部党总支,党总支,010201,,,
010203,西河中学第一党支部,党支部,010202,,,
"""
EVENTS = """变动日期,变动类型,党组织代码,变动前,变动后
2025-07-01,划转,010203,010201,010202
"""
SURVEYS = """测评名称,测评类型,测评日期,党组织,评议人类别,评议项目,评价等次,票数
2025年党建测评,党建满意度,2025-11-20,010203,教师,总体,满意,20
"""
RETURNS = """测评名称,党组织,发放数,收回数,有效数
2025年党建测评,010101,30,25,25
2025年党建测评,010203,30,25,20
"""
PROBLEMS = """问题编号,党组织,问题来源,问题类别,问题描述,提出日期,整改期限,完成日期
甲1,010203,自查,作风纪律,记录不全,2025-10-14,2026-01-12,2026-01-10
甲2,010101,自查,作风纪律,记录不全,2025-04-01,2025-08-01,2025-07-01
"""


def activities() -> str:
    rows = ["党组织,活动日期,活动类型,活动主题"]
    for branch in ("010103", "010203"):
        rows += [f"{branch},2025-{month:02}-05,主题党日,第{month}次主题党日" for month in range(1, 13)]
    return "\n".join([*rows, "010101,2025-01-06,主题党日,新年第一次"]) + "\n"


@pytest.fixture(scope="module")
def marts(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    folder, home = tmp_path_factory.mktemp("台账"), tmp_path_factory.mktemp("home")
    files = {
        "学校": SCHOOLS, "党组织": ORGANISATIONS, "变动": EVENTS, "测评": SURVEYS, "回收": RETURNS, "问题": PROBLEMS,
        "活动": activities(),
    }  # fmt: skip
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    receipts = [one.to_json() for one in ingest([folder], Store(home), AS_OF, received_by="测试")]
    assert not [one for one in receipts if one["returned"] or one["refused"]], receipts
    build(home, AS_OF)
    return open_published(home / "warehouse")


def parts(marts: duckdb.DuckDBPyConnection, code: str, unit: str, period_type: str, start: str) -> tuple[float, float]:
    found = marts.execute(
        "select numerator, denominator from indicator_value "
        "where indicator_code = ? and unit_id = ? and period_type = ? and period_start = ? and breakdown is null",
        [code, unit, period_type, date.fromisoformat(start)],
    ).fetchall()
    assert len(found) == 1
    return found[0]


def test_forms_returned_after_a_branch_was_dissolved_count_where_it_was(marts: duckdb.DuckDBPyConnection) -> None:
    """The survey of that name is of November; the branch ended in May. The build of the whole district used to fail."""
    assert parts(marts, "S06", "01", "year", "2025-01-01") == (45, 60)
    assert parts(marts, "S06", "2100000001", "year", "2025-01-01") == (25, 30)


def test_a_problem_due_after_its_branch_was_dissolved_is_still_the_districts(marts: duckdb.DuckDBPyConnection) -> None:
    assert parts(marts, "R05", "01", "month", "2025-08-01") == (1, 1)
    assert parts(marts, "R05", "0101", "year", "2025-01-01") == (1, 1)


def test_a_problem_raised_in_autumn_and_due_in_january_counts_in_the_semester(marts: duckdb.DuckDBPyConnection) -> None:
    """No problem fell due in 2025, which once made the semester that begins in August 2025 unreported."""
    assert parts(marts, "R05", "010203", "month", "2026-01-01") == (1, 1)
    assert parts(marts, "R05", "010203", "semester", "2025-08-01") == (1, 1)


def test_a_branch_is_in_its_school_also_before_its_parent_was_founded(marts: duckdb.DuckDBPyConnection) -> None:
    """The 党总支 is of September; the school has its twelve meetings and one of five of the dissolved branch."""
    assert parts(marts, "O05", "010103", "year", "2025-01-01") == (12, 12)
    assert parts(marts, "O05", "2100000001", "year", "2025-01-01") == (13, 17)
    assert parts(marts, "O05", "0101", "year", "2025-01-01") == (13, 17)


def test_a_branch_that_moves_one_level_down_stays_in_its_school(marts: duckdb.DuckDBPyConnection) -> None:
    for quarter in ("2025-01-01", "2025-04-01", "2025-07-01", "2025-10-01"):
        assert parts(marts, "O05", "3100000002", "quarter", quarter) == (3, 3)


def test_the_rows_behind_a_number_are_listed_also_when_dated_after_the_branch_ended(
    marts: duckdb.DuckDBPyConnection,
) -> None:
    """Counting a row and not showing it would leave a number that cannot be unfolded."""
    rows = marts.execute(
        "select count(*) from source_row as landed inner join unit_organisation as unit "
        "on landed.org_code = unit.org_code and landed.row_date between unit.valid_from and unit.valid_to "
        "where landed.indicator_code = 'S06' and landed.side = 'denominator' and unit.unit_id = '01'"
    ).fetchall()
    assert rows == [(2,)]
