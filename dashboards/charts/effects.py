"""为什么变了 as bars: the whole change first, then who pulled which way, by what kind of effect."""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.kept_figure import drawn_once
from dashboards.charts.marks import Row, name_rows
from dashboards.charts.template import figure, unit_labels
from dashboards.shared.effects import EFFECTS, name_of, scale, signed
from dashboards.shared.plotly_text import safe
from dashboards.shared.theme import AMBER, BAR, BLUE, GREY, INK

MOST_BARS = 10
"""More are drawn as one bar together; the table has them all."""
_ROW = 26
_LOOKS: Mapping[str, tuple[str, str]] = {
    "rate_effect": (BAR, BLUE),
    "mix_effect": ("#FBEBCB", AMBER),
    "turnover_effect": (GREY, INK),
}


def _lines(frame: pl.DataFrame) -> list[Row]:
    """Return the whole, the largest lines, and all others as one."""
    rows = frame.to_dicts()
    numbers = (*EFFECTS, "effect")
    whole = {name: sum(row[name] for row in rows) for name in numbers} | {"label": "<b>全部变化</b>"}
    labels = unit_labels([*map(name_of, rows)])
    first = [row | {"label": label} for row, label in zip(rows, labels, strict=True)][:MOST_BARS]
    left = rows[MOST_BARS:]
    rest = {name: sum(row[name] for row in left) for name in numbers} | {"label": f"其余 {len(left)} 个"}
    return [whole, *first, *([rest] if left else [])]


@drawn_once
def effect_bars(frame: pl.DataFrame, unit: str, spans: tuple[str, str]) -> go.Figure:
    """Return rows of `changes.effects` as bars from nought, an effect a colour; the sum stands at the right.

    The axis says which two periods (`spans`) the change lies between.
    """
    drawn = figure(146 + _ROW * (2 + min(frame.height, MOST_BARS)))
    if frame.is_empty():
        return drawn
    lines = _lines(frame)
    for name, word in EFFECTS.items():
        fill, edge = _LOOKS[name]
        drawn.add_bar(
            x=[line[name] or None for line in lines],  # the edge of a bar of nothing would be a line
            y=list(range(len(lines))),
            orientation="h",
            name=word,
            marker={"color": fill, "line": {"color": edge, "width": 1}},
            hovertext=[f"{safe(line['label'])}<br>{word} {signed(line[name])} {scale(unit)}" for line in lines],
            hoverinfo="text",
        )
    _sums(drawn, lines)
    drawn.update_layout(barmode="relative", bargap=0.3, legend={"traceorder": "normal"}, margin={"r": 64})
    drawn.add_vline(x=0, line={"color": INK, "width": 1})
    drawn.update_xaxes(title={"text": f"对变化的影响（{scale(unit)}）<br>{spans[0]}<br>→ {spans[1]}"})
    name_rows(drawn, [line["label"] for line in lines], 0.6, showgrid=False)
    return drawn


def _sums(drawn: go.Figure, lines: list[Row]) -> None:
    """Write the sum of each line at the right of the plot, where the longest bar ends."""
    ends = [sum(max(line[name], 0.0) for name in EFFECTS) for line in lines]
    starts = [sum(min(line[name], 0.0) for name in EFFECTS) for line in lines]
    room = (max(ends) - min(starts)) * 0.06 or 1.0
    drawn.update_xaxes(range=[min(starts) - room, max(ends) + room])
    drawn.add_scatter(
        x=[max(ends) + room] * len(lines),
        y=list(range(len(lines))),
        mode="text",
        text=[signed(line["effect"]) for line in lines],
        textposition="middle right",
        textfont={"size": 12, "color": INK},
        cliponaxis=False,
        showlegend=False,
        hoverinfo="skip",
    )
