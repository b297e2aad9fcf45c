"""学校对比: peers that the reader chooses, units side by side, bands through time; the address gives the same page."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from dashboards.charts.png import picture
from dashboards.database import peers, values
from dashboards.database.connection import Build
from dashboards.database.notes import known_events
from dashboards.database.reader import Reader
from dashboards.pages.compare import decile_chart, distribution_chart, funnel_chart, tables, wording
from dashboards.shared.labels import STATES
from dashboards.shared.theme import SERIES
from dashboards.shared.unit import UnitKey
from dashboards.shared.viewer import ADMIN, AREA, DISCIPLINE, SCHOOL, Viewer
from dashboards.widgets.multi_select import Picked, named
from tests.dashboards.fixtures.warehouse import BRANCHES
from tests.dashboards.login import opened
from tests.dashboards.reading import plain_words, table_of
from tests.reference.peers import place, quantile

CHIEF = Viewer(ADMIN, "district", "D1")
EAST = Viewer(AREA, "area", "A1")
SIX = ",".join(BRANCHES[:6])
YEAR = ("year", "2025-01-01")


def traces(figure: object) -> list[dict[str, object]]:
    return json.loads(figure.to_json())["data"]  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("b,a", Picked(("b", "a"))),
        ("a, b,,a", Picked(("a", "b"))),
        ("x,a,y", Picked(("a",), unknown=2)),
        ("c,b,a,d", Picked(("c", "b", "a"), too_many=1)),
        ("", Picked()),
    ],
)
def test_ids_in_the_address_are_taken_once_and_only_if_on_offer(text: str, expected: Picked) -> None:
    """An id written twice would count as two peers."""
    assert named(text, {"a": "甲", "b": "乙", "c": "丙", "d": "丁"}, 3) == expected
    assert named(expected.address, {"a": "甲", "b": "乙", "c": "丙", "d": "丁"}, 3).ids == expected.ids


@pytest.mark.parametrize("code", ["L03", "L05", "O09", "V09"])
def test_chosen_peers_are_reckoned_as_the_default_ones_are(code: str, build: Build) -> None:
    """Median, pooled value, place and judgement against the chosen, the unit itself left out."""
    rows = values.across(Reader(CHIEF, build), code, "branch", "year", "2024-01-01", peers=SIX).filter(
        pl.col("value").is_not_null()
    )
    every = rows.to_dicts()
    assert len(every) == 7
    for row in every:
        others = [other for other in every if other["unit_id"] in SIX and other["unit_id"] != row["unit_id"]]
        count, pooled, median, *_, band, comparison = place(row, others)
        assert row["peer_count"] == count == (6 if row["unit_id"] == "B7" else 5)
        assert row["peer_value"] == pytest.approx(pooled)
        assert row["peer_median"] == pytest.approx(median)
        assert (row["band"], row["comparison"]) == (band, comparison)
        assert row["shown_median"] == pytest.approx(quantile([other["value"] for other in every], 0.5))
    bands = peers.peer_bands(Reader(CHIEF, build), code, "branch", "year", SIX).filter(
        pl.col("period_start").dt.year() == 2024
    )
    chosen = [row["value"] for row in every if row["unit_id"] in SIX]
    assert bands["units"].item() == 6
    assert bands["peer_p10"].item() == pytest.approx(quantile(chosen, 0.1))
    assert bands["peer_p90"].item() == pytest.approx(quantile(chosen, 0.9))


def test_fewer_than_the_smallest_peer_group_are_compared_with_nobody(build: Build) -> None:
    """Four peers, or five of whom one is the unit itself."""
    four = values.across(Reader(CHIEF, build), "L03", "branch", *YEAR, peers="B1,B2,B3,B4")
    assert set(four["comparison"]) == {"not_compared"}
    assert four["peer_median"].is_null().all() and four["band"].is_null().all()
    assert peers.peer_bands(Reader(CHIEF, build), "L03", "branch", "year", "B1,B2,B3,B4").is_empty()
    five = values.across(Reader(CHIEF, build), "L03", "branch", *YEAR, peers="B1,B2,B3,B4,B5")
    compared = {row["unit_id"]: row["comparison"] != "not_compared" for row in five.to_dicts()}
    assert compared == {unit: unit in ("B6", "B7") for unit in BRANCHES}


def test_units_of_another_area_are_no_peers_by_address(build: Build) -> None:
    """B4, B5 and B6 are of 西片区: their values must not come back as a median."""
    rows = values.across(Reader(EAST, build), "L03", "branch", *YEAR, peers=SIX)
    assert set(rows["unit_id"]) == {"B1", "B2", "B3", "B7"}
    assert set(rows["comparison"]) == {"not_compared"}
    assert peers.peer_bands(Reader(EAST, build), "L03", "branch", "year", SIX).is_empty()
    app = opened("compare", role="area", level="branch", indicator="L03", year="2025", peers=SIX)
    said = plain_words(app)
    assert "您选择了 3 个支部，不足 5 个，所以**不与同类比**" in said
    assert "地址里有 3 个单位不存在，或不在您的查看范围内，已忽略" in said
    assert "启明幼儿园" not in said


def test_default_groups_count_everybody_and_name_those_in_scope(build: Build) -> None:
    groups = {
        row["peer_group"]: row for row in peers.peer_groups(Reader(EAST, build), "L03", "branch", *YEAR).to_dicts()
    }
    middle = groups["初中-小"]
    assert (middle["units"], middle["seen"], middle["is_enough"]) == (4, 2, False)
    assert middle["names"] == "第二中学理科党支部、第二中学语文组党支部"
    assert "幼儿园-小" not in groups


def test_confidential_counts_are_compared_with_no_peers_whoever_asks(build: Build) -> None:
    clerk = Viewer(DISCIPLINE, "district", "D1")
    rows = values.across(Reader(clerk, build), "D01", "branch", *YEAR, peers=SIX)
    assert rows["value"].sum() == 8
    assert rows["comparison"].is_null().all() and rows["peer_median"].is_null().all()
    assert peers.peer_groups(Reader(clerk, build), "D01", "branch", *YEAR).is_empty()
    for chosen in ("", SIX):
        assert peers.peer_bands(Reader(clerk, build), "D01", "branch", "year", chosen).is_empty()
    app = opened("compare", role="discipline", level="branch", indicator="D01", year="2025", peers=SIX)
    assert not app.exception
    assert "不与同类比，只看标准" in plain_words(app)
    assert len(app.multiselect) == 1


def test_the_page_says_with_whom_it_compares_and_the_address_keeps_it(home: Path) -> None:
    app = opened("compare", level="branch", indicator="L03", year="2025", peers=SIX, pick="B2,B7")
    assert not app.exception
    said = plain_words(app)
    assert "**正在与您选择的 6 个支部比较**" in said
    pick_box, peers_box = app.multiselect
    assert peers_box.value == SIX.split(",")
    assert pick_box.value == ["B2", "B7"]
    assert "挑出来并排看的 2 个支部" in said
    side_by_side = table_of(app, "单位", "同类组", "分位段")
    assert side_by_side["单位"].to_list() == ["第二中学语文组党支部", "东片区联合党支部"]
    assert side_by_side["同类组"].to_list() == ["您选择的单位（5个）", "您选择的单位（6个）"]
    peers_box.set_value(SIX.split(",")[:5]).run()
    assert app.query_params["peers"] in ("B1,B2,B3,B4,B5", ["B1,B2,B3,B4,B5"])
    assert "正在与您选择的 5 个支部比较" in plain_words(app)
    app.button(key="default_peers").click().run()
    assert "peers" not in app.query_params
    assert "正在与**默认同类**比较" in plain_words(app)


def test_another_level_forgets_the_units_of_the_former(home: Path) -> None:
    app = opened("compare", level="branch", indicator="L03", year="2025", peers=SIX, pick="B2", trend_unit="B2")
    next(box for box in app.selectbox if box.label == "单位层级").set_value("school").run()
    assert not app.exception
    assert not {"peers", "pick", "trend_unit"} & set(app.query_params)


def test_no_more_than_six_stand_side_by_side(home: Path) -> None:
    app = opened("compare", level="branch", indicator="L03", year="2025", pick=",".join(BRANCHES))
    assert not app.exception
    assert len(app.multiselect[0].value) == 6
    assert "最多选 6 个，多出的 1 个没有计入" in plain_words(app)
    assert len(SERIES) >= 6


@pytest.mark.parametrize("role", ["school"])
def test_a_school_neither_names_nor_chooses_its_peers(role: str, home: Path, build: Build) -> None:
    app = opened("compare", role=role, viewer_unit="S2", indicator="L03", year="2025", peers="S1,S3,S4", pick="S1")
    assert not app.exception
    assert not app.multiselect
    said = plain_words(app)
    assert "不能另选同类" in said
    assert "第三中学" not in said and "启明幼儿园" not in said
    assert "同类中位数" in "".join(table_of(app, "周期", "同类中位数").columns)
    own = Viewer(SCHOOL, "school", "S2")
    assert set(peers.peer_bands(Reader(own, build), "L03", "school", "year")["peer_group"]) == {"初中-小"}
    assert peers.trends(Reader(own, build), "L03", "school", "year", "S1,S2,S3")["unit_id"].unique().to_list() == ["S2"]


def test_the_sentence_counts_who_has_no_value_and_why(build: Build) -> None:
    rows = values.across(Reader(CHIEF, build), "O05", "branch", *YEAR)
    said = wording.describe_spread("2025年", "branch", rows)
    assert "7 个支部里 **6** 个有数值（其余：未报送 1），中位数 100\\.0%" in said
    assert "与同类比（按95%区间）：与同类相近 5，差于同类 1。" in said
    month = values.across(Reader(CHIEF, build), "O05", "branch", "month", "2025-04-01")
    assert "只按全年判断" in wording.describe_spread("2025年4月", "branch", month)


def test_numbers_of_the_trend_are_those_of_the_marts(home: Path, build: Build) -> None:
    app = opened("compare", level="branch", indicator="O05", year="2025", by="quarter", trend_unit="B2", pick="B3")
    assert not app.exception
    shown = table_of(app, "周期", "同类中位数")
    mart = peers.trends(Reader(CHIEF, build), "O05", "branch", "quarter", "B2,B3")
    assert shown.height == mart.height == 24
    assert shown["数值"].to_list() == ["—" if value is None else f"{value:.1f}%" for value in mart["value"]]
    assert set(shown["同类中位数"]) == {"91.0%"} and set(shown["同类单位数"]) == {6}
    assert set(shown["同类10%–90%"]) == {"70.0% 至 99.0%"}


def test_the_own_line_lies_over_bands_and_others_differ_in_shape_and_dash(build: Build) -> None:
    found = peers.trends(Reader(CHIEF, build), "O05", "branch", "quarter", ",".join(BRANCHES))
    bands = peers.peer_bands(Reader(CHIEF, build), "O05", "branch", "quarter")
    drawn = traces(decile_chart.decile_trend(found, bands, "B2"))
    names = [str(trace.get("name")) for trace in drawn]
    assert {"同类中间八成", "同类中间一半", "同类中位数", "标准"} <= set(names)
    lines = [trace for trace in drawn if trace["mode"] == "lines+markers"]
    assert lines[-1]["name"] == "第二中学语文组党支部"
    own = found.filter((pl.col("unit_id") == "B2") & pl.col("value").is_not_null())
    told = {STATES[code].word for code in own["state"]}
    assert set(names[names.index("第二中学语文组党支部") + 1 :]) == told, "what the marks of the own line mean"
    looks = [(trace["line"]["dash"], str(trace["marker"]["symbol"])) for trace in lines]  # type: ignore[index]
    assert len(set(looks)) == len(looks) == 7
    assert traces(decile_chart.decile_trend(found.head(0), bands, "B2")) == []
    alone = traces(decile_chart.decile_trend(found.filter(pl.col("unit_id") == "B2"), bands.head(0), "B2"))
    assert [trace.get("name") for trace in alone][:2] == ["标准", "第二中学语文组党支部"]


def test_notes_stand_on_their_day_and_can_be_hidden(build: Build) -> None:
    found = peers.trends(Reader(CHIEF, build), "O05", "branch", "month", "B2")
    bands, notes = peers.peer_bands(Reader(CHIEF, build), "O05", "branch", "month"), known_events(Reader(CHIEF, build))
    with_notes = decile_chart.decile_trend(found, bands, "B2", notes)
    assert [note.text for note in with_notes.layout.annotations] == ["换届", "口径修订"]
    assert [line.x0 for line in with_notes.layout.shapes] == ["2025-03-01", "2026-01-05"]
    assert not decile_chart.decile_trend(found, bands, "B2").layout.annotations
    early = notes.with_columns(annotation_date=pl.date(2018, 10, 28))
    assert not decile_chart.decile_trend(found, bands, "B2", early).layout.annotations
    app_hidden = json.loads(decile_chart.decile_trend(found, bands, "B2", None).to_json())
    assert "shapes" not in app_hidden["layout"]


def test_picked_units_are_bold_and_the_others_pale(build: Build) -> None:
    rows = values.across(Reader(CHIEF, build), "L03", "branch", *YEAR, peers=SIX)
    drawn = distribution_chart.distribution(rows, picked=("B2",))
    labels = list(drawn.layout.yaxis.ticktext)
    assert [label for label in labels if label.startswith("<b>")] == ["<b>第二中学语文组党支部</b>"]
    dots = [trace for trace in traces(drawn) if "error_x" in trace]
    assert sum(len(list(trace["x"])) for trace in dots if trace["opacity"] == 0.3) == 6  # type: ignore[call-overload]
    assert [trace["opacity"] for trace in dots if trace["showlegend"]] == [1], "the legend shows the marked look"
    assert {trace["opacity"] for trace in traces(distribution_chart.distribution(rows)) if "error_x" in trace} == {1}


def test_wider_intervals_are_drawn_when_asked_for(build: Build) -> None:
    rows = values.across(Reader(CHIEF, build), "L03", "branch", *YEAR).with_columns(upper_998=pl.col("value") + 9.0)
    wide = next(trace for trace in traces(distribution_chart.distribution(rows, limits="998")) if "error_x" in trace)
    assert set(wide["error_x"]["array"]) == {9.0}  # type: ignore[index]
    app = opened("compare", level="branch", indicator="L03", year="2025", wide="yes")
    assert not app.exception
    assert app.toggle[0].value is True
    app.toggle[0].set_value(False).run()
    assert "wide" not in app.query_params


def test_each_row_has_its_band_in_words_and_the_peers_zone_behind_it(build: Build) -> None:
    rows = values.across(Reader(CHIEF, build), "L03", "branch", *YEAR, peers=SIX)
    assert rows["band"].null_count() == rows.height, "six peers carry no band"
    rows = rows.with_columns(band=pl.when(pl.col("unit_id") == "B2").then(pl.lit("后10%")))
    band = peers.peer_bands(Reader(CHIEF, build), "L03", "branch", "year", SIX).row(1, named=True)
    drawn = {str(trace["name"]): trace for trace in traces(distribution_chart.distribution(rows, band=band))}
    assert {"同类中间八成", "同类中间一半"} <= set(drawn)
    assert set(drawn["分位段"]["text"]) <= {"前10%", "前25%", "后25%", "后10%", ""}  # type: ignore[call-overload]
    assert f"同类中位数 {band['peer_median']:.1f}" in drawn


def test_the_funnel_says_when_it_says_nothing(build: Build) -> None:
    rows = values.across(Reader(CHIEF, build), "O05", "branch", *YEAR)
    none = rows.with_columns(funnel_lower_95=pl.lit(None, dtype=pl.Float64))
    assert "说明不了什么" in wording.describe_funnel(none)
    assert "基数几乎相同" in wording.describe_funnel(rows)
    assert "差别没有超出偶然波动" in wording.describe_funnel(rows)
    spread_out = wording.describe_funnel(rows.with_columns(excess_spread=pl.lit(2.5)))
    assert "过度离散" in spread_out and "最多 2.5 倍" in spread_out
    assert "第二中学语文组党支部" in wording.describe_funnel(rows.with_columns(funnel_lower_998=pl.lit(99.9)))
    calm = rows.with_columns(funnel_upper_95=pl.lit(100.0), denominator=pl.Series([float(n) for n in range(7)]))
    assert "过度离散" not in wording.describe_funnel(calm)


def test_a_point_is_large_only_where_the_interval_leaves_the_peers_out_and_the_legend_says_so(build: Build) -> None:
    """Two of three meetings held looked like a finding: the point was as large as one that rests on three hundred."""
    rows = values.across(Reader(CHIEF, build), "L03", "branch", *YEAR)
    drawn = traces(distribution_chart.distribution(rows))
    sizes = {len(list(trace["x"])): trace["marker"]["size"] for trace in drawn if "error_x" in trace}  # type: ignore[call-overload, index]
    sure = rows.filter(pl.col("comparison") == "worse").height
    assert sizes[sure] > max(size for units, size in sizes.items() if units != sure)
    assert "95%区间：基数越小越宽" in {trace["name"] for trace in drawn}


def test_a_hundred_and_fifty_units_are_drawn_a_page_at_a_time_and_none_is_lost(build: Build) -> None:
    one = values.across(Reader(CHIEF, build), "L03", "branch", *YEAR).filter(pl.col("value").is_not_null())
    many = pl.concat([one.with_columns(unit_id=pl.lit(f"{n}") + pl.col("unit_id")) for n in range(22)])
    pages = distribution_chart.pages(many)
    assert [page.height for page in pages] == [30, 30, 30, 30, 30, 4]
    assert {unit for page in pages for unit in page["unit_id"]} == set(many["unit_id"])
    assert pages[0]["value"].max() <= pages[-1]["value"].min()  # type: ignore[operator]
    shown = distribution_chart.distribution(pages[1])
    assert len(shown.layout.yaxis.ticktext) == 30


def test_units_of_few_are_drawn_towards_their_peers_and_the_weight_is_told(build: Build) -> None:
    rows = values.across(Reader(CHIEF, build), "L03", "branch", *YEAR)
    drawn = traces(distribution_chart.distribution(rows, shrunk=True))
    places = [x for trace in drawn if "error_x" in trace for x in trace["x"]]  # type: ignore[attr-defined]
    assert set(places) == {90.5}, "the fixture shrinks everybody to the same value"
    assert "自身占 40%、同类占 60%" in wording.describe_shrunk(rows)
    assert "达标与否仍按原值" in wording.describe_shrunk(rows)
    app = opened("compare", level="branch", indicator="L03", year="2025", shrink="yes")
    assert not app.exception and "自身占 40%" in plain_words(app)


def test_a_wider_group_is_a_choice_that_is_said_with_who_made_it(build: Build) -> None:
    """A school without five peers was told that it had none, and not what it could do."""
    reader, unit = Reader(CHIEF, build), UnitKey("branch", "B2")
    found = peers.reach(reader, "L03", unit, *YEAR).row(0, named=True)
    assert (found["in_group"], found["in_stage"], found["in_size"]) == (3, 3, 6)
    told = wording.describe_reach("二中", "branch", found, 5)
    assert "不足 5，不作比较" in told and "同规模，不分学段" in told and "同学段，不分规模" not in told
    rows = values.across(reader, "L03", "branch", *YEAR, peers="size")
    assert set(rows["peer_count"]) == {6} and set(rows["own_group"]) == {"小"}
    app = opened("compare", level="branch", indicator="L03", year="2025", against="size")
    assert not app.exception
    assert "这是区级管理员在本页选用的，不是默认同类" in plain_words(app)


def test_a_school_takes_a_wider_group_without_seeing_who_is_in_it(build: Build) -> None:
    school = Reader(Viewer(SCHOOL, "school", "S2"), build)
    listed = peers.beside(school, "L03", UnitKey("school", "S2"), *YEAR, "size")
    assert listed.height == 3
    assert listed["unit_name"].null_count() == listed["value"].null_count() == 3
    app = opened("compare", role="school", **{"as": "S2"}, indicator="L03", year="2025", against="size")
    assert not app.exception
    assert "放宽的同类" in plain_words(app) and "第三中学" not in plain_words(app)


def test_peers_stand_in_a_table_with_the_reasons(build: Build) -> None:
    listed = tables.beside(peers.beside(Reader(CHIEF, build), "L03", UnitKey("branch", "B2"), *YEAR, SIX))
    row = dict(zip(listed.columns, listed.row(0), strict=True))
    assert row["学段"].endswith("（相同）") or row["学段"].endswith("（不同）")
    assert set(listed.columns) == {"同类单位", "学段", "规模", "片区", "数值", "分子/分母"}


def test_every_chart_of_the_page_can_be_taken_away_as_a_picture(build: Build) -> None:
    """A fill that the pictures do not know once took the download away."""
    rows = values.across(Reader(CHIEF, build), "L03", "branch", *YEAR, peers=SIX)
    band = peers.peer_bands(Reader(CHIEF, build), "L03", "branch", "year", SIX).row(1, named=True)
    found = peers.trends(Reader(CHIEF, build), "L03", "branch", "year", SIX)
    bands = peers.peer_bands(Reader(CHIEF, build), "L03", "branch", "year", SIX)
    for drawn in (
        distribution_chart.distribution(rows, band=band, picked=("B2",)),
        decile_chart.decile_trend(found, bands, "B2", known_events(Reader(CHIEF, build))),
        funnel_chart.funnel(rows),
    ):
        assert picture(drawn).startswith(b"\x89PNG")
