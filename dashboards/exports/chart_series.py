"""What a native chart needs, read from a figure's traces: kind, categories, series, names of places; pure.

Three kinds of chart serve all our figures: bars, lines over periods, points on two axes. A grid of cells becomes
coloured cells; a figure that is none of them has no native chart and says so with None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go

from dashboards.shared.plotly_text import plain_text

_EXCEL_DAY_0 = dt.date(1899, 12, 30).toordinal()


@dataclass(frozen=True)
class Series:
    """One series: `across` is empty where categories stand there; `below` and `above` are lengths of intervals.

    `line` is drawn as a line, `outlined` as the frame of a bar (a standard, a median, the ends of a band).
    """

    name: str
    across: Sequence[float | None]
    up: Sequence[float | None]
    colour: str
    trace: Any
    line: bool = False
    outlined: bool = False
    below: Sequence[float] = ()
    above: Sequence[float] = ()


@dataclass(frozen=True)
class Native:
    """A native chart: `kind` is bar, column, line or scatter; bars lie on or behind each other, or side by side."""

    kind: str
    series: list[Series]
    categories: list[str] = field(default_factory=list)
    stacked: bool = False
    overlaid: bool = False
    days: bool = False


@dataclass(frozen=True)
class Cells:
    """A grid: names of columns and lines, and (line, column) -> text and background."""

    columns: list[str]
    lines: list[str]
    cells: dict[tuple[int, int], tuple[str, str]]


def native(figure: go.Figure) -> Native | Cells | None:
    """Return what `figure` becomes in a workbook, or None when it shows nothing or has no native form."""
    traces = [trace for trace in figure.data if trace.visible not in (False, "legendonly")]
    kinds = {trace.type for trace in traces}
    if not kinds or kinds - {"bar", "scatter", "heatmap"}:
        return None
    if "heatmap" in kinds:
        return _cells(figure, traces)
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
        return _single(bars, drawn)
    if places and not _is_crowded(drawn):
        return _at_places(bars, drawn, places)
    return _points(drawn) if drawn else None


def _is_crowded(drawn: Sequence[Any]) -> bool:
    """Tell whether dots of one trace lie between the places: bars would keep one of them and lose the rest."""
    return any(
        trace.mode == "markers" and any(float(place) != round(float(place)) for place in trace.y) for trace in drawn
    )


def _shown(trace: Any) -> bool:
    return trace.x is not None and any(value is not None for value in trace.x)


def _ticks(axis: Any) -> dict[object, str]:
    if axis.tickvals is None:
        return {}
    texts = axis.tickvals if axis.ticktext is None else axis.ticktext
    return {value: plain_text(text).replace("\n", "") for value, text in zip(axis.tickvals, texts, strict=True)}


def _colour(value: Any, default: str = "#1F5A8A") -> str:
    given = default if value is None else value if isinstance(value, str) else next(iter(value), default)
    return given if isinstance(given, str) and given.startswith("#") and len(given) == 7 else default


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
    paint = _colour(trace.line.color if not band else None, "#9AA5B1" if band else "#1F5A8A")
    return Series(plain_text(trace.name), [], [found.get(name) for name in names], paint, trace, line=True)


def _bars(figure: go.Figure, bars: list[Any], drawn: list[Any]) -> Native:
    lying = _lie(bars)
    axis, beside, along = (figure.layout.yaxis, "y", "x") if lying else (figure.layout.xaxis, "x", "y")
    words = _ticks(axis)
    names = list(dict.fromkeys([*(axis.categoryarray or ()), *(name for trace in bars for name in trace[beside])]))
    series = [_bar(trace, dict(zip(trace[beside], trace[along], strict=True)), names) for trace in bars]
    series += [_over(trace, list(map(str, names))) for trace in _named(drawn)]
    mode = figure.layout.barmode
    categories = [words.get(name, plain_text(name)) for name in names]
    return Native("bar" if lying else "column", series, categories, mode in ("stack", "relative"), mode == "overlay")


def _bar(trace: Any, lengths: dict[Any, Any], names: Sequence[Any]) -> Series:
    """Return a trace of bars over the categories `names`; a missing one is a gap."""
    outline = trace.marker.line.color
    paint = _colour(outline if isinstance(outline, str) else trace.marker.color)
    return Series(plain_text(trace.name), [], [lengths.get(name) for name in names], paint, trace)


def _places(figure: go.Figure, traces: list[Any]) -> dict[object, str]:
    """Return what stands beside the chart, from the top down: names of units, or nothing on an axis of numbers."""
    words = _ticks(figure.layout.yaxis)
    names = [value for trace in traces for value in trace.y if isinstance(value, str)]
    return words or {name: plain_text(name) for name in names}


def _single(bars: list[Any], drawn: list[Any]) -> Native:
    """Return one line of marks (本单位 among its peers) as one bar a mark, bands by both ends."""
    by_name: dict[str, float] = {}
    for trace in bars:
        start = 0.0 if trace.base is None else float(trace.base[0])
        by_name |= {
            f"{plain_text(trace.name)}（低端）": start,
            f"{plain_text(trace.name)}（高端）": start + float(trace.x[0]),
        }
    by_name |= {plain_text(trace.name): float(trace.x[0]) for trace in drawn if trace.x[0] is not None}
    paint = _colour(drawn[0].marker.color if drawn else None)
    return Native("bar", [Series("数值", [], list(by_name.values()), paint, go.Bar())], list(by_name))


def _at_places(bars: list[Any], drawn: list[Any], places: dict[object, str]) -> Native:
    """Return marks beside names as bars on each other: a unit's value filled, what it is held against as a frame."""
    order = {place: number for number, place in enumerate(places)}
    series = [made for trace in bars for made in _bars_at(trace, order)]
    series += [_mark_at(trace, order) for trace in drawn]
    return Native("bar", series, list(places.values()), overlaid=True)


