"""The chart of 综合得分: what each item brought of what it could bring."""

from __future__ import annotations

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.kept_figure import drawn_once
from dashboards.charts.marks import name_rows
from dashboards.charts.template import figure, short
from dashboards.shared.plotly_text import safe
from dashboards.shared.theme import BAND_INNER, BLUE, LINE

_ROW = 34


@drawn_once
def contributions(steps: pl.DataFrame) -> go.Figure:
    """Return one line an item: its weight after sharing out, pale, and what it brought, dark, with both numbers."""
    rows = steps.filter(pl.col("kind") == "item").to_dicts()
    drawn = figure(110 + _ROW * max(1, len(rows)))
    places = list(range(len(rows)))
    weights = [row["applied_weight"] or 0.0 for row in rows]
    brought = [row["contribution"] or 0.0 for row in rows]
    drawn.add_bar(
        x=weights,
        y=places,
        orientation="h",
        name="分担后权重",
        width=0.7,
        marker={"color": BAND_INNER, "line": {"color": LINE, "width": 1}},
        text=[
            "没有数据可以计分" if row["points"] is None else f"{got:.1f} / {weight:.1f}"
            for row, got, weight in zip(rows, brought, weights, strict=True)
        ],
        textposition="outside",
        cliponaxis=False,
        hovertext=[
            f"{safe(row['item'])}<br>{got:.1f} / {weight:.1f}"
            for row, got, weight in zip(rows, brought, weights, strict=True)
        ],
        hoverinfo="text",
    )
    drawn.add_bar(
        x=brought, y=places, orientation="h", name="折合得分", width=0.4, marker={"color": BLUE}, hoverinfo="skip"
    )
    drawn.update_layout(barmode="overlay")
    drawn.update_xaxes(range=[0, 1.25 * max([*weights, 1.0])])
    name_rows(drawn, [short(row["item"]) for row in rows], 0.6, showgrid=False)
    return drawn
