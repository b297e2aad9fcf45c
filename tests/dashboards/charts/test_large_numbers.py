"""Axes of large numbers are counted in 万."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from dashboards.charts.large_numbers import in_wan
from dashboards.charts.template import figure


def _bars(numbers: list[float | None], barmode: str = "group") -> go.Figure:
    drawn = figure(300)
    drawn.add_bar(x=numbers, y=[f"第{place}项" for place in range(len(numbers))], orientation="h")
    drawn.add_bar(x=numbers, y=[f"第{place}项" for place in range(len(numbers))], orientation="h")
    return drawn.update_layout(barmode=barmode)


def test_money_is_counted_in_wan_and_not_in_thousands() -> None:
    """The browser wrote 20k under the 党建经费 of a school."""
    axis = in_wan(_bars([23_500.5, None, 8_000])).layout.xaxis
    assert list(axis.ticktext) == ["0", "0.5万", "1万", "1.5万", "2万", "2.5万"]
    assert list(axis.tickvals) == [0, 5_000, 10_000, 15_000, 20_000, 25_000]


def test_bars_on_each_other_reach_their_sum() -> None:
    assert in_wan(_bars([9_000, 3_000], "stack")).layout.xaxis.ticktext[-1] == "2万"
    assert in_wan(_bars([9_000, 3_000])).layout.xaxis.ticktext is None


@pytest.mark.parametrize("numbers", [[], [None], [9_999.0], [99.5, 100.0]])
def test_small_numbers_stay_as_they_are(numbers: list[float | None]) -> None:
    drawn = in_wan(_bars(numbers))
    assert drawn.layout.xaxis.tickvals is None and drawn.layout.yaxis.tickvals is None


def test_ticks_that_a_chart_names_itself_are_kept() -> None:
    drawn = _bars([50_000.0]).update_xaxes(tickvals=[0, 50_000], ticktext=["低", "高"])
    assert list(in_wan(drawn).layout.xaxis.ticktext) == ["低", "高"]


def test_names_and_days_are_no_numbers() -> None:
    drawn = figure(300)
    drawn.add_scatter(x=["2026-01-01", "2026-02-01"], y=[20_000, 40_000])
    axes = in_wan(drawn).layout
    assert axes.xaxis.tickvals is None and list(axes.yaxis.ticktext) == ["0", "1万", "2万", "3万", "4万"]
