"""Bar traces, lying and upright: stacked, grouped or over each other, from a base, with texts in or beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import plotly.graph_objects as go

from dashboards.charts.static.bar_layout import Bar
from dashboards.charts.static.figure_settings import Settings, colour, each, pixels, setting
from dashboards.charts.static.marks import Text, Up
from dashboards.charts.static.plot import Plot, corners
from dashboards.charts.static.text import plain, width_of

_SMALLEST, _AWAY = 9.0, 4.0


@dataclass(frozen=True)
class _Look:
    """What a trace's bars look like, each setting once for every bar of it."""

    paints: list[Any]
    opacities: list[Any]
    lines: list[Any]
    edges: list[Any]
    texts: list[Any]


def _look(trace: go.Bar) -> _Look:
    length, marker = len(sizes_of(trace)), trace.marker
    return _Look(
        each(marker.color, length),
        each(marker.opacity if trace.opacity is None else trace.opacity, length),
        each(marker.line.width, length, 0.0),
        each(marker.line.color, length),
        each(None if trace.textposition == "none" else trace.text, length, ""),
    )


def draw(plot: Plot, settings: Settings, bars: Sequence[Bar], order: dict[int, float]) -> None:
    """Draw the bars with their texts; `order` gives the layer of each trace."""
    hides = setting(settings, "uniformtext.mode") == "hide"
    smallest = float(setting(settings, "uniformtext.minsize", _SMALLEST)) if hides else _SMALLEST
    traces = {id(bar.trace): bar.trace for bar in bars}
    looks = {key: (_look(trace), trace.orientation == "h") for key, trace in traces.items()}
    for bar in bars:
        look, lying = looks[id(bar.trace)]
        layer = order[id(bar.trace)]
        middle = (plot.y if lying else plot.x).at(bar.name) + bar.offset
        ends = [
            plot.at((along, middle + side) if lying else (middle + side, along))
            for along, side in ((bar.start, -bar.thickness / 2), (bar.end, bar.thickness / 2))
        ]
        line = look.lines[bar.number]
        plot.area(
            corners(*ends),
            colour(look.paints[bar.number], look.opacities[bar.number]),
            layer,
            colour(look.edges[bar.number], default="#444444") if line else None,
            pixels(line, 0),
        )
        text = plain(look.texts[bar.number])
        if text.strip():
            _write(plot, bar, text, middle, smallest, layer + 0.3)


def _room(plot: Plot, bar: Bar) -> tuple[float, float]:
    """Return width and height of a bar in pixels."""
    long, thick = abs(bar.end - bar.start), bar.thickness
    wide, high = (long, thick) if bar.trace.orientation == "h" else (thick, long)
    return (
        wide * plot.box.width / abs(plot.x.last - plot.x.first),
        high * plot.box.height / abs(plot.y.last - plot.y.first),
    )


def sizes_of(trace: go.Bar) -> Sequence[Any]:
    """Return the lengths of a trace's bars."""
    return trace.x if trace.orientation == "h" else trace.y  # type: ignore[no-any-return]


def _write(plot: Plot, bar: Bar, text: str, middle: float, smallest: float, layer: float) -> None:
    """Write in the bar as large as it fits, or not at all (the axis or the table says it); outside where asked."""
    trace, room = bar.trace, _room(plot, bar)
    inner = trace.insidetextfont if trace.insidetextfont.color is not None else trace.textfont
    size = float(inner.size or trace.textfont.size or 12)
    wide = width_of(text, size) + 4
    fits = min(size, size * room[0] / wide, room[1] / 1.2)
    outside = trace.textposition == "outside" or (trace.textposition in (None, "auto") and fits < smallest)
    if not outside and fits < smallest:
        return
    paint = colour(inner.color, default="#1F2933")
    if outside:
        plot.marks.append(_behind(plot, bar, middle, Text(0, 0, text, size, paint, layer=layer)))
    else:
        at = (bar.start + bar.end) / 2
        place = plot.at((at, middle) if trace.orientation == "h" else (middle, at))
        plot.marks.append(Text(*place, text, fits, paint, "center", layer=layer, needs_room=False))


def _behind(plot: Plot, bar: Bar, middle: float, text: Text) -> Text:
    """Return the text behind the end of a bar."""
    forth = bar.end >= bar.start
    if bar.trace.orientation == "h":
        right, down = plot.at((bar.end, middle))
        return replace(text, x=right + (_AWAY if forth else -_AWAY), y=down, across="left" if forth else "right")
    right, down = plot.at((middle, bar.end))
    up: Up = "bottom" if forth else "top"
    return replace(text, x=right, y=down + (-_AWAY if forth else _AWAY), across="center", up=up)
