"""Figures are pure: a frame in, a figure out; nothing in them asks another host or hides a status."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from dashboards.charts import heat, trend
from dashboards.charts.month_strip import month_strip
from dashboards.charts.template import CONFIG, unit_labels
from dashboards.database import connection, submissions, values
from dashboards.database.notes import known_events
from dashboards.database.reader import Reader
from dashboards.pages.compare import distribution_chart, funnel_chart, peer_chart
from dashboards.pages.submissions import charts
from dashboards.shared.labels import STATES, STATUSES
from dashboards.shared.plotly_text import safe
from dashboards.shared.theme import AMBER, GREEN, GREY, RED
from dashboards.shared.unit import UnitKey
from dashboards.shared.viewer import ADMIN, Viewer
from tests.dashboards.fixtures.warehouse import ODD_NAME

LOOKER = Viewer(ADMIN, "district", "D1")


@pytest.fixture
def rows(home: Path) -> pl.DataFrame:
    build = connection.published_build(home)
    assert build is not None
    return values.across(Reader(LOOKER, build), "O05", "branch", "year", "2025-01-01")


def traces(figure: object) -> list[dict[str, object]]:
    return json.loads(figure.to_json())["data"]  # type: ignore[attr-defined, no-any-return]


def test_dots_are_sorted_named_and_carry_standard_and_peer_median(rows: pl.DataFrame) -> None:
    drawn = distribution_chart.distribution(rows)
    names = [str(trace["name"]) for trace in traces(drawn)]
    assert {"未达标·明显", "达标", "标准 100%", "同类中位数 91.0"} <= set(names)
    labels = list(drawn.layout.yaxis.ticktext)
    assert len(labels) == rows.filter(pl.col("value").is_not_null()).height
    assert not any(label[0].isdigit() for label in labels), "no ranks"


def test_labels_of_many_units_keep_what_tells_them_apart() -> None:
    """Cut at their end, 第一党支部 and 第二党支部 of a school with a long name were one and the same."""
    school = "云岭区山前民族团结职业技术学校"
    names = [f"{school}第一党支部", f"{school}第二党支部", "云岭区明远小学党支部", "雅园等幼儿园联合党支部"]
    labels = unit_labels(names)
    assert labels[2:] == ["明远小学党支部", "雅园等幼儿园联合党支部"]
    assert len(set(labels)) == 4 and all(len(label) <= 14 for label in labels)
    assert labels[0].endswith("第一党支部")
    assert unit_labels(["云岭区明远小学"]) == ["云岭区明远小学"], "of one name nothing is shared"
    assert unit_labels(["甲<b>", "乙&"]) == ["甲&lt;b&gt;", "乙&amp;"]


def test_statuses_differ_by_marker_and_word_not_by_colour_alone() -> None:
    assert STATUSES["not_met"].marker != STATUSES["met"].marker != STATUSES["behind"].marker
    assert len({style.word for style in STATUSES.values()}) == len(STATUSES)


@pytest.mark.parametrize("colour", [RED, GREEN, AMBER, GREY])
def test_colours_pass_contrast_on_white(colour: str) -> None:
    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    assert 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5


def test_rows_without_a_value_draw_an_empty_figure_instead_of_failing(rows: pl.DataFrame) -> None:
    nothing = rows.with_columns(value=pl.lit(None, dtype=pl.Float64))
    for make in (distribution_chart.distribution, funnel_chart.funnel, trend.trend):
        assert traces(make(nothing.head(0))) == []
    assert traces(distribution_chart.distribution(nothing)) == []


def test_the_funnel_leaves_out_units_without_limits(rows: pl.DataFrame) -> None:
    points = [text for trace in traces(funnel_chart.funnel(rows)) for text in trace.get("hovertext") or []]  # type: ignore[attr-defined]
    assert len(points) == rows.filter(pl.col("funnel_lower_95").is_not_null()).height


def test_names_are_not_read_as_html_by_the_chart(rows: pl.DataFrame) -> None:
    drawn = distribution_chart.distribution(rows)
    assert safe(ODD_NAME)[:8] in " ".join(drawn.layout.yaxis.ticktext)
    assert "<小学>" not in drawn.to_json()


def test_no_figure_shows_the_library_logo_or_names_a_host(rows: pl.DataFrame, home: Path) -> None:
    build = connection.published_build(home)
    assert build is not None
    every = [
        distribution_chart.distribution(rows),
        funnel_chart.funnel(rows),
        trend.trend(
            values.trend(Reader(LOOKER, build), "O05", UnitKey("branch", "B2"), "year"),
            known_events(Reader(LOOKER, build)),
        ),
        heat.status_heat(values.heat(Reader(LOOKER, build), "组织生活", "branch", "year", "2025-01-01")),
        month_strip(values.months(Reader(LOOKER, build), UnitKey("branch", "B2"), 2026)),
        charts.submission_matrix(submissions.matrix(Reader(LOOKER, build), 2026)),
        peer_chart.own_among_peers(rows.row(0, named=True)),
    ]
    assert CONFIG["displaylogo"] is False
    for drawn in every:
        assert "http" not in drawn.to_json().replace("http://x", "")
        assert len(traces(drawn)) > 0


def test_the_month_strip_has_a_cell_for_what_was_missed(home: Path) -> None:
    build = connection.published_build(home)
    assert build is not None
    drawn = month_strip(values.months(Reader(LOOKER, build), UnitKey("branch", "B2"), 2026))
    shown = [text for trace in traces(drawn) for text in (trace.get("text") or [])]  # type: ignore[attr-defined]
    assert "0/1" in shown and "1/1" in shown


def test_the_legend_of_a_wide_grid_is_broken_into_lines_that_are_seen_without_scrolling() -> None:
    """Half of the statuses were named where only a reader who scrolls a wide grid would find them."""
    codes = [code for code in STATES if code != "no_standard"]
    rows = [
        {
            "unit_id": "S1", "unit_name": "甲小学", "indicator_code": f"X{number:02}", "name_zh": "某项完成率",
            "state": codes[number % len(codes)], "value": 80.0, "unit": "%", "numerator": 8.0, "denominator": 10.0,
            "rests_on_few": False, "family": "组织生活",
        }
        for number in range(30)
    ]  # fmt: skip
    drawn = heat.status_heat(pl.DataFrame(rows))
    named = [trace for trace in drawn.data if trace.name]
    lines = Counter(trace.legend or "legend" for trace in named)
    assert len(named) == len(codes) > 6
    assert max(lines.values()) <= 6
    heights = [drawn.layout[name].y for name in sorted(lines)]
    assert heights == sorted(heights, reverse=True) and len(set(heights)) == len(lines)
    assert drawn.layout.margin.t > heat.status_heat(pl.DataFrame(rows[:6])).layout.margin.t


def test_a_year_that_has_not_ended_is_drawn_as_open(home: Path) -> None:
    """What was reached by June looked like a fall from the year before."""
    build = connection.published_build(home)
    assert build is not None
    rows = values.trend(Reader(LOOKER, build), "O05", UnitKey("branch", "B2"), "year")
    ended = rows.filter(pl.col("is_closed")).height
    assert 0 < ended < rows.height
    lines = {trace.name: trace for trace in trend.trend(rows).data if trace.mode == "lines"}
    closed, still_open = lines["本单位"], lines["未结束"]
    assert len(closed.y) == ended and closed.line.dash is None
    assert still_open.line.dash == "dot" and still_open.y[0] == closed.y[-1]
    assert ["未结束" in when for when in still_open.x] == [False, *[True] * (rows.height - ended)]
    over = trend.trend(rows.with_columns(is_closed=pl.lit(True)))
    assert "未结束" not in {trace.name for trace in over.data}
