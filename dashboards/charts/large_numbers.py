"""Axes of large numbers counted in 万, as Chinese readers count; left alone, the browser writes 20k."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go

_WAN = 10_000.0
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_TICKS = 5


def in_wan(drawn: go.Figure) -> go.Figure:
    """Return `drawn` with the ticks of its axes of numbers from 10 000 on written as 2万; other axes as they were."""
    for name, along in (("xaxis", "x"), ("yaxis", "y")):
        axis = drawn.layout[name]
        highest = _highest(drawn, along)
        if highest >= _WAN and axis.tickvals is None and axis.type in (None, "-", "linear"):
            places = _places(highest)
            axis.tickvals, axis.ticktext = places, [_written(place) for place in places]
    return drawn


def _highest(drawn: go.Figure, along: str) -> float:
    """Return the largest number along an axis; bars that lie on each other reach their sum. 0 where it has none."""
    reached = [max(_numbers(trace[along]), default=0.0) for trace in drawn.data if along in trace]
    if drawn.layout.barmode == "stack":
        return sum(reached)
    return max(reached, default=0.0)


def _numbers(values: Any) -> Iterator[float]:
    for value in () if values is None else values:
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            yield float(value)


def _places(highest: float) -> list[float]:
    rough = highest / _TICKS
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(one * size for one in _STEPS if one * size >= rough)
    return [step * number for number in range(math.ceil(highest / step) + 1)]


def _written(place: float) -> str:
    return f"{place / _WAN:g}万" if place else "0"
