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
    settings = settings_of(figure.layout)
    _refuse_unknown(traces, settings)
    standing = bar_layout.bars_of(settings, [trace for trace in traces if trace.type == "bar"])
    x, y = (_scale(settings, axis, traces, standing) for axis in ("xaxis", "yaxis"))
    return Content(settings, figure.layout.shapes or (), figure.layout.annotations or (), traces, standing, x, y)


def _refuse_unknown(traces: Sequence[Any], settings: Settings) -> None:
    unknown = {trace.type for trace in traces} - {"scatter", "bar", "heatmap"}
    if unknown:
        raise UnsupportedFigure(f"trace type {', '.join(sorted(unknown))}")
    if any(settings.get(name) for name in _OTHER_AXES):
        raise UnsupportedFigure("more than one pair of axes")


def _scale(settings: Settings, axis: str, traces: list[Any], standing: list[bar_layout.Bar]) -> Scale:
    """Return the axis over all traces: names and ends of bars, points, cells."""
    letter = axis[0]
    values, spans = _points_and_cells(traces, letter)
    along = [bar for bar in standing if _lies_along(bar, letter)]
    values += [bar.name for bar in standing if not _lies_along(bar, letter)]
    spans += [end for bar in along for end in (bar.start, bar.end)]
    return scale(settings, axis, values, spans, from_zero=any(bar.start == 0 for bar in along))


def _points_and_cells(traces: list[Any], letter: str) -> tuple[list[Any], list[float]]:
    """Return the values of points and of cells along an axis, and the ends of the cells."""
    values: list[Any] = []
    spans: list[float] = []
    for trace in traces:
        if trace.type == "heatmap":
            names = heatmap_names(trace)["xy".index(letter)]
            values += names
            spans += _ends_of_cells(names)
        elif trace.type == "scatter" and trace[letter] is not None:
            values += list(trace[letter])
    return values, spans


def _ends_of_cells(names: Sequence[Any]) -> list[float]:
    """Return the ends of cells that are counted; named ones have their axis from the names."""
    return [] if any(isinstance(name, str) for name in names) else [-0.5, len(names) - 0.5]


def _lies_along(bar: bar_layout.Bar, letter: str) -> bool:
    return bool((bar.trace.orientation == "h") == (letter == "x"))