def _spread(trace: Any, values: Sequence[Any], order: Mapping[object, int]) -> list[Any]:
    """Return a trace's values in the order of the places; a place without one is a gap."""
    found: list[Any] = [None] * len(order)
    for place, value in zip(trace.y, values, strict=True):
        if place in order:
            found[order[place]] = value
    return found


def _bars_at(trace: Any, order: Mapping[object, int]) -> list[Series]:
    """Return bars from zero as one series, bands that begin elsewhere as both their ends."""
    name, lengths = plain_text(trace.name), [float(value or 0) for value in trace.x]
    starts = [0.0] * len(lengths) if trace.base is None else [float(value) for value in trace.base]
    ends = [start + length for start, length in zip(starts, lengths, strict=True)]
    if not any(starts):
        return [Series(name, [], _spread(trace, ends, order), "#9AA5B1", trace)]
    return [
        Series(f"{name}（{word}）", [], _spread(trace, values, order), "#9AA5B1", trace, outlined=True)
        for word, values in (("低端", starts), ("高端", ends))
    ]


def _mark_at(trace: Any, order: Mapping[object, int]) -> Series:
    """Return points with their intervals; a straight line or a line-shaped mark becomes a frame."""
    straight = trace.mode == "lines" and len(set(trace.x)) == 1
    values = [trace.x[0]] * len(order) if straight else _spread(trace, trace.x, order)
    mark = trace.marker.symbol if isinstance(trace.marker.symbol, str) else ""
    paint = _colour(trace.line.color if straight else trace.marker.color)
    below, above = ([one or 0.0 for one in _spread(trace, part, order)] for part in _interval(trace))
    outlined = straight or mark.startswith("line-")
    return Series(plain_text(trace.name), [], values, paint, trace, outlined=outlined, below=below, above=above)


def _interval(trace: Any) -> tuple[list[float], list[float]]:
    error = trace.error_x
    above = [0.0] * len(trace.x) if error.array is None else [float(value or 0) for value in error.array]
    return above if error.arrayminus is None else [float(value or 0) for value in error.arrayminus], above


def _points(drawn: list[Any]) -> Native:
    """Return points and lines on two axes of numbers (or of days and numbers)."""
    series = []
    for trace in _named(drawn):
        across = [float(value.toordinal() - _EXCEL_DAY_0) if isinstance(value, dt.date) else value for value in trace.x]
        line = "lines" in (trace.mode or "lines")
        paint = _colour(trace.line.color if line else trace.marker.color)
        series.append(Series(plain_text(trace.name), across, list(trace.y), paint, trace, line=line))
    return Native("scatter", series, days=any(isinstance(value, dt.date) for trace in drawn for value in trace.x))


def _cells(figure: go.Figure, traces: list[Any]) -> Cells:
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
    return list(_ticks(axis).values()) or [plain_text(name) for name in names or ()]


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
