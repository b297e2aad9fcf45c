"""Dated notes over a time axis: a dotted line each, words above the plot in as many lines as they need."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.marks import LEGEND_ON_TOP
from dashboards.charts.template import short
from dashboards.shared.plotly_text import safe
from dashboards.shared.theme import GREY

LONGEST, _SIZE, _LINE, _NARROW = 12, 11, 16, 560
"""Characters of a note that are shown, their size, the height of a line, and the narrowest plot they must fit."""


def mark(drawn: go.Figure, starts: Sequence[dt.date], notes: pl.DataFrame | None) -> None:
    """Draw `notes` (annotation_date, label) on the periods that begin on `starts`; those before or after are left out.

    Notes of one period share a line; words that would stand on each other go a line higher.
    """
    if notes is None or not starts:
        return
    slot = _NARROW / len(starts)
    reached: list[float] = []
    for place, labels in sorted(_by_period(starts, notes).items()):
        text = short(labels[0], LONGEST) + (f" 等{len(labels)}项" if len(labels) > 1 else "")
        wide = (len(text) + 1) * _SIZE / slot
        right = place + 0.5 > len(starts) / 2
        begins, ends = (place - wide, place) if right else (place, place + wide)
        level = next((level for level, end in enumerate(reached) if end <= begins), len(reached))
        reached[level : level + 1] = [ends]
        drawn.add_vline(x=place, line={"color": GREY, "dash": "dot", "width": 1})
        drawn.add_annotation(
            x=place,
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=_LINE * level,
            text=text,
            showarrow=False,
            xanchor="right" if right else "left",
            font={"size": _SIZE, "color": GREY},
            hovertext="<br>".join(map(safe, labels)),
        )
    if reached:
        _make_room(drawn, _LINE * len(reached))


def _by_period(starts: Sequence[dt.date], notes: pl.DataFrame) -> dict[int, list[str]]:
    """Return the labels by the place of the period that each falls in."""
    found: dict[int, list[str]] = {}
    for row in notes.sort("annotation_date").to_dicts():
        before = [place for place, start in enumerate(starts) if start <= row["annotation_date"]]
        if before and row["annotation_date"].year <= starts[-1].year:
            found.setdefault(before[-1], []).append(row["label"])
    return found


def _make_room(drawn: go.Figure, room: int) -> None:
    """Let the chart grow upwards by `room` pixels, with the legend above the words."""
    top = drawn.layout.template.layout.margin.t
    drawn.update_layout(
        margin={"t": top + room},
        height=drawn.layout.height + room,
        legend=LEGEND_ON_TOP,
    )
