"""一数一源: the rows behind a number, and which file gave which of their columns."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import polars as pl
import pytest

from dashboards.database import connection as database_connection
from dashboards.database import evidence
from dashboards.database.reader import Reader
from dashboards.shared.unit import UnitKey
from dashboards.widgets.evidence_table import evidence as evidence_table
from tests.dashboards.database.test_scope import BRANCH, CLERK, DISTRICT, ROLES

ALL_OF_2026 = ("2026-01-01", "2026-12-31")
ELSEWHERE = "主持人：更旧.csv，更旧第 3 行；实到人数、应到人数：旧台账.xlsx，1月第 9 行"


@pytest.fixture
def build(published_home: Path, tmp_path: Path) -> database_connection.Build:
    """The meeting of January of B2 came again in a file that lacks three columns; so did a case of discipline."""
    shutil.copytree(published_home / "warehouse", tmp_path / "warehouse")
    found = database_connection.published_build(tmp_path)
    assert found is not None
    with duckdb.connect(found.path) as connection:
        line = ("B000001-activity", "1月", 4)
        for header, *giver in (
            ("应到人数", "B000000-activity", "旧台账.xlsx", "1月", 9),
            ("实到人数", "B000000-activity", "旧台账.xlsx", "1月", 9),
            ("主持人", "B000000-activity", "更旧.csv", "更旧", 3),
        ):
            connection.execute(
                "insert into marts.column_source values (?, ?, ?, ?, ?, ?, ?, ?)", [*line, header, *giver]
            )
        connection.execute(
            "insert into marts.column_source values "
            "('B000003-discipline', '明细', 2, '处理种类', 'B000000-discipline', '旧纪律.xlsx', '明细', 7)"
        )
    return found


def test_a_row_says_which_columns_older_files_gave(build: database_connection.Build) -> None:
    """The live row is the newest value column by column, and the page named the newest file alone."""
    found = evidence.source_rows(Reader(ROLES[DISTRICT], build), "O05", UnitKey("branch", "B2"), *ALL_OF_2026)
    told = {row["行"]: row["沿用以前文件的列"] for row in evidence_table(found).to_dicts()}
    assert told.pop(4) == ELSEWHERE and set(told.values()) == {"—"}


def test_a_table_whose_rows_came_whole_has_no_column_about_it(build: database_connection.Build) -> None:
    found = evidence.source_rows(Reader(ROLES[DISTRICT], build), "O05", UnitKey("branch", "B1"), *ALL_OF_2026)
    found = found.filter(pl.col("columns_elsewhere").is_null())
    assert not found.is_empty() and "沿用以前文件的列" not in evidence_table(found).columns


@pytest.mark.parametrize("role", [DISTRICT, BRANCH])
def test_the_files_behind_a_case_are_named_to_the_discipline_clerk_alone(
    role: str, build: database_connection.Build
) -> None:
    unit, year = UnitKey("branch", "B2"), ("2025-01-01", "2025-12-31")
    assert evidence.source_rows(Reader(ROLES[role], build), "D01", unit, *year).is_empty()
    told = evidence.source_rows(Reader(CLERK, build), "D01", unit, *year)["columns_elsewhere"].drop_nulls()
    assert told.to_list() == ["处理种类：旧纪律.xlsx，明细第 7 行"]
