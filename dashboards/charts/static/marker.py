"""Markers of points: their shape and paint, for the chart and for its legend."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboards.charts.static import UnsupportedFigure
from dashboards.charts.static.figure_settings import colour, pixels
from dashboards.charts.static.marks import Area, Disc, Line, Mark, Point

_ROUND = "circle"
_THIN: dict[str, tuple[Point, Point]] = {"line-ns": ((0, -1), (0, 1)), "line-ew": ((-1, 0), (1, 0))}
_STAR = [(1.0 if turn % 2 == 0 else 0.381966, math.pi * (turn / 5 - 0.5)) for turn in range(10)]
_CROSS = [(-1, -3), (1, -3), (1, -1), (3, -1), (3, 1), (1, 1), (1, 3), (-1, 3), (-1, 1), (-3, 1), (-3, -1), (-1, -1)]
_SHAPES: dict[str, tuple[Point, ...]] = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "diamond": ((0, -1.13), (1.13, 0), (0, 1.13), (-1.13, 0)),
    "triangle-up": ((0, -1.05), (1.05, 1.05), (-1.05, 1.05)),
    "triangle-down": ((0, 1.05), (1.05, -1.05), (-1.05, -1.05)),
    "star": tuple((1.35 * long * math.cos(turn), 1.35 * long * math.sin(turn)) for long, turn in _STAR),
    "cross": tuple((right / 3, down / 3) for right, down in _CROSS),
    "x": tuple(((right - down) / 3.6, (right + down) / 3.6) for right, down in _CROSS),
}
"""Corners round the middle, as shares of half the size; all look as large as a circle of it."""

EDGE = "#444444"
"""The edge that Plotly gives a filled marker when the figure names only its width."""


@dataclass(frozen=True)
class Look:
    """A marker: its shape, half its size in pixels, its fill if it has one, and its edge."""

    shape: str
    half: float
    fill: str | None
    edge: str
    width: float

    def at(self, place: Point, layer: float) -> Mark:
        """Return the marker with its middle at `place`."""
        if self.shape == _ROUND:
            return Disc(place, self.half, self.fill, self.edge, self.width, layer)
        points = tuple(
            (place[0] + self.half * right, place[1] + self.half * down)
            for right, down in _THIN.get(self.shape) or _SHAPES[self.shape]
        )
        if self.shape in _THIN:
            return Line(points, self.edge, self.width, layer=layer)
        return Area(points, self.fill, self.edge, self.width, layer)


def marker_look(trace: go.Scatter, name: Any, paint: Any, size: float, opacity: float) -> Look:
    """Return one marker of `trace`, for the chart and for the legend."""
    shape, hollow = _symbol(name)
    inside = colour(paint, opacity if trace.opacity is None else opacity * trace.opacity)
    width, edge = trace.marker.line.width, trace.marker.line.color
    thin = hollow or shape in _THIN
    return Look(
        shape,
        pixels(size, 6) / 2,
        None if hollow else inside,
        inside if thin else colour(edge if isinstance(edge, str) else None, opacity, EDGE),
        pixels(width, 1.33 if thin else 0.0),
    )


def _symbol(name: object) -> tuple[str, bool]:
    """Return the shape of a marker and whether it is hollow."""
    text = str(name or _ROUND)
    shape = text.removesuffix("-open")
    if shape != _ROUND and shape not in _THIN and shape not in _SHAPES:
        raise UnsupportedFigure(f"marker symbol {text}")
    return shape, text.endswith("-open")
