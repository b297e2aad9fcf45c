"""The legend: entries in lines over the chart, each with what it looks like in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dashboards.charts.static.figure_settings import Settings, colour, dashes, each, pixels, setting
from dashboards.charts.static.marker import marker_look
from dashboards.charts.static.marks import Area, Line, Mark, Text
from dashboards.charts.static.plot import corners
from dashboards.charts.static.text import plain, width_of

SIZE, LINE, _KEY, _GAP = 13, 24.0, 26.0, 18.0


@dataclass(frozen=True)
class Entry:
    """One entry: its trace and text, and where it stands (line from the top, pixels from the left)."""

    trace: Any
    text: str
    line: int
    left: float


def entries(settings: Settings, traces: Sequence[Any], width: float) -> list[Entry]:
    """Return the entries broken into lines of `width` pixels."""
    if not setting(settings, "showlegend", True):
        return []
    made: list[Entry] = []
    line, left = 0, 0.0
    for trace in traces:
        text = plain(trace.name).replace("\n", " ")
        if trace.type == "heatmap" or trace.showlegend is False or not text.strip():
            continue
        needed = _KEY + width_of(text, SIZE)
        if left and left + needed > width:
            line, left = line + 1, 0.0
        made.append(Entry(trace, text, line, left))
        left += needed + _GAP
    return made


def marks(found: Sequence[Entry], left: float, top: float) -> Iterator[Mark]:
    """Yield the entries drawn; `left` and `top` are pixels of the sheet."""
    for entry in found:
        middle, start = top + LINE * (entry.line + 0.5), left + entry.left
        yield from _keys(entry.trace, start, middle)
        yield Text(start + _KEY, middle, entry.text, SIZE, "#1F2933", needs_room=False)


def _keys(trace: Any, left: float, middle: float) -> Iterator[Mark]:
    block = corners((left, middle - 6), (left + 18, middle + 6))
    if trace.type == "bar":
        paint, edge = each(trace.marker.color, 1)[0], each(trace.marker.line.color, 1)[0]
        yield Area(block, colour(paint, trace.opacity), colour(edge) if edge else None, 1.0)
        return
    mode = trace.mode or "lines"
    if trace.fill not in (None, "none"):
        yield Area(block, colour(trace.fillcolor))
    if "lines" in mode and trace.line.width != 0:
        width = pixels(trace.line.width, 2)
        dash = dashes(trace.line.dash, width)
        yield Line(((left, middle), (left + 20, middle)), colour(trace.line.color, trace.opacity), width, dash)
    if "markers" in mode:
        marker = trace.marker
        name, paint = each(marker.symbol, 1, "circle")[0], each(marker.color, 1, trace.line.color)[0]
        size = min(16.0, float(each(marker.size, 1, 6)[0]))
        yield marker_look(trace, name, paint, size, each(marker.opacity, 1, 1.0)[0]).at((left + 10, middle), 0.0)
