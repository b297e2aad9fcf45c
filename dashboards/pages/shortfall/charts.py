"""The back-test of all alert rules: what the school with most would have been sent, against what is bearable."""

from __future__ import annotations

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.kept_figure import drawn_once
from dashboards.charts.marks import Row, column, outlined
from dashboards.charts.template import figure
from dashboards.shared.formatting import period_text
from dashboards.shared.labels import LOADS, Status
from dashboards.shared.theme import GREY, INK


@drawn_once
def load(frame: pl.DataFrame) -> go.Figure:
    """Return a bar a quarter, on it what stayed below the line, and the line of what is bearable, all in words."""
    rows = frame.to_dicts()
    drawn = figure(340)
    names = [period_text("quarter", row["period_start"]) for row in rows]
    said = [(name, row, row["most_per_school"]) for name, row in zip(names, rows, strict=True)]
    cut = [(name, row, row["most_without_line"] - row["most_per_school"]) for name, row, _ in said]
    _bars(drawn, LOADS[True], said)
    _bars(drawn, LOADS[False], [one for one in cut if one[2]])
    drawn.update_layout(barmode="stack")
    drawn.add_scatter(
        x=names,
        y=column(rows, "bearable_per_school"),
        mode="lines",
        name="可承受的条数",
        line={"color": GREY, "dash": "dash", "width": 1.5},
        hoverinfo="skip",
    )
    drawn.update_xaxes(
        categoryorder="array",
        categoryarray=names,
        type="category",
        tickvals=names,
        ticktext=[name.replace("年", "年<br>") for name in names],
        tickangle=0,
    )
    drawn.update_yaxes(title="一所学校最多收到（条）", rangemode="tozero")
    return drawn


def _bars(drawn: go.Figure, style: Status, chosen: list[tuple[str, Row, int]]) -> None:
    """Draw what the school with most is sent, or what it is spared."""
    if not chosen:
        return
    drawn.add_bar(
        x=[name for name, _, _ in chosen],
        y=[height for _, _, height in chosen],
        name=style.label,
        marker=outlined(style),
        text=[f"{style.shape} {height}" for _, _, height in chosen],
        textposition="inside",
        textfont={"color": INK, "size": 12},
        cliponaxis=False,
        hovertext=[
            f"{name}<br>新提示 {row['raised']} 条，涉及 {row['schools']} 所学校，线下 {row['below_line']} 条<br>"
            f"最多的一所 {row['most_per_school']} 条，可承受 {row['bearable_per_school']} 条"
            for name, row, _ in chosen
        ],
        hoverinfo="text",
    )
