"""Heat maps: coloured cells with white gaps, texts in them where the trace carries some."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go

from dashboards.charts.static import UnsupportedFigure
from dashboards.charts.static.figure_settings import Colour, colour, heatmap_names, hex_of, pixels, shades
from dashboards.charts.static.marks import Point, Text
from dashboards.charts.static.plot import Plot, corners
from dashboards.charts.static.text import plain

_TEXT = "%{text}"


def draw(plot: Plot, trace: go.Heatmap, order: float) -> None:
    """Draw the cells of `trace`; a cell without a value stays white."""
    if trace.texttemplate not in (None, _TEXT):
        raise UnsupportedFigure(f"text template {trace.texttemplate}")
    columns, lines = heatmap_names(trace)
    cells = list(_cells(trace))
    if not cells:
        return
    low, span = _range(trace, [value for _, _, value in cells])
    stops, gap = _stops(trace), max(trace.xgap or 0, trace.ygap or 0) / 2
    for down, right, value in cells:
        middle = plot.x.at(columns[right]), plot.y.at(lines[down])
        plot.area(_cell(plot, middle, gap), hex_of(_shade(stops, (value - low) / span)), order)
        if trace.texttemplate and trace.text is not None:
            _write(plot, trace, trace.text[down][right], plot.at(middle), order + 0.3)


def _cell(plot: Plot, middle: Point, gap: float) -> tuple[Point, ...]:
    """Return the corners of a cell in pixels, `gap` within its edges."""
    across = sorted(plot.across(middle[0] + side) for side in (-0.5, 0.5))
    down = sorted(plot.down(middle[1] + side) for side in (-0.5, 0.5))
    return corners((across[0] + gap, down[0] + gap), (across[1] - gap, down[1] - gap))


def _write(plot: Plot, trace: go.Heatmap, text: object, at: Point, layer: float) -> None:
    said = plain(text)
    if said.strip():
        size, paint = pixels(trace.textfont.size, 12), colour(trace.textfont.color, default="#1F2933")
        plot.marks.append(Text(*at, said, size, paint, "center", layer=layer, needs_room=False))


def _cells(trace: go.Heatmap) -> Iterator[tuple[int, int, Any]]:
    """Yield the cells that have a value: line, place in it, value."""
    for down, line in enumerate(trace.z):
        for right, value in enumerate(() if line is None else line):
            if value is not None:
                yield down, right, value


def _range(trace: go.Heatmap, numbers: list[float]) -> tuple[float, float]:
    """Return the number with the first colour, and how far from it the one with the last colour lies."""
    low = min(numbers) if trace.zmin is None else trace.zmin
    high = max(numbers) if trace.zmax is None else trace.zmax
    return low, (high - low) or 1


def _stops(trace: go.Heatmap) -> list[tuple[float, Colour]]:
    if trace.colorscale is None:
        raise UnsupportedFigure("a heat map without its own colours")
    return [(float(at), shades(name)) for at, name in trace.colorscale]


def _shade(stops: list[tuple[float, Colour]], share: float) -> Colour:
    if share <= stops[0][0]:
        return stops[0][1]
    for (left, one), (right, other) in itertools.pairwise(stops):
        if share <= right:
            part = (share - left) / ((right - left) or 1)
            red, green, blue, seen = (a + (b - a) * part for a, b in zip(one, other, strict=True))
            return red, green, blue, seen
    return stops[-1][1]
