"""进度预测 as people read it: what will be missed, how sure that is, and nothing of a year that is over."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import polars as pl
import pytest

from dashboards.database.connection import published_build
from dashboards.database.reader import Reader
from dashboards.pages.forecast import charts, queries, tables, wording
from dashboards.shared.labels import OUTCOMES, TESTED
from dashboards.shared.viewer import ADMIN, BRANCH, Viewer
from tests.dashboards.fixtures.forecast import METHODS, SHORT, outcome_of
from tests.dashboards.fixtures.warehouse import BRANCHES
from tests.dashboards.login import opened
from tests.dashboards.reading import table_of, words

CHIEF = Viewer(ADMIN, "district", "D1")


def test_the_first_sentence_says_how_many_of_how_many_will_be_missed(home: Path) -> None:
    said = words(opened("forecast"))
    assert "7 个支部、4 项指标，共 28 项次" in said
    assert "到年底 **4 项次不达标**（已不可能达标 2，还来得及 2），涉及 3 个支部" in said
    assert "可达标 23 项次（已确定 1），尚难判断 1 项次" in said


def test_the_list_holds_what_falls_short_until_another_outcome_is_asked_for(home: Path) -> None:
    """The numbers are the mart's; what can still be turned stands before what cannot."""
    rows = table_of(opened("forecast"), "照此到年底", "最好可到")
    assert rows["预测"].to_list() == ["▲ 按目前进度将不达标"] * 2 + ["● 已不可能达标"] * 2
    assert set(rows["还要做"]) == {"再有 3 名党员学时达标", "分母不再变时还差 3 人次", "今后各期一次不缺，共 3 次"}
    assert set(rows["期限"]) == {"2026年12月31日"}
    assert table_of(opened("forecast", outcome="all"), "照此到年底").height == len(METHODS) * len(BRANCHES)
    alone = table_of(opened("forecast", outcome="undecided"), "照此到年底")
    assert alone["难判断的原因"].to_list() == ["一年一次的事项，进度看不出结果"]
    assert table_of(opened("forecast", of="O05", outcome="certain"), "照此到年底")["照此到年底"].to_list() == ["100.0%"]


def test_the_counts_of_the_chart_are_the_marts(home: Path) -> None:
    counts = table_of(opened("forecast"), "指标", "单位数", OUTCOMES["impossible"].word)
    for outcome, style in OUTCOMES.items():
        expected = sum(outcome_of(code, unit) == outcome for code in METHODS for unit in BRANCHES)
        assert counts[style.word].sum() == expected, outcome


def test_a_year_that_is_over_is_not_forecast_but_tests_the_forecast(home: Path) -> None:
    app = opened("forecast", year="2025")
    said = words(app)
    assert "2025年已经结束，不再预测" in said
    assert "按目前进度将不达标的" not in said
    assert not [table for table in app.dataframe if "照此到年底" in table.value.columns]
    assert "这种预测有多准" in said


def test_the_page_says_how_often_june_september_and_october_were_right(home: Path) -> None:
    said = words(opened("forecast"))
    assert "6月底作的 40 次预测，年底看说对 30 次（**75.0%**）" in said
    assert "9月底作的 40 次预测，年底看说对 36 次（**90.0%**）" in said
    assert "10月底作的 40 次预测，年底看说对 38 次（**95.0%**）" in said
    assert "6月底说可达标的 24 次里，有 8 次后来松了下来" in said
    tests = table_of(opened("forecast"), "年度", "预测时点", "说对了")
    assert tests.height == 9
    assert tests.filter(pl.col("年度") == "各年合计")["说对了"].to_list() == [30, 36, 38]
    assert "用全区支部2024–2025年的台账检验（“主题党日按月开展率”）" in words(opened("forecast", of="O05"))


def test_the_method_of_every_indicator_stands_in_words_or_why_there_is_none(home: Path) -> None:
    said = words(opened("forecast"))
    assert "一年过去满 3 个整月才作预测" in said
    assert re.search(r"\*\*不作预测\*\*：补报后会变。\S*（[^）]*台账按期报送率", said)
    assert all(style.label in said for style in OUTCOMES.values())


def test_a_branch_sees_its_own_forecasts_only(home: Path) -> None:
    build = published_build(home)
    assert build is not None
    rows = queries.forecast_rows(Reader(Viewer(BRANCH, "branch", "B2"), build), 2026, "branch")
    assert set(rows["unit_id"]) == {"B2"}
    assert queries.forecast_rows(Reader(Viewer("", "", ""), build), 2026, "branch").is_empty()
    of_area = queries.forecast_rows(Reader(CHIEF, build), 2026, "branch", area="A2")
    assert of_area["unit_id"].unique().sort().to_list() == ["B4", "B5", "B6"]


def test_without_a_closed_year_the_page_says_that_nothing_is_tested() -> None:
    """A new home has no past; 0 % right would be false."""
    empty = pl.DataFrame(schema={"tested_month": pl.Int64, "year": pl.Int64, "made": pl.Int64, "promised": pl.Int64})
    assert wording.describe_tests("branch", empty, None).startswith("还没有已结束的年度可供检验")
    assert wording.describe_fallibility(empty) == ""
    none = pl.DataFrame(schema={"units": pl.Int64, **dict.fromkeys(OUTCOMES, pl.Int64)})
    assert "没有可以预测的指标" in wording.describe_counts(2026, "branch", dt.date(2026, 1, 5), none, (0, 0))


@pytest.mark.parametrize("needed", [None, 0.0])
def test_nothing_to_do_is_a_dash_and_what_is_lost_says_so(needed: float | None, home: Path) -> None:
    build = published_build(home)
    assert build is not None
    rows = queries.forecast_rows(Reader(CHIEF, build), 2026, "branch", outcome="short")
    idle = rows.with_columns(needed=pl.lit(needed, dtype=pl.Float64))
    assert tables.rows(idle)["还要做"].unique().to_list() == ["—"]
    lost = rows.with_columns(forecast_method=pl.lit("stands"), outcome=pl.lit("impossible"))
    assert tables.rows(lost)["还要做"].unique().to_list() == ["已无法补"]


def test_figures_draw_every_count_with_its_word(home: Path) -> None:
    build = published_build(home)
    assert build is not None
    drawn = charts.outcomes(queries.forecast_counts(Reader(CHIEF, build), 2026, "branch"))
    assert {bar.name for bar in drawn.data} == {style.label for style in OUTCOMES.values()}
    assert sum(value for bar in drawn.data for value in bar.x) == len(METHODS) * len(BRANCHES)
    tested = charts.tests(tables.by_month(queries.forecast_tests(Reader(CHIEF, build), "branch")))
    assert {bar.name: list(bar.x) for bar in tested.data}[TESTED["was_right"].label] == [30, 36, 38]
    assert len(SHORT) == sum(sum(bar.x) for bar in drawn.data[:2])
