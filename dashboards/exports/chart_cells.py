"""A heat map as coloured cells of a sheet; pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboards.exports.native_parts import Cells, ticks
from dashboards.shared.plotly_text import plain_text


def cells(figure: go.Figure, traces: list[Any]) -> Cells:
    """Return the cells that have a value, each with its text and the colour of the scale nearest to it."""
    grid = next(trace for trace in traces if trace.type == "heatmap")
    filled = {
        (down, right): value
        for down, line in enumerate(grid.z)
        for right, value in enumerate(line)
        if value is not None
    }
    texts = {} if grid.text is None else {(down, right): grid.text[down][right] for down, right in filled}
    texts |= _written(traces)
    return Cells(
        _beside(figure.layout.xaxis, grid.x),
        _beside(figure.layout.yaxis, grid.y),
        {place: (plain_text(texts.get(place, "")), _background(grid, value)) for place, value in filled.items()},
    )


def _beside(axis: Any, names: Sequence[object] | None) -> list[str]:
    """Return what stands beside a grid: the texts at the axis, or else the names in the data."""
    return list(ticks(axis).values()) or [plain_text(name) for name in names or ()]


def _written(traces: Sequence[Any]) -> dict[tuple[int, int], object]:
    """Return (line, column) -> what texts over the grid say there."""
    return {
        place: text
        for trace in traces
        if trace.type == "scatter" and trace.mode == "text"
        for place, text in zip(zip(trace.y, trace.x, strict=True), trace.text, strict=True)
    }


def _background(grid: Any, value: float) -> str:
    """Return the colour of the scale that lies nearest to a value."""
    stops = [(float(at), str(colour)) for at, colour in grid.colorscale or ()]
    span = (grid.zmax - grid.zmin) or 1 if grid.zmax is not None and grid.zmin is not None else 1
    share = (value - (grid.zmin or 0)) / span
    return min(stops, key=lambda stop: abs(stop[0] - share))[1] if stops else "#FFFFFF"
