"""Markers of points: their shape and paint, for the chart and for its legend."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from dashboards.charts.static import UnsupportedFigure
from dashboards.charts.static.figure_settings import colour, points

_SYMBOLS = {
    "circle": ("o", 1.0),
    "square": ("s", 0.9),
    "diamond": ("D", 0.8),
    "triangle-up": ("^", 1.05),
    "triangle-down": ("v", 1.05),
    "star": ("*", 1.35),
    "cross": ("P", 1.0),
    "x": ("X", 1.0),
    "line-ns": ("|", 1.0),
    "line-ew": ("_", 1.0),
}

EDGE = "#444444"
"""The edge that Plotly gives a filled marker when the figure names only its width."""


def marker_look(trace: go.Scatter, name: Any, paint: Any, size: float, opacity: float) -> dict[str, Any]:
    """Return matplotlib's properties of one marker of `trace`, for the chart and for the legend."""
    shape, larger, hollow = _symbol(name)
    inside = colour(paint, opacity if trace.opacity is None else opacity * trace.opacity)
    width = trace.marker.line.width
    thin = hollow or shape in "|_"
    edge = trace.marker.line.color
    if edge is not None and not isinstance(edge, str):
        edge = None
    return {
        "marker": shape,
        "markersize": points(size, 6) * larger,
        "markerfacecolor": "none" if hollow else inside,
        "markeredgecolor": inside if thin else colour(edge, opacity, EDGE),
        "markeredgewidth": points(width, 1.0 if thin else 0.0),
    }


def _symbol(name: object) -> tuple[str, float, bool]:
    """Return matplotlib's marker, how much it is enlarged to look as large, and whether it is hollow."""
    text = str(name or "circle")
    hollow = text.endswith("-open")
    found = _SYMBOLS.get(text.removesuffix("-open"))
    if found is None:
        raise UnsupportedFigure(f"marker symbol {text}")
    return found[0], found[1], hollow
