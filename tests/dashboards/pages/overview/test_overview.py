"""总览: what is in doubt is listed with its reason, and a change is told only where two years can be held together."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl
import pytest

from dashboards.database import connection as database_connection
from dashboards.database import values
from dashboards.database.connection import Build
from dashboards.database.reader import Reader
from dashboards.pages.overview.change_queries import year_on_year
from dashboards.pages.overview.data_quality_queries import doubtful
from dashboards.shared.unit import UnitKey
from dashboards.shared.viewer import ADMIN, AREA, DISCIPLINE, Viewer
from dashboards.widgets.change_wording import REASONS, describe_change
from tests.dashboards.fixtures.warehouse import write_warehouse
from tests.dashboards.login import opened
from tests.dashboards.reading import words

CHIEF = Viewer(ADMIN, "district", "D1")
CLERK = Viewer(DISCIPLINE, "district", "D1")


def changes(reader: Reader, unit: UnitKey, period: str, start: str) -> dict[str, dict[str, object]]:
    return {row["indicator_code"]: row for row in year_on_year(reader, unit, period, start).to_dicts()}


def test_only_flagged_units_are_in_doubt_the_most_flagged_first(build: Build) -> None:
    """Every small branch stood there for its small samples, and the few rows to look at were lost among them."""
    found = doubtful(Reader(CLERK, build), 2026, limit=100)
    assert {row[0]: row[1:] for row in found.select("unit_id", "flagged", "labels").rows()} == {
        "B4": (2, "同日两处、节假日开会"), "S2": (1, "同日两处"), "B2": (1, "内容雷同"), "B3": (1, "内容雷同"),
    }  # fmt: skip
    assert found["unit_id"][0] == "B4"
    others = doubtful(Reader(CHIEF, build), 2026, limit=100).filter(pl.col("unit_id") == "B4")
    assert others.select("flagged", "labels").rows() == [(1, "节假日开会")]  # the other is of the discipline ledger
    assert found["total"][0] == found.height


def test_doubts_stay_in_their_year_their_area_and_their_viewers_reach(build: Build) -> None:
    assert doubtful(Reader(CHIEF, build), 2025, limit=100).is_empty()
    assert set(doubtful(Reader(CHIEF, build), 2026, "A2", limit=100)["unit_id"]) <= {"B4", "B5", "B6", "S3", "S4"}
    own = doubtful(Reader(Viewer(AREA, "area", "A1"), build), 2026, limit=100)
    assert "B4" not in own["unit_id"].to_list()
    area = doubtful(Reader(Viewer(AREA, "area", "A2"), build), 2026, limit=100).filter(pl.col("unit_id") == "B4")
    assert area["flagged"].to_list() == [1], "the flag on the discipline ledger stays with those who handle it"


def test_the_third_list_names_the_checks(home: Path) -> None:
    read = words(opened("overview", year="2026"))
    assert "数据存疑" in read
    assert "需核实 1 行：内容雷同" in read
    assert "样本不足 1 项指标" not in read


def test_a_change_is_the_difference_of_two_closed_values(build: Build) -> None:
    reader, unit = Reader(CHIEF, build), UnitKey("branch", "B4")
    now, past = (
        {row["indicator_code"]: row for row in values.standing(reader, unit, "month", f"{year}-05-01").to_dicts()}
        for year in (2026, 2025)
    )
    found = changes(Reader(CHIEF, build), UnitKey("branch", "B4"), "month", "2026-05-01")
    assert set(found) == set(now)
    assert found["O05"]["change"] == pytest.approx(now["O05"]["value"] - past["O05"]["value"]) == -100
    assert found["O05"]["course"] == "worse"
    year = changes(Reader(CHIEF, build), UnitKey("branch", "B4"), "year", "2025-01-01")
    assert (year["O05"]["change"], year["O05"]["course"]) == (0.0, "same")
    assert describe_change(year["O05"]) == "比去年 :gray[→ 持平]"


def test_the_first_year_has_nothing_to_be_held_against(build: Build) -> None:
    found = changes(Reader(CHIEF, build), UnitKey("district", "D1"), "year", "2024-01-01")
    assert {row["reason"] for row in found.values()} <= {"no_value_before", "hidden", "no_value"}
    assert all(row["change"] is None for row in found.values())


def test_a_year_that_is_not_over_is_held_against_the_same_day_of_the_last_one_or_not_at_all(build: Build) -> None:
    """In June every yearly task would look as if it had got worse."""
    found = changes(Reader(CHIEF, build), UnitKey("district", "D1"), "year", "2026-01-01")
    for code in ("L03", "L05", "S02", "V09", "O01"):
        assert found[code]["reason"] == "open", code
    assert found["O05"]["change"] is not None
    assert describe_change(found["O05"]).startswith("比去年同日 ")


def test_not_reported_is_no_fall_to_zero(build: Build) -> None:
    found = changes(Reader(CHIEF, build), UnitKey("branch", "B6"), "year", "2025-01-01")
    assert (found["O05"]["reason"], found["O05"]["change"]) == ("no_value", None)


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_hidden_count_has_no_change_either(year: int, build: Build) -> None:
    """The change and last year's number would give this year's away."""
    for level, unit in (("area", "A1"), ("area", "A2")):
        row = changes(Reader(CHIEF, build), UnitKey(level, unit), "year", f"{year}-01-01")["D01"]
        assert (row["reason"], row["change"], row["course"]) == ("hidden", None, None)
    assert "D01" not in changes(Reader(CHIEF, build), UnitKey("branch", "B2"), "year", f"{year}-01-01")
    assert changes(Reader(CLERK, build), UnitKey("branch", "B2"), "year", "2025-01-01")["D01"]["change"] == 6


def test_another_standard_in_force_is_said_instead_of_a_change(tmp_path: Path) -> None:
    """Rates judged by different standards look alike and are not."""
    path = write_warehouse(tmp_path)
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "update marts.standard_version set valid_to = date '2024-12-31' where indicator_code = 'O09'"
        )
        connection.execute(
            "insert into marts.standard_version by name select * replace ('不低于97%' as text, "
            "date '2025-01-01' as valid_from, null as valid_to) from marts.standard_version "
            "where indicator_code = 'O09'"
        )
    build = database_connection.published_build(tmp_path)
    assert build is not None
    row = changes(Reader(CHIEF, build), UnitKey("district", "D1"), "year", "2025-01-01")["O09"]
    assert (row["reason"], row["change"]) == ("redefined", None)
    assert describe_change(row) == "比去年：口径有变，不比"
    assert changes(Reader(CHIEF, build), UnitKey("district", "D1"), "year", "2025-01-01")["O05"]["reason"] is None


def test_colour_follows_the_direction_alone_and_percentages_move_by_points() -> None:
    row = {"change": 3.2, "unit": "%", "course": "better", "is_closed": True, "reason": None, "compared_day": None}
    assert describe_change(row) == "比去年 :green[↑ 3.2 个百分点，好转]"
    assert describe_change(row | {"change": -3.2}) == "比去年 :green[↓ 3.2 个百分点，好转]", "less can be better"
    assert describe_change(row | {"change": -2.0, "unit": "场", "course": "worse"}) == "比去年 :red[↓ 2 场，变差]"
    assert describe_change(row | {"course": "moved"}) == "比去年 :gray[↑ 3.2 个百分点]", "no direction, no judgement"
    assert len(set(REASONS.values())) == len(REASONS)


def test_tiles_carry_the_change_and_the_small_heat_map_leads_to_the_whole(home: Path) -> None:
    app = opened("overview", year="2025")
    read = words(app)
    assert "比去年 " in read or "比去年：" in read
    assert any("打开热力总表" in link.value for link in app.page_link)
    assert not any("打开热力总表" in link.value for link in opened("overview", role="branch").page_link)
