"""What a figure draws, read once: its traces, its bars and its two axes, whatever the size of the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboards.charts.static import UnsupportedFigure, bar_layout
from dashboards.charts.static.axis_scale import Scale, scale
from dashboards.charts.static.figure_settings import Settings, heatmap_names, settings_of

_OTHER_AXES = ("xaxis2", "yaxis2", "polar", "scene", "geo")


@dataclass(frozen=True)
class Content:
    """A figure's settings, the lines and notes of its layout, its visible traces, its bars laid out, and its axes."""

    settings: Settings
    shapes: Sequence[Any]
    notes: Sequence[Any]
    traces: Sequence[Any]
    bars: Sequence[bar_layout.Bar]
    x: Scale
    y: Scale


def content(figure: go.Figure) -> Content:
    """Return what `figure` draws. Raises UnsupportedFigure for kinds of traces and axes that pictures do not know."""
    traces = [trace for trace in figure.data if trace.visible not in (False, "legendonly")]
    unknown = {trace.type for trace in traces} - {"scatter", "bar", "heatmap"}
    if unknown:
        raise UnsupportedFigure(f"trace type {', '.join(sorted(unknown))}")
    settings = settings_of(figure.layout)
    if any(settings.get(name) for name in _OTHER_AXES):
        raise UnsupportedFigure("more than one pair of axes")
    standing = bar_layout.bars_of(settings, [trace for trace in traces if trace.type == "bar"])
    x, y = (_scale(settings, axis, traces, standing) for axis in ("xaxis", "yaxis"))
    return Content(settings, figure.layout.shapes or (), figure.layout.annotations or (), traces, standing, x, y)


def _scale(settings: Settings, axis: str, traces: list[Any], standing: list[bar_layout.Bar]) -> Scale:
    """Return the axis over all traces: names and ends of bars, points, cells."""
    letter, values, spans = axis[0], [], []
    for trace in traces:
        if trace.type == "heatmap":
            names = heatmap_names(trace)[0 if letter == "x" else 1]
            values += names
            spans += [] if any(isinstance(name, str) for name in names) else [-0.5, len(names) - 0.5]
        elif trace.type == "scatter":
            values += list(trace[letter] if trace[letter] is not None else ())
    from_zero = False
    for bar in standing:
        if (bar.trace.orientation == "h") == (letter == "x"):
            spans += [bar.start, bar.end]
            from_zero = from_zero or bar.start == 0
        else:
            values.append(bar.name)
    return scale(settings, axis, values, spans, from_zero=from_zero)
