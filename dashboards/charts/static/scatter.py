"""Scatter traces: lines, steps, bands, markers of many shapes, intervals, texts at points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from dashboards.charts.static import UnsupportedFigure
from dashboards.charts.static.clipping import known_runs
from dashboards.charts.static.figure_settings import colour, dashes, each, pixels
from dashboards.charts.static.marker import EDGE, marker_look
from dashboards.charts.static.marks import Point, Text
from dashboards.charts.static.plot import Plot
from dashboards.charts.static.text import plain

_STRAIGHT = (None, "linear", "spline")
_STEPS = ("hv", "vh")
_BESIDE: dict[str, Any] = {"left": "right", "center": "center", "right": "left"}
_OVER: dict[str, Any] = {"top": "bottom", "middle": "middle", "bottom": "top"}


def draw(plot: Plot, trace: go.Scatter, order: float, before: Sequence[Point]) -> list[Point]:
    """Draw one scatter trace at `order`; return its points, which the next trace may fill to (`tonexty`)."""
    places = _places(trace, plot)
    mode = trace.mode or ("lines+markers" if len(places) < 20 else "lines")
    _fill(plot, trace, places, before, order)
    if "lines" in mode and trace.line.width != 0:
        _line(plot, trace, places, order)
    _interval(plot, trace.error_x, places, order, upright=False)
    _interval(plot, trace.error_y, places, order, upright=True)
    shown = [n for n, (one, other) in enumerate(places) if plot.x.holds(one) and plot.y.holds(other)]
    if "markers" in mode:
        _markers(plot, trace, places, shown, order)
    if "text" in mode:
        _texts(plot, trace, places, shown, order)
    return places


def _places(trace: go.Scatter, plot: Plot) -> list[Point]:
    """Return the points of a trace; where it gives one side only, the other counts from zero."""
    across, up = (list(side) if side is not None else [] for side in (trace.x, trace.y))
    length = max(len(across), len(up))
    across, up = across or list(range(length)), up or list(range(length))
    return [(plot.x.at(one), plot.y.at(other)) for one, other in zip(across, up, strict=True)]


def _fill(plot: Plot, trace: go.Scatter, places: Sequence[Point], before: Sequence[Point], order: float) -> None:
    if trace.fill in (None, "none"):
        return
    if trace.fill not in ("tonexty", "tozeroy"):
        raise UnsupportedFigure(f"fill {trace.fill}")
    under = dict(before) if trace.fill == "tonexty" else dict.fromkeys((one for one, _ in places), 0.0)
    both = [(one, math.nan if math.isnan(under.get(one, math.nan)) else other) for one, other in places]
    for run in known_runs(both):
        back = [(one, under[one]) for one, _ in run]
        outline = [*_stepped(run, trace.line.shape), *reversed(_stepped(back, trace.line.shape))]
        plot.area(list(map(plot.at, outline)), colour(trace.fillcolor, trace.opacity), order - 0.4)


def _line(plot: Plot, trace: go.Scatter, places: Sequence[Point], order: float) -> None:
    if trace.line.shape not in (*_STRAIGHT, *_STEPS):
        raise UnsupportedFigure(f"line shape {trace.line.shape}")
    kept = [place for place in places if not math.isnan(place[1])] if trace.connectgaps else places
    width = pixels(trace.line.width, 2)
    paint, dash = colour(trace.line.color, trace.opacity), dashes(trace.line.dash, width)
    for run in known_runs(kept):
        plot.line(list(map(plot.at, _stepped(run, trace.line.shape))), paint, width, order, dash)


def _stepped(points: Sequence[Point], shape: str | None) -> list[Point]:
    """Return the points of a line that goes level and then up or down (`hv`), or the other way round (`vh`)."""
    if shape not in _STEPS:
        return list(points)
    made = [*points[:1]]
    for one, other in pairwise(points):
        made += [(other[0], one[1]) if shape == "hv" else (one[0], other[1]), other]
    return made


def _interval(plot: Plot, error: Any, places: Sequence[Point], order: float, *, upright: bool) -> None:
    if error is None or error.array is None or error.visible is False:
        return
    above = each(error.array, len(places), 0.0)
    below = above if error.symmetric in (None, True) else each(error.arrayminus, len(places), 0.0)
    paint, width = colour(error.color, default=EDGE), pixels(error.thickness, 2)
    for (one, other), more, less in zip(places, above, below, strict=True):
        if not math.isnan(one + other):
            more, less = more or 0.0, less or 0.0
            ends = ((one, other - less), (one, other + more)) if upright else ((one - less, other), (one + more, other))
            plot.line(list(map(plot.at, ends)), paint, width, order - 0.2)


def _markers(plot: Plot, trace: go.Scatter, places: Sequence[Point], shown: Sequence[int], order: float) -> None:
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
    kept = {look: marker_look(trace, *look) for look in dict.fromkeys(looks[place] for place in shown)}
    plot.marks += [kept[looks[place]].at(plot.at(places[place]), order + 0.2) for place in shown]


def _texts(plot: Plot, trace: go.Scatter, places: Sequence[Point], shown: Sequence[int], order: float) -> None:
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
        right, down = plot.at(places[n])
        right += {"left": -away, "center": 0, "right": away}[sideways]
        down += {"top": -away, "middle": 0, "bottom": away}[upright]
        beside = _BESIDE[sideways], _OVER[upright]
        # A text in the middle of its cell needs no room beside the plot.
        inside = str(where[n]) == "middle center"
        plot.marks.append(
            Text(right, down, text, sizes[n], colour(paints[n]), *beside, layer=order + 0.3, needs_room=not inside)
        )
