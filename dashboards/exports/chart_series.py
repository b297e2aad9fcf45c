"""What a native chart needs, read from a figure's traces: kind, categories, series, names of places; pure.

Three kinds of chart serve all our figures: bars, lines over periods, points on two axes. A grid of cells becomes
coloured cells; a figure that is none of them has no native chart and says so with None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboards.exports.chart_cells import cells
from dashboards.exports.chart_places import at_places, is_crowded, single
from dashboards.exports.native_parts import Cells, Native, Series, colour, ticks
from dashboards.shared.plotly_text import plain_text

_EXCEL_DAY_0 = dt.date(1899, 12, 30).toordinal()


def native(figure: go.Figure) -> Native | Cells | None:
    """Return what `figure` becomes in a workbook, or None when it shows nothing or has no native form."""
    traces = [trace for trace in figure.data if trace.visible not in (False, "legendonly")]
    kinds = {trace.type for trace in traces}
    if not kinds or kinds - {"bar", "scatter", "heatmap"}:
        return None
    if "heatmap" in kinds:
        return cells(figure, traces)
    bars = _of_type(traces, "bar")
    drawn = list(filter(_shown, _of_type(traces, "scatter")))
    if _is_bar_chart(bars, drawn):
        return _bars(figure, bars, drawn)
    return _lines(bars, drawn) or _marks(figure, bars, drawn)


def _of_type(traces: Sequence[Any], kind: str) -> list[Any]:
    return [trace for trace in traces if trace.type == kind]


def _is_bar_chart(bars: Sequence[Any], drawn: Sequence[Any]) -> bool:
    """Tell whether bars say it all: each from zero, and with nothing drawn across bars that lie."""
    based = any(trace.base is not None for trace in bars)
    return bool(bars) and not based and not (_lie(bars) and drawn)


def _lie(bars: Sequence[Any]) -> bool:
    return any(trace.orientation == "h" for trace in bars)


def _lines(bars: list[Any], drawn: list[Any]) -> Native | None:
    """Return lines over named periods; None where bars are drawn too, or the axis has numbers or days."""
    across = [value for trace in drawn for value in trace.x]
    if bars or not any(isinstance(value, str) for value in across):
        return None
    names = list(dict.fromkeys(map(str, across)))
    return Native("line", [_over(trace, names) for trace in _named(drawn)], names)


def _marks(figure: go.Figure, bars: list[Any], drawn: list[Any]) -> Native | None:
    """Return marks beside names as bars, and all others as points on two axes."""
    places = _places(figure, [*bars, *drawn])
    if places and not any(places.values()):
        return single(bars, drawn)
    if places and not is_crowded(drawn):
        return at_places(bars, drawn, places)
    return _points(drawn) if drawn else None


def _shown(trace: Any) -> bool:
    return trace.x is not None and any(value is not None for value in trace.x)


def _named(traces: Sequence[Any]) -> list[Any]:
    """Return the traces, each with a name: the lower edge of a band is named after the band that fills to it."""
    made = []
    for number, trace in enumerate(traces):
        copied = go.Scatter(trace)
        following = traces[number + 1] if number + 1 < len(traces) else None
        if following is not None and following.fill == "tonexty":
            copied.name = f"{following.name}（下沿）"
        elif trace.fill == "tonexty":
            copied.name = f"{trace.name}（上沿）"
        made.append(copied)
    return made


def _over(trace: Any, names: Sequence[str]) -> Series:
    """Return a trace over the categories `names`; a missing one is a gap."""
    found = {str(name): value for name, value in zip(trace.x, trace.y, strict=True)}
    band = "沿）" in str(trace.name) and trace.line.width == 0
    paint = colour(trace.line.color if not band else None, "#9AA5B1" if band else "#1F5A8A")
    return Series(plain_text(trace.name), [], [found.get(name) for name in names], paint, trace, line=True)


def _bars(figure: go.Figure, bars: list[Any], drawn: list[Any]) -> Native:
    lying = _lie(bars)
    axis, beside, along = (figure.layout.yaxis, "y", "x") if lying else (figure.layout.xaxis, "x", "y")
    words = ticks(axis)
    names = list(dict.fromkeys([*(axis.categoryarray or ()), *(name for trace in bars for name in trace[beside])]))
    series = [_bar(trace, dict(zip(trace[beside], trace[along], strict=True)), names) for trace in bars]
    series += [_over(trace, list(map(str, names))) for trace in _named(drawn)]
    mode = figure.layout.barmode
    categories = [words.get(name, plain_text(name)) for name in names]
    return Native("bar" if lying else "column", series, categories, mode in ("stack", "relative"), mode == "overlay")


def _bar(trace: Any, lengths: dict[Any, Any], names: Sequence[Any]) -> Series:
    """Return a trace of bars over the categories `names`; a missing one is a gap."""
    outline = trace.marker.line.color
    paint = colour(outline if isinstance(outline, str) else trace.marker.color)
    return Series(plain_text(trace.name), [], [lengths.get(name) for name in names], paint, trace)


def _places(figure: go.Figure, traces: list[Any]) -> dict[object, str]:
    """Return what stands beside the chart, from the top down: names of units, or nothing on an axis of numbers."""
    words = ticks(figure.layout.yaxis)
    names = [value for trace in traces for value in trace.y if isinstance(value, str)]
    return words or {name: plain_text(name) for name in names}


def _points(drawn: list[Any]) -> Native:
    """Return points and lines on two axes of numbers (or of days and numbers)."""
    series = []
    for trace in _named(drawn):
        across = [float(value.toordinal() - _EXCEL_DAY_0) if isinstance(value, dt.date) else value for value in trace.x]
        line = "lines" in (trace.mode or "lines")
        paint = colour(trace.line.color if line else trace.marker.color)
        series.append(Series(plain_text(trace.name), across, list(trace.y), paint, trace, line=line))
    return Native("scatter", series, days=any(isinstance(value, dt.date) for trace in drawn for value in trace.x))
