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
    reached: dict[tuple[str, bool], float] = defaultdict(float)
    made = []
    shares = len(traces) if mode == "group" else 1
    for turn, trace in enumerate(traces):
        middle = turn - (shares - 1) / 2 if mode == "group" else 0.0
        lying = trace.orientation == "h"
        names, sizes = (trace.y, trace.x) if lying else (trace.x, trace.y)
        length = len(sizes)
        names = list(range(length)) if names is None else names
        bases, widths = each(trace.base, length), each(trace.width, length)
        for number, (name, size) in enumerate(zip(names, sizes, strict=True)):
            if size is None or math.isnan(size):
                continue
            thickness, offset = widths[number] or (1 - gap) / shares, middle * (1 - gap) / shares
            start = 0.0 if bases[number] is None else float(bases[number])
            if mode in ("stack", "relative") and bases[number] is None:
                start = reached[str(name), size < 0]
                reached[str(name), size < 0] += size
            made.append(Bar(trace, number, name, offset, thickness, start, start + size))
    return _evened(made) if setting(settings, "barnorm") == "percent" else made


def _evened(bars: list[Bar]) -> list[Bar]:
    """Return stacked bars as parts of a hundred of all that stands under their name."""
    whole: dict[str, float] = defaultdict(float)
    for bar in bars:
        whole[str(bar.name)] += bar.end - bar.start
    share = {name: 100 / size if size else 0.0 for name, size in whole.items()}
    return [replace(bar, start=bar.start * share[str(bar.name)], end=bar.end * share[str(bar.name)]) for bar in bars]
