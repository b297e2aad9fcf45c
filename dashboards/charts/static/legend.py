"""The legend: entries in lines over the chart, each with what it looks like in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import Transform

from dashboards.charts.static import PT
from dashboards.charts.static.figure_settings import Settings, colour, dashes, each, points, setting
from dashboards.charts.static.marker import marker_look
from dashboards.charts.static.text import font, plain, width_of

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


def draw(drawn: Figure, found: Sequence[Entry], left: float, top: float, pixels: Transform) -> None:
    """Draw the entries; `left` and `top` are pixels of the picture, counted from below."""
    for entry in found:
        middle, start = top - LINE * (entry.line + 0.5), left + entry.left
        for artist in _keys(entry.trace, start, middle):
            artist.set_transform(pixels)
            drawn.add_artist(artist)
        drawn.text(
            start + _KEY,
            middle,
            entry.text,
            transform=pixels,
            va="center_baseline",
            fontproperties=font(SIZE),
            color="#1F2933",
            parse_math=False,
        )


def _keys(trace: Any, left: float, middle: float) -> list[Any]:
    if trace.type == "bar":
        paint = each(trace.marker.color, 1)[0]
        edge = each(trace.marker.line.color, 1)[0]
        look: dict[str, Any] = {
            "facecolor": colour(paint, trace.opacity),
            "edgecolor": colour(edge) if edge else "none",
        }
        return [Rectangle((left, middle - 6), 18, 12, linewidth=PT, **look)]
    mode = trace.mode or "lines"
    keys: list[Any] = []
    if trace.fill not in (None, "none"):
        keys.append(Rectangle((left, middle - 6), 18, 12, facecolor=colour(trace.fillcolor), edgecolor="none"))
    if "lines" in mode and trace.line.width != 0:
        style = {"color": colour(trace.line.color, trace.opacity), "linestyle": dashes(trace.line.dash)}
        keys.append(Line2D([left, left + 20], [middle, middle], linewidth=points(trace.line.width, 2), **style))
    if "markers" in mode:
        marker = trace.marker
        name, paint = each(marker.symbol, 1, "circle")[0], each(marker.color, 1, trace.line.color)[0]
        size = min(16.0, float(each(marker.size, 1, 6)[0]))
        look = marker_look(trace, name, paint, size, each(marker.opacity, 1, 1.0)[0])
        keys.append(Line2D([left + 10], [middle], linestyle="none", **look))
    return keys
