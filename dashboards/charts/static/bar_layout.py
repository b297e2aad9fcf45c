"""Where each bar of a figure begins and ends: grouped, stacked, over each other, or as parts of a hundred."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import plotly.graph_objects as go

from dashboards.charts.static import UnsupportedFigure
from dashboards.charts.static.figure_settings import Settings, each, setting


@dataclass(frozen=True)
class Bar:
    """One bar: of which trace, its place on the axis of names, its thickness, and from where to where it goes."""

    trace: go.Bar
    number: int
    name: object
    offset: float
    thickness: float
    start: float
    end: float


def bars_of(settings: Settings, traces: Sequence[go.Bar]) -> list[Bar]:
    """Return every bar with where it begins and ends; the names stay as the data says."""
    mode, gap = setting(settings, "barmode", "group"), float(setting(settings, "bargap", 0.2))
    if mode not in ("stack", "relative", "group", "overlay"):
        raise UnsupportedFigure(f"bar mode {mode}")
    shares = len(traces) if mode == "group" else 1
    made = []
    for turn, trace in enumerate(traces):
        middle = turn - (shares - 1) / 2 if mode == "group" else 0.0
        made += _bars_of(trace, middle * (1 - gap) / shares, (1 - gap) / shares)
    if mode in ("stack", "relative"):
        made = _stacked(made)
    return _evened(made) if setting(settings, "barnorm") == "percent" else made


def _bars_of(trace: go.Bar, offset: float, thickness: float) -> list[Bar]:
    """Return the bars of one trace, each from its base or from zero."""
    names, sizes = (trace.y, trace.x) if trace.orientation == "h" else (trace.x, trace.y)
    length = len(sizes)
    bases, widths = each(trace.base, length), each(trace.width, length)
    made = []
    for number, (name, size) in enumerate(zip(range(length) if names is None else names, sizes, strict=True)):
        if size is None or math.isnan(size):
            continue
        start = 0.0 if bases[number] is None else float(bases[number])
        made.append(Bar(trace, number, name, offset, widths[number] or thickness, start, start + size))
    return made


def _stacked(bars: list[Bar]) -> list[Bar]:
    """Return the bars on each other, above and below zero; one with a base of its own stays where it is."""
    reached: dict[tuple[str, bool], float] = defaultdict(float)
    made = []
    for bar in bars:
        if _has_base(bar):
            made.append(bar)
        else:
            side = str(bar.name), bar.end < 0
            made.append(replace(bar, start=reached[side], end=reached[side] + bar.end))
            reached[side] += bar.end
    return made


def _has_base(bar: Bar) -> bool:
    return each(bar.trace.base, bar.number + 1)[bar.number] is not None


def _evened(bars: list[Bar]) -> list[Bar]:
    """Return stacked bars as parts of a hundred of all that stands under their name."""
    whole: dict[str, float] = defaultdict(float)
    for bar in bars:
        whole[str(bar.name)] += bar.end - bar.start
    share = {name: 100 / size if size else 0.0 for name, size in whole.items()}
    return [replace(bar, start=bar.start * share[str(bar.name)], end=bar.end * share[str(bar.name)]) for bar in bars]
