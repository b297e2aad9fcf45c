"""Bar traces, lying and upright: stacked, grouped or over each other, from a base, with texts in or beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from dashboards.charts.static import PT
from dashboards.charts.static.axis_scale import Scale
from dashboards.charts.static.bar_layout import Bar
from dashboards.charts.static.figure_settings import Settings, colour, each, points, setting
from dashboards.charts.static.text import font, plain, width_of

_SMALLEST = 9.0


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


def draw(axes: Axes, settings: Settings, bars: Sequence[Bar], x: Scale, y: Scale, order: dict[int, float]) -> None:
    """Draw the bars with their texts; `order` gives the layer of each trace."""
    box = axes.get_window_extent()
    smallest = _SMALLEST
    if setting(settings, "uniformtext.mode") == "hide":
        smallest = float(setting(settings, "uniformtext.minsize", _SMALLEST))
    traces = {id(bar.trace): bar.trace for bar in bars}
    looks = {key: (_look(trace), trace.orientation == "h") for key, trace in traces.items()}
    for bar in bars:
        look, lying = looks[id(bar.trace)]
        names, sizes = (y, x) if lying else (x, y)
        middle = names.at(bar.name) + bar.offset
        low = middle - bar.thickness / 2
        corner = (bar.start, low) if lying else (low, bar.start)
        spans = (bar.end - bar.start, bar.thickness) if lying else (bar.thickness, bar.end - bar.start)
        line = look.lines[bar.number]
        axes.add_artist(
            Rectangle(
                corner,
                *spans,
                facecolor=colour(look.paints[bar.number], look.opacities[bar.number]),
                edgecolor=colour(look.edges[bar.number], default="#444444") if line else "none",
                linewidth=points(line, 0),
                zorder=order[id(bar.trace)],
            )
        )
        text = plain(look.texts[bar.number])
        if text.strip():
            dpi = axes.figure.dpi
            scale = (box.width if lying else box.height) / abs(sizes.last - sizes.first) * 96 / dpi
            other = (box.height if lying else box.width) / abs(names.last - names.first) * 96 / dpi
            room = (abs(bar.end - bar.start) * scale, bar.thickness * other)
            _text(axes, bar, text, middle, room if lying else room[::-1], smallest, order[id(bar.trace)] + 0.3)


def sizes_of(trace: go.Bar) -> Sequence[Any]:
    """Return the lengths of a trace's bars."""
    return trace.x if trace.orientation == "h" else trace.y  # type: ignore[no-any-return]


def _text(
    axes: Axes, bar: Bar, text: str, middle: float, room: tuple[float, float], smallest: float, order: float
) -> None:
    """Write in the bar as large as it fits, or not at all (the axis or the table says it); outside where asked."""
    trace, lying = bar.trace, bar.trace.orientation == "h"
    inner = trace.insidetextfont if trace.insidetextfont.color is not None else trace.textfont
    size = float(inner.size or trace.textfont.size or 12)
    wide = width_of(text, size) + 4
    fits = min(size, size * room[0] / wide, room[1] / 1.2)
    outside = trace.textposition == "outside" or (trace.textposition in (None, "auto") and fits < smallest)
    if not outside and fits < smallest:
        return
    at = bar.end if outside else (bar.start + bar.end) / 2
    away = PT * 4 * (1 if bar.end >= bar.start else -1) if outside else 0.0
    beyond = bar.end >= bar.start
    written = axes.annotate(
        text,
        (at, middle) if lying else (middle, at),
        xytext=(away, 0) if lying else (0, away),
        textcoords="offset points",
        ha=("left" if beyond else "right") if outside and lying else "center",
        va=("bottom" if beyond else "top") if outside and not lying else "center_baseline",
        color=colour(inner.color, default="#1F2933"),
        fontproperties=font(size if outside else fits),
        zorder=order,
        parse_math=False,
        annotation_clip=False,
    )
    written.set_in_layout(outside)
