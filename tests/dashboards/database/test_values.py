"""Values of many units: what needs attention first stands first."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from dashboards.database import connection as database_connection
from dashboards.database import values
from dashboards.database.reader import Reader
from dashboards.shared.viewer import ADMIN, Viewer


@pytest.mark.parametrize("direction", ["higher", "lower"])
def test_the_worst_stands_first_whichever_way_is_better(direction: str, published_home: Path, tmp_path: Path) -> None:
    """Where less is better, 学校对比 began with the best."""
    shutil.copytree(published_home / "warehouse", tmp_path / "warehouse")
    found = database_connection.published_build(tmp_path)
    assert found is not None
    with duckdb.connect(found.path) as connection:
        connection.execute("update marts.dim_indicator set direction = ? where indicator_code = 'O09'", [direction])
    reader = Reader(Viewer(ADMIN, "district", "D1"), found)
    rows = values.across(reader, "O09", "branch", "year", "2026-01-01")["value"].to_list()
    known = [value for value in rows if value is not None]
    assert len(set(known)) > 2 and rows[: len(known)] == known, "who has no value stands last"
    assert known == sorted(known, reverse=direction == "lower")
