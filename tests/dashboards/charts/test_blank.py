"""An empty chart looks like a page that failed: a sentence stands in its place, on every page and in print."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import plotly.graph_objects as go
import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboards.charts.blank import is_blank
from dashboards.charts.counts import endings, stacked
from dashboards.charts.effects import effect_bars
from dashboards.charts.grid import Cell, grid
from dashboards.exports.workbook import Origin
from dashboards.pages.unit_profile.print_page import Section, document
from dashboards.shared.labels import PIPELINE
from dashboards.widgets.chart import NOTHING_TO_DRAW
from tests.dashboards.fixtures.warehouse import AS_OF
from tests.dashboards.login import opened
from tests.dashboards.reading import words

MONTHS = pl.DataFrame(
    {"month": [dt.date(2026, 7, 1), dt.date(2026, 8, 1)], "kind": [None, None], "endings": [0, 0]},
    schema={"month": pl.Date, "kind": pl.String, "endings": pl.Int64},
)
NOBODY = pl.DataFrame([{"stage": "积极分子"} | dict.fromkeys(PIPELINE, 0)])
LEGEND = [("达标", "#FFFFFF")]
NOTHING = {
    "no month with an end": endings(MONTHS),
    "counts that are all nought": stacked(NOBODY, "stage", PIPELINE),
    "no effects": effect_bars(pl.DataFrame(), "%", ("2024年", "2025年")),
    "a grid without cells": grid(["1", "2"], ["甲"], [], LEGEND),
    "numbers that are none": go.Figure(go.Scatter(x=[1, 2], y=[None, float("nan")])),
}
SOMETHING = {
    "a month with an end": endings(MONTHS.with_columns(kind=pl.lit("换届"), endings=pl.Series([1, 0]))),
    "a cell": grid(["1", "2"], ["甲"], [Cell(0, 0, "#FFFFFF", "#000000", "√", "甲")], LEGEND),
    "nought of five, which is said": go.Figure(go.Bar(x=[0], y=["甲"], orientation="h", text=["0/5"])),
    "a mark at nought": go.Figure(go.Scatter(x=[0], y=[0])),
}


@pytest.mark.parametrize("drawn", NOTHING.values(), ids=NOTHING.keys())
def test_axes_and_legend_alone_are_nothing(drawn: go.Figure) -> None:
    assert is_blank(drawn)
    printed = document(
        Origin("学校画像", {}, AS_OF, "b1", "甲"),
        "一小",
        [Section("逐月", ("没有。",), drawn)],
        dt.datetime(2026, 7, 1),
    )
    assert "没有。" in printed and "<img" not in printed


@pytest.mark.parametrize("drawn", SOMETHING.values(), ids=SOMETHING.keys())
def test_a_nought_that_says_something_is_drawn(drawn: go.Figure) -> None:
    assert not is_blank(drawn)


def test_no_months_are_drawn_for_a_branch_that_has_no_dates(home: Path) -> None:
    """换届与期限 of a branch without a day of its term was a box with months and nothing in it."""
    app = opened("calendar", role="branch", viewer_unit="B3")
    assert _drawn(app) == []
    assert "没有登记到期的" in words(app) and NOTHING_TO_DRAW in words(app)
    assert len(_drawn(opened("calendar"))) == 1


def _drawn(app: AppTest) -> list[object]:
    return list(app.get("plotly_chart"))
