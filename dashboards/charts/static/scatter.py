"""Scatter traces: lines, steps, bands, markers of many shapes, intervals, texts at points."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

import plotly.graph_objects as go
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D

from dashboards.charts.static import PT, UnsupportedFigure
from dashboards.charts.static.axis_scale import Scale
from dashboards.charts.static.figure_settings import colour, dashes, each, points
from dashboards.charts.static.marker import EDGE, marker_look
from dashboards.charts.static.text import font, plain

_STEPS: dict[str | None, Any] = {
    None: "default",
    "linear": "default",
    "hv": "steps-post",
    "vh": "steps-pre",
    "spline": "default",
}


def draw(
    axes: Axes, trace: go.Scatter, x: Scale, y: Scale, order: float, before: list[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Draw one scatter trace at `order`; return its points, which the next trace may fill to (`tonexty`)."""
    places = _places(trace, x, y)
    mode = trace.mode or ("lines+markers" if len(places) < 20 else "lines")
    _fill(axes, trace, places, before, order)
    if "lines" in mode and trace.line.width != 0:
        _line(axes, trace, places, order)
    _interval(axes, trace.error_x, places, order, upright=False)
    _interval(axes, trace.error_y, places, order, upright=True)
    shown = [n for n, (one, other) in enumerate(places) if x.holds(one) and y.holds(other)]
    if "markers" in mode:
        _markers(axes, trace, places, shown, order)
    if "text" in mode:
        _texts(axes, trace, places, shown, order)
    return places


def _places(trace: go.Scatter, x: Scale, y: Scale) -> list[tuple[float, float]]:
    """Return the points of a trace; where it gives one side only, the other counts from zero."""
    across, up = (list(side) if side is not None else [] for side in (trace.x, trace.y))
    length = max(len(across), len(up))
    across, up = across or list(range(length)), up or list(range(length))
    return [(x.at(one), y.at(other)) for one, other in zip(across, up, strict=True)]


def _fill(axes: Axes, trace: go.Scatter, places: list[Any], before: list[Any], order: float) -> None:
    if trace.fill in (None, "none"):
        return
    if trace.fill not in ("tonexty", "tozeroy"):
        raise UnsupportedFigure(f"fill {trace.fill}")
    under = {one: other for one, other in before} if trace.fill == "tonexty" else {one: 0.0 for one, _ in places}
    axes.fill_between(
        [one for one, _ in places],
        [under.get(one, math.nan) for one, _ in places],
        [other for _, other in places],
        color=colour(trace.fillcolor, trace.opacity),
        linewidth=0,
        zorder=order - 0.4,
        step="post" if trace.line.shape == "hv" else None,
    )


def _line(axes: Axes, trace: go.Scatter, places: list[Any], order: float) -> None:
    if trace.line.shape not in _STEPS:
        raise UnsupportedFigure(f"line shape {trace.line.shape}")
    kept = [place for place in places if not math.isnan(place[1])] if trace.connectgaps else places
    axes.add_artist(
        Line2D(
            [one for one, _ in kept],
            [other for _, other in kept],
            color=colour(trace.line.color, trace.opacity),
            linewidth=points(trace.line.width, 2),
            linestyle=dashes(trace.line.dash),
            drawstyle=_STEPS[trace.line.shape],
            zorder=order,
        )
    )


def _interval(axes: Axes, error: Any, places: list[Any], order: float, *, upright: bool) -> None:
    if error is None or error.array is None or error.visible is False:
        return
    above = each(error.array, len(places), 0.0)
    below = above if error.symmetric in (None, True) else each(error.arrayminus, len(places), 0.0)
    lines = []
    for (one, other), more, less in zip(places, above, below, strict=True):
        if not math.isnan(one + other):
            more, less = more or 0.0, less or 0.0
            lines.append(
                [(one, other - less), (one, other + more)] if upright else [(one - less, other), (one + more, other)]
            )
    style = {"colors": [colour(error.color, default=EDGE)], "linewidths": points(error.thickness, 2)}
    axes.add_collection(LineCollection(lines, zorder=order - 0.2, **style), autolim=False)


def _markers(axes: Axes, trace: go.Scatter, places: list[Any], shown: list[int], order: float) -> None:
    length, marker = len(places), trace.marker
    looks = list(
        zip(
            each(marker.symbol, length, "circle"),
            each(marker.color, length, trace.line.color),
            each(marker.size, length, 6),
            each(marker.opacity, length, 1.0),
            strict=True,
        )
    )
    groups: dict[Any, list[int]] = defaultdict(list)
    for place in shown:
        groups[looks[place]].append(place)
    for (name, paint, size, opacity), members in groups.items():
        axes.add_artist(
            Line2D(
                [places[n][0] for n in members],
                [places[n][1] for n in members],
                linestyle="none",
                clip_on=False,
                zorder=order + 0.2,
                **marker_look(trace, name, paint, size, opacity),
            )
        )


def _texts(axes: Axes, trace: go.Scatter, places: list[Any], shown: list[int], order: float) -> None:
    length = len(places)
    texts, paints = each(trace.text, length, ""), each(trace.textfont.color, length, "#1F2933")
    sizes, where = each(trace.textfont.size, length, 12), each(trace.textposition, length, "middle center")
    aside = each(trace.marker.size, length, 6) if "markers" in (trace.mode or "") else [0] * length
    for n in shown:
        text = plain(texts[n])
        if not text.strip():
            continue
        upright, sideways = str(where[n]).split(" ")
        away = aside[n] / 2 + 3
        right, up = {"left": -away, "center": 0, "right": away}, {"top": away, "middle": 0, "bottom": -away}
        written = axes.annotate(
            text,
            places[n],
            xytext=(PT * right[sideways], PT * up[upright]),
            textcoords="offset points",
            ha={"left": "right", "center": "center", "right": "left"}[sideways],
            va={"top": "bottom", "middle": "center_baseline", "bottom": "top"}[upright],
            color=colour(paints[n]),
            fontproperties=font(sizes[n]),
            zorder=order + 0.3,
            parse_math=False,
            annotation_clip=False,
        )
        # A text in the middle of its cell needs no room beside the plot, and measuring hundreds takes long.
        written.set_in_layout(str(where[n]) != "middle center")
