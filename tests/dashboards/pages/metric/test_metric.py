"""指标页: the definition whole, the spread as the mart has it, and of a confidential indicator no unit for others."""

from __future__ import annotations

import re
import statistics
from pathlib import Path

import polars as pl
import pytest

from dashboards.charts.stage_dots import stage_dots
from dashboards.database import values as database_values
from dashboards.database.connection import Build
from dashboards.database.reader import Reader
from dashboards.pages.metric.queries import exempt_members, feeding_ledger
from dashboards.pages.metric.wording import describe_exempt, describe_lifecycle
from dashboards.shared.stages import describe_stages, stage_table
from dashboards.shared.viewer import ADMIN, AREA, BRANCH, DISCIPLINE, ROLE_ADDRESS, SCHOOL, Viewer
from tests.dashboards.login import opened
from tests.dashboards.reading import table_of, words

CHIEF = Viewer(ADMIN, "district", "D1")
CLERK = Viewer(DISCIPLINE, "district", "D1")


def test_each_stage_counts_and_spreads_as_its_units_do(build: Build) -> None:
    for code, level in (("O05", "branch"), ("O09", "branch"), ("L05", "school")):
        units = database_values.across(Reader(CHIEF, build), code, level, "year", "2025-01-01").to_dicts()
        for row in database_values.by_stage(Reader(CHIEF, build), code, level, "year", "2025-01-01").to_dicts():
            mine = [one for one in units if one["stage"] == row["stage"]]
            values = [one["value"] for one in mine if one["value"] is not None]
            assert row["units"] == len(mine) and row["known"] == len(values)
            assert row["met"] == sum(one["status"] == "met" for one in mine)
            assert row["short"] == sum(one["status"] == "not_met" for one in mine)
            assert row["silent"] == sum(one["status"] == "not_reported" for one in mine)
            if values:
                assert row["middle"] == pytest.approx(statistics.median(values))
                assert (row["lowest"], row["highest"]) == (min(values), max(values))


def test_the_words_and_the_table_say_what_the_dots_show(build: Build) -> None:
    stages = database_values.by_stage(Reader(CHIEF, build), "O05", "branch", "year", "2025-01-01")
    said = describe_stages("2025年", "branch", stages)
    assert said.startswith("2025年 6 个支部有数值（另有 1 个未报送）")
    table = stage_table(stages)
    assert table["有数值"].sum() == 6
    units = database_values.across(Reader(CHIEF, build), "O05", "branch", "year", "2025-01-01")
    drawn = stage_dots(units, stages)
    dots = [trace for trace in drawn.data if trace.mode == "markers" and trace.name != "各学段中位数"]
    assert sum(len(trace.x) for trace in dots) == 6
    assert all(-0.5 < y - round(y) < 0.5 for trace in dots for y in trace.y), "a dot never leaves its band"


def test_many_equal_values_stay_inside_their_band(build: Build) -> None:
    units = database_values.across(Reader(CHIEF, build), "O05", "branch", "year", "2025-01-01").filter(
        pl.col("value").is_not_null()
    )
    crowd = pl.concat([units.head(1)] * 400)
    stages = database_values.by_stage(Reader(CHIEF, build), "O05", "branch", "year", "2025-01-01")
    drawn = stage_dots(crowd, stages.filter(pl.col("stage") == crowd["stage"][0]))
    heights = [y for trace in drawn.data if trace.hovertext for y in trace.y]
    assert max(heights) - min(heights) < 0.8


def test_no_value_gives_an_empty_figure_and_a_sentence(build: Build) -> None:
    stages = database_values.by_stage(Reader(CHIEF, build), "O05", "branch", "year", "1999-01-01")
    assert stages.is_empty()
    assert "没有可看的" in describe_stages("1999年", "branch", stages)
    assert not stage_dots(
        database_values.across(Reader(CHIEF, build), "O05", "branch", "year", "1999-01-01"), stages
    ).data


def test_the_page_says_what_why_and_on_whose_word(home: Path) -> None:
    read = words(opened("metric", indicator="O09", year="2026"))
    asked = "为什么看 分子 分母 不计入 方向 最小样本 依据原文 起草 复核 正式：口径已核对 供数台账 组织生活活动台账"
    for said in asked.split():
        assert said in read, said
    assert "不低于90% → 不低于95%" in re.sub(r"\\(.)", r"\1", read), "what was changed, and what it did"
    assert "2 个支部状态改变" in read
    assert "换届" in read and "口径修订" in read


