"""The register of what was told of discipline: kept twice, the later counts, and its loss is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from pipeline.doctor.told import register
from pipeline.warehouse.publish import point_at
from pipeline.warehouse.told_register import COPY, TOLD, keep, told_before

FIRST, SECOND = "20260201T080000-0000001", "20260301T080000-0000002"


def _publish(home: Path, build_id: str, number: float) -> None:
    warehouse = home / "warehouse"
    warehouse.mkdir(parents=True, exist_ok=True)
    row = ["D01", "district", "Q", 2025, None, number, None, number, "no_standard", 1.5, 9.25, 1.0, 12.0, False]
    told = pl.DataFrame([[*row, build_id, date(2026, 2, 1)]], schema=TOLD, orient="row").to_arrow()
    with duckdb.connect(str(warehouse / f"{build_id}.duckdb")) as connection:
        connection.register("told", told)
        connection.execute("create schema marts")
        connection.execute("create table marts.told_discipline as select * from told")
    point_at(warehouse, build_id)


def _number(home: Path) -> float:
    told, is_lost = told_before(home)
    assert not is_lost
    return float(told["numerator"].item())


def test_a_new_home_has_told_nothing_and_lost_nothing(tmp_path: Path) -> None:
    told, is_lost = told_before(tmp_path)
    assert (told.height, is_lost, list(register(tmp_path))) == (0, False, [])


def test_the_copy_says_the_same_as_the_build(tmp_path: Path) -> None:
    _publish(tmp_path, FIRST, 8)
    before = told_before(tmp_path)[0]
    keep(tmp_path)
    (tmp_path / "warehouse" / f"{FIRST}.duckdb").unlink()
    assert told_before(tmp_path)[0].equals(before)


def test_a_build_killed_before_its_copy_was_written_counts_all_the_same(tmp_path: Path) -> None:
    _publish(tmp_path, FIRST, 8)
    keep(tmp_path)
    _publish(tmp_path, SECOND, 13)
    assert _number(tmp_path) == 13
    assert [one.is_well for one in register(tmp_path)] == [False]
    keep(tmp_path)
    assert [one.is_well for one in register(tmp_path)] == [True]


def test_a_home_that_is_set_back_to_an_older_build_still_knows_what_was_told(tmp_path: Path) -> None:
    """Doctor takes an older build where the newest one cannot be read."""
    _publish(tmp_path, FIRST, 8)
    _publish(tmp_path, SECOND, 13)
    keep(tmp_path)
    point_at(tmp_path / "warehouse", FIRST)
    assert _number(tmp_path) == 13


def test_both_lost_is_known_and_told(tmp_path: Path) -> None:
    """Else the next build would tell the years anew, and the two could be subtracted."""
    _publish(tmp_path, FIRST, 8)
    (tmp_path / COPY).write_text("{", encoding="utf-8")
    (tmp_path / "warehouse" / f"{FIRST}.duckdb").write_bytes(b"")
    assert told_before(tmp_path)[1]
    assert ["不知道公布过哪些数" in one.found for one in register(tmp_path)] == [True]
