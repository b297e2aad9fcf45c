"""Discipline as it was told: all but 纪检 read the register, whatever the warehouse counts by now."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from dashboards.database import values
from dashboards.database.connection import Build, published_build
from dashboards.database.reader import Reader
from dashboards.shared.viewer import ADMIN, DISCIPLINE, DISTRICT, Viewer
from tests.dashboards.fixtures.warehouse import write_warehouse

OTHERS, CLERK = [Viewer(role, "district", "D1") for role in (ADMIN, DISTRICT)], Viewer(DISCIPLINE, "district", "D1")


@pytest.fixture
def corrected(tmp_path: Path) -> Build:
    """A home where seven of 2024 were told, and three more came in late; of 2025 nothing was told yet."""
    with duckdb.connect(str(write_warehouse(tmp_path))) as connection:
        connection.execute(
            """update marts.indicator_value set numerator = 10, value = 10, children_due = 3
            where indicator_code = 'D01' and year = 2024 and unit_level = 'district'"""
        )
        connection.execute("delete from marts.told_discipline where year = 2025")
    build = published_build(tmp_path)
    assert build is not None
    return build


def _read(viewer: Viewer, build: Build, year: int) -> tuple[object, ...]:
    (row,) = values.across(Reader(viewer, build), "D01", "district", "year", f"{year}-01-01").to_dicts()
    return row["numerator"], row["value"], row["children_due"], row["status"]


@pytest.mark.parametrize("viewer", OTHERS)
def test_a_correction_is_not_told_before_the_register_says_so(corrected: Build, viewer: Viewer) -> None:
    """Else the two builds subtracted tell of three persons."""
    assert _read(viewer, corrected, 2024)[:3] == (7, 7, None)


@pytest.mark.parametrize("viewer", OTHERS)
def test_a_year_that_is_not_in_the_register_is_hidden(corrected: Build, viewer: Viewer) -> None:
    assert _read(viewer, corrected, 2025) == (None, None, None, "suppressed")


def test_the_discipline_clerk_is_told_exactly_and_at_once(corrected: Build) -> None:
    assert _read(CLERK, corrected, 2024)[:2] == (10, 10)
    assert _read(CLERK, corrected, 2025)[:2] == (8, 8)