def test_the_life_of_an_indicator_is_told_in_words() -> None:
    for state in ("试行", "正式", "停用"):
        assert describe_lifecycle({"lifecycle": state}).startswith(f"{state}：")
    assert "没有登记" in describe_lifecycle({"lifecycle": None})


@pytest.mark.parametrize("role", [role for role in ROLE_ADDRESS if role != "discipline"])
def test_a_confidential_indicator_shows_no_unit_to_others(role: str, home: Path, build: Build) -> None:
    """D01 is offered to the district and areas with its suppressed totals; below, not even its name."""
    app = opened("metric", indicator="D01", year="2025", role=role)
    assert not app.exception
    assert not re.search(r"\b[26] 人(?!次)", words(app))
    box = next(box for box in app.selectbox if box.label == "指标")
    assert (box.value == "D01") == (role in ("admin", "district", "area"))


def test_the_clerk_sees_the_spread_of_discipline_and_others_none(build: Build) -> None:
    assert database_values.by_stage(Reader(CLERK, build), "D01", "branch", "year", "2025-01-01")["known"].sum() == 7
    for viewer in (CHIEF, Viewer(SCHOOL, "school", "S2"), Viewer(BRANCH, "branch", "B2")):
        assert database_values.by_stage(Reader(viewer, build), "D01", "branch", "year", "2025-01-01").is_empty()
        assert database_values.by_stage(Reader(viewer, build), "D01", "area", "year", "2025-01-01").is_empty(), (
            "hidden areas are left out, not counted as 0"
        )


def test_a_threshold_is_tried_where_the_viewer_may_and_kept_in_the_address(home: Path) -> None:
    app = opened("metric", indicator="O09", year="2026", **{"try": "50"})
    assert "试算“党员参学率不低于50" in re.sub(r"\\(.)", r"\1", words(app))
    way = next(link for link in app.page_link if "看哪些单位会改变状态" in link.value)
    assert "try=50" in way.proto.query_string
    assert "标准改一改会怎样" not in words(opened("metric", indicator="O09", role="branch"))


def test_the_ledger_is_named_by_its_title_with_who_fills_it_in_before_any_file_came(build: Build) -> None:
    assert feeding_ledger(Reader(CHIEF, build), "O05") == ("组织生活活动台账", "各党支部组织委员")
    assert feeding_ledger(Reader(CHIEF, build), "S02") == ("满意度与民主测评", "组织测评的单位")


def test_the_definition_leads_to_the_page_of_the_indicator(home: Path) -> None:
    app = opened("compare", indicator="O05", year="2025")
    way = [link for link in app.page_link if "看这项指标的页面" in link.value]
    assert way and "indicator=O05" in way[0].proto.query_string


def test_who_owes_nothing_is_shown_with_the_number_and_for_what(home: Path) -> None:
    """Members who are in no denominator and on no page could be hidden there."""
    read = words(opened("metric", indicator="L05", year="2025"))
    assert "另有4名党员没有计入应计人数（流动1名、重病3名）" in read
    listed = table_of(opened("metric", indicator="L05", year="2025", level="school"), "情形")
    assert listed.rows() == [("第二中学", "流动", 1), ("第二中学", "重病", 3)]
    assert "没有计入应计人数" not in words(opened("metric", indicator="L05", year="2026"))
    assert "没有计入应计人数" not in words(opened("metric", indicator="O05", year="2025"))


def test_a_role_that_sees_no_members_is_told_how_many_and_not_who_is_ill(build: Build) -> None:
    area = Reader(Viewer(AREA, "area", "A1"), build)
    found = exempt_members(area, "L05", 2025, "branch")
    assert sorted(found.select("unit_id", "exemption", "members").iter_rows()) == [
        ("A1", "不分情形", 4), ("B2", "不分情形", 4),
    ]  # fmt: skip
    assert "（" not in describe_exempt("东片区", 2025, {"不分情形": 4})
    other = Viewer(SCHOOL, "school", "S1")
    assert exempt_members(Reader(other, build), "L05", 2025, "branch").is_empty()
