"""How members' hours of 集中培训 are spread, with every threshold that is written down."""

from __future__ import annotations

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.kept_figure import drawn_once
from dashboards.charts.marks import Row, column
from dashboards.charts.template import figure
from dashboards.shared.theme import BAR, GREY, INK

_OPEN_BIN = 4.0
"""The last bin has no end; it is drawn as wide as the others."""


@drawn_once
def hours_histogram(frame: pl.DataFrame, lines: pl.DataFrame) -> go.Figure:
    """Return members by hours for one kind of member; `lines`: the thresholds in force, applied and not."""
    drawn = figure(280)
    rows = frame.filter(pl.col("members").is_not_null()).to_dicts()
    if not rows:
        return drawn
    _bars(drawn, rows)
    tallest = max(column(rows, "members"))
    for line in lines.to_dicts():
        _threshold(drawn, line["threshold"], bool(line["is_active"]), tallest * 1.12)
    last = _OPEN_BIN + max(column(rows, "bin_from") + lines["threshold"].to_list())
    drawn.update_layout(bargap=0)
    drawn.update_xaxes(title={"text": "全年集中培训学时"}, range=[0, last], dtick=8 if last > 40 else 4)
    drawn.update_yaxes(title={"text": "党员数"}, range=[0, tallest * 1.22], dtick=1 if tallest <= 6 else None)
    return drawn


def _bars(drawn: go.Figure, rows: list[Row]) -> None:
    starts = column(rows, "bin_from")
    widths = [(row["bin_to"] or row["bin_from"] + _OPEN_BIN) - row["bin_from"] for row in rows]
    drawn.add_bar(
        x=[start + width / 2 for start, width in zip(starts, widths, strict=True)],
        y=column(rows, "members"),
        width=[width * 0.94 for width in widths],
        name="党员数",
        marker={"color": BAR},
        text=[str(row["members"]) for row in rows],
        textposition="outside",
        cliponaxis=False,
        hovertext=[f"{bin_text(row)}：{row['members']} 人" for row in rows],
        hoverinfo="text",
    )


def _threshold(drawn: go.Figure, hours: float, active: bool, height: float) -> None:
    drawn.add_scatter(
        x=[hours, hours],
        y=[0, height],
        mode="lines",
        name=f"{hours:g}学时（{'现行' if active else '未启用'}）",
        line={"color": INK, "width": 2.5, "dash": "solid"} if active else {"color": GREY, "width": 2, "dash": "dash"},
        hoverinfo="skip",
    )


def bin_text(row: dict[str, float | None]) -> str:
    """Return a bin in words: 20（含）至24学时, 80学时及以上."""
    if row["bin_to"] is None:
        return f"{row['bin_from']:g}学时及以上"
    return f"{row['bin_from']:g}（含）至{row['bin_to']:g}学时"
