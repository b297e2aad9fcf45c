"""Value against base, with the control limits of the peers."""

from __future__ import annotations

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.kept_figure import drawn_once
from dashboards.charts.marks import Row, column
from dashboards.charts.template import figure, unit_labels
from dashboards.pages.compare.peer_chart import axis_title, hover
from dashboards.shared.theme import BLUE, GREY, INK, ORANGE

MOST_NAMED = 12
OUTSIDE = (("限内", GREY, "circle"), ("95%限外", BLUE, "diamond"), ("99.8%限外", ORANGE, "square"))
"""Where a unit lies in the funnel: word, colour, shape; no red, because both sides are meant."""


def _beyond(row: Row) -> str:
    """Return which limits of the funnel a unit lies outside of."""
    if not row["funnel_lower_998"] <= row["value"] <= row["funnel_upper_998"]:
        return "99.8%限外"
    return "限内" if row["funnel_lower_95"] <= row["value"] <= row["funnel_upper_95"] else "95%限外"


@drawn_once
def funnel(frame: pl.DataFrame) -> go.Figure:
    """Return value against base with 95% and 99.8% limits round the peers' pooled value.

    `frame`: rows of `values.across` for a year; units without limits are left out.
    """
    rows: list[Row] = frame.filter(
        pl.col("value").is_not_null() & pl.col("denominator").is_not_null() & pl.col("funnel_lower_95").is_not_null()
    ).to_dicts()
    drawn = figure(440)
    if not rows:
        return drawn
    rows.sort(key=lambda row: row["denominator"])
    _limits(drawn, rows)
    _names(drawn, [row for row in rows if _beyond(row) == OUTSIDE[-1][0]])
    for name, colour, symbol in OUTSIDE:
        mine = [row for row in rows if _beyond(row) == name]
        if mine:
            drawn.add_scatter(
                x=column(mine, "denominator"),
                y=column(mine, "value"),
                mode="markers",
                name=f"{name}（{len(mine)}）",
                marker={"size": 10, "color": colour, "symbol": symbol, "opacity": 0.85},
                hovertext=list(map(hover, mine)),
                hoverinfo="text",
            )
    drawn.update_xaxes(title={"text": "分母（基数）"})
    drawn.update_yaxes(title={"text": axis_title(rows[0])})
    return drawn


def _names(drawn: go.Figure, outliers: list[Row]) -> None:
    """Write who lies outside the widest limits (the farthest, where there are many), neighbours over and under."""
    outliers.sort(key=_distance, reverse=True)
    named = sorted(outliers[:MOST_NAMED], key=lambda row: float(row["denominator"]))
    for place, mine in (("top center", named[::2]), ("bottom center", named[1::2])):
        if not mine:
            continue
        drawn.add_scatter(
            x=column(mine, "denominator"),
            y=column(mine, "value"),
            mode="text",
            text=unit_labels([str(row["unit_name"]) for row in mine]),
            textposition=place,
            textfont={"size": 12, "color": INK},
            cliponaxis=False,
            showlegend=False,
            hoverinfo="skip",
        )


def _distance(row: Row) -> float:
    return float(max(row["funnel_lower_998"] - row["value"], row["value"] - row["funnel_upper_998"]))


def _limits(drawn: go.Figure, rows: list[Row]) -> None:
    """Draw the limits: lines where all units have the same peers, else a pair of marks for each unit."""
    one_group = len({row.get("peer_group") for row in rows}) == 1
    for name, low, high, dash in (
        ("99.8%控制限", "funnel_lower_998", "funnel_upper_998", "dot"),
        ("95%控制限", "funnel_lower_95", "funnel_upper_95", "dash"),
    ):
        for end in (low, high):
            drawn.add_scatter(
                x=column(rows, "denominator"),
                y=column(rows, end),
                mode="lines" if one_group else "markers",
                marker={"symbol": "line-ew-open", "size": 9, "color": GREY},
                line={"color": GREY, "width": 1, "dash": dash},
                name=name,
                showlegend=end == low,
                hoverinfo="skip",
            )
