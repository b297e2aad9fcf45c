"""Marks that stand beside names, as bars on each other: one line of them, or a line for each name; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from dashboards.exports.native_parts import Native, Series, colour
from dashboards.shared.plotly_text import plain_text


def is_crowded(drawn: Sequence[Any]) -> bool:
    """Tell whether dots of one trace lie between the places: bars would keep one of them and lose the rest."""
    return any(
        trace.mode == "markers" and any(float(place) != round(float(place)) for place in trace.y) for trace in drawn
    )


def single(bars: list[Any], drawn: list[Any]) -> Native:
    """Return one line of marks (本单位 among its peers) as one bar a mark, bands by both ends."""
    by_name: dict[str, float] = {}
    for trace in bars:
        start = 0.0 if trace.base is None else float(trace.base[0])
        by_name |= {
            f"{plain_text(trace.name)}（低端）": start,
            f"{plain_text(trace.name)}（高端）": start + float(trace.x[0]),
        }
    by_name |= {plain_text(trace.name): float(trace.x[0]) for trace in drawn if trace.x[0] is not None}
    paint = colour(drawn[0].marker.color if drawn else None)
    return Native("bar", [Series("数值", [], list(by_name.values()), paint, go.Bar())], list(by_name))


def at_places(bars: list[Any], drawn: list[Any], places: dict[object, str]) -> Native:
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
    paint = colour(trace.line.color if straight else trace.marker.color)
    below, above = ([one or 0.0 for one in _spread(trace, part, order)] for part in _interval(trace))
    outlined = straight or mark.startswith("line-")
    return Series(plain_text(trace.name), [], values, paint, trace, outlined=outlined, below=below, above=above)


def _interval(trace: Any) -> tuple[list[float], list[float]]:
    error = trace.error_x
    above = [0.0] * len(trace.x) if error.array is None else [float(value or 0) for value in error.array]
    return above if error.arrayminus is None else [float(value or 0) for value in error.arrayminus], above
