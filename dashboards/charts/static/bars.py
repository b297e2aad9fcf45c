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
    hides = setting(settings, "uniformtext.mode") == "hide"
    smallest = float(setting(settings, "uniformtext.minsize", _SMALLEST)) if hides else _SMALLEST
    traces = {id(bar.trace): bar.trace for bar in bars}
    looks = {key: (_look(trace), trace.orientation == "h") for key, trace in traces.items()}
    for bar in bars:
        look, lying = looks[id(bar.trace)]
        middle = (y if lying else x).at(bar.name) + bar.offset
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
            _text(axes, bar, text, middle, _room(axes, bar, x, y), smallest, order[id(bar.trace)] + 0.3)


def _room(axes: Axes, bar: Bar, x: Scale, y: Scale) -> tuple[float, float]:
    """Return width and height of a bar in CSS pixels."""
    box, pixel = axes.get_window_extent(), 96 / axes.figure.dpi
    long, thick = abs(bar.end - bar.start), bar.thickness
    wide, high = (long, thick) if bar.trace.orientation == "h" else (thick, long)
    return wide * box.width / abs(x.last - x.first) * pixel, high * box.height / abs(y.last - y.first) * pixel


def sizes_of(trace: go.Bar) -> Sequence[Any]:
    """Return the lengths of a trace's bars."""
    return trace.x if trace.orientation == "h" else trace.y  # type: ignore[no-any-return]


def _text(
    axes: Axes, bar: Bar, text: str, middle: float, room: tuple[float, float], smallest: float, order: float
) -> None:
    """Write in the bar as large as it fits, or not at all (the axis or the table says it); outside where asked."""
    trace = bar.trace
    inner = trace.insidetextfont if trace.insidetextfont.color is not None else trace.textfont
    size = float(inner.size or trace.textfont.size or 12)
    wide = width_of(text, size) + 4
    fits = min(size, size * room[0] / wide, room[1] / 1.2)
    outside = trace.textposition == "outside" or (trace.textposition in (None, "auto") and fits < smallest)
    if not outside and fits < smallest:
        return
    written = axes.annotate(
        text,
        **(_behind(bar, middle) if outside else _within(bar, middle)),
        textcoords="offset points",
        color=colour(inner.color, default="#1F2933"),
        fontproperties=font(size if outside else fits),
        zorder=order,
        parse_math=False,
        annotation_clip=False,
    )
    written.set_in_layout(outside)


def _within(bar: Bar, middle: float) -> dict[str, Any]:
    """Return where a text stands in the middle of a bar."""
    at = (bar.start + bar.end) / 2
    place = (at, middle) if bar.trace.orientation == "h" else (middle, at)
    return {"xy": place, "xytext": (0.0, 0.0), "ha": "center", "va": "center_baseline"}


def _behind(bar: Bar, middle: float) -> dict[str, Any]:
    """Return where a text stands behind the end of a bar."""
    forth = bar.end >= bar.start
    away = PT * 4 * (1 if forth else -1)
    if bar.trace.orientation == "h":
        aside = "left" if forth else "right"
        return {"xy": (bar.end, middle), "xytext": (away, 0), "ha": aside, "va": "center_baseline"}
    return {"xy": (middle, bar.end), "xytext": (0, away), "ha": "center", "va": "bottom" if forth else "top"}
