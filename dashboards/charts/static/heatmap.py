"""Heat maps: coloured cells with white gaps, texts in them where the trace carries some."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.patches import Rectangle

from dashboards.charts.static import UnsupportedFigure
from dashboards.charts.static.axis_scale import Scale
from dashboards.charts.static.figure_settings import Colour, colour, heatmap_names
from dashboards.charts.static.text import font, plain

_TEXT = "%{text}"


def draw(axes: Axes, trace: go.Heatmap, x: Scale, y: Scale, order: float) -> None:
    """Draw the cells of `trace`; a cell without a value stays white."""
    if trace.texttemplate not in (None, _TEXT):
        raise UnsupportedFigure(f"text template {trace.texttemplate}")
    columns, lines = heatmap_names(trace)
    cells = [(down, right, value) for down, line in enumerate(trace.z) for right, value in _values(line)]
    if not cells:
        return
    low, span = _range(trace, [value for _, _, value in cells])
    has_text = trace.texttemplate and trace.text is not None
    shapes, paints = [], []
    for down, right, value in cells:
        middle = x.at(columns[right]), y.at(lines[down])
        shapes.append(Rectangle((middle[0] - 0.5, middle[1] - 0.5), 1, 1))
        paints.append(_shade(trace, (value - low) / span))
        if has_text:
            _write(axes, trace, trace.text[down][right], middle, order + 0.3)
    style: dict[str, Any] = {
        "facecolors": paints,
        "edgecolors": "white",
        "linewidths": _gap(trace) * 0.75,
        "zorder": order,
    }
    axes.add_collection(PatchCollection(shapes, **style), autolim=False)


def _gap(trace: go.Heatmap) -> float:
    """Return the pixels between cells; the wider way counts for both."""
    return max(trace.xgap or 0, trace.ygap or 0)


def _values(line: Sequence[Any] | None) -> list[tuple[int, Any]]:
    """Return the values of a line of cells, each with its place in it."""
    return [(right, value) for right, value in enumerate(() if line is None else line) if value is not None]


def _range(trace: go.Heatmap, numbers: list[float]) -> tuple[float, float]:
    """Return the number with the first colour, and how far from it the one with the last colour lies."""
    low = min(numbers) if trace.zmin is None else trace.zmin
    high = max(numbers) if trace.zmax is None else trace.zmax
    return low, (high - low) or 1


def _write(axes: Axes, trace: go.Heatmap, text: object, middle: tuple[float, float], order: float) -> None:
    written = axes.annotate(
        plain(text),
        middle,
        ha="center",
        va="center_baseline",
        color=colour(trace.textfont.color, default="#1F2933"),
        fontproperties=font(trace.textfont.size or 12),
        zorder=order,
        parse_math=False,
        annotation_clip=False,
    )
    written.set_in_layout(False)


def _shade(trace: go.Heatmap, share: float) -> Colour:
    if trace.colorscale is None:
        raise UnsupportedFigure("a heat map without its own colours")
    stops = [(float(at), colour(name)) for at, name in trace.colorscale]
    if share <= stops[0][0]:
        return stops[0][1]
    for (left, one), (right, other) in itertools.pairwise(stops):
        if share <= right:
            part = (share - left) / ((right - left) or 1)
            red, green, blue, seen = (a + (b - a) * part for a, b in zip(one, other, strict=True))
            return red, green, blue, seen
    return stops[-1][1]
