"""The sheet of a picture: title on top, legend, plot, note lines at the foot; nothing overlaps, nothing is cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import plotly.graph_objects as go
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D

from dashboards.pictures import CannotDraw, axis_marks, bars, cells, extras, legend, scatter
from dashboards.pictures.lettering import font, height_of, plain, wrapped
from dashboards.pictures.scale import Scale, scale
from dashboards.pictures.settings import setting
from dashboards.theme import GREY, INK

EDGE = 16.0
_TITLE, _NOTE, _GAP = 18, 12, 10.0
_OTHER_AXES = ("xaxis2", "yaxis2", "polar", "scene", "geo")
Pads = tuple[float, float, float, float]


@dataclass(frozen=True)
class Sheet:
    """Sizes of a picture in CSS pixels: width, the plot's height, pads of the plot (left, right, below, above)."""

    title: str
    notes: str
    width: float
    plot: float
    pads: Pads

    @property
    def head(self) -> float:
        """Height of the title with the gap under it."""
        return height_of(self.title, _TITLE) + _GAP if self.title else 0.0

    @property
    def foot(self) -> float:
        """Height of the note lines with the gap over them."""
        return height_of(self.notes, _NOTE) + _GAP if self.notes else 0.0


def drawn(figure: go.Figure, title: str, notes: Sequence[str], width: float, scaled: float) -> Figure:
    """Return the matplotlib figure of `figure`, `width` CSS pixels wide, with `scaled` dots a pixel.

    It is laid out twice: what the first time stood over the edge of the plot (names, numbers behind bars) gets its
    room the second time.
    """
    layout = figure.layout
    inner = width - 2 * EDGE
    height = float(layout.height or 450)
    sheet = Sheet(
        wrapped(plain(title or setting(layout, "title.text")), _TITLE, inner),
        "\n".join(wrapped(plain(note), _NOTE, inner) for note in notes),
        width,
        max(60.0, height - 84),
        (8, 8, 8, 4),
    )
    for _ in range(3):
        made, axes = _laid_out(figure, sheet, scaled)
        pads = _needed(made, axes, scaled)
        if all(need <= has + 0.5 for need, has in zip(pads, sheet.pads, strict=True)):
            break
        left, right, below, above = (max(need, has) for need, has in zip(pads, sheet.pads, strict=True))
        sheet = replace(sheet, pads=(left, right, below, above))
    return made


def _laid_out(figure: go.Figure, sheet: Sheet, scaled: float) -> tuple[Figure, Axes]:
    layout = figure.layout
    traces = [trace for trace in figure.data if trace.visible not in (False, "legendonly")]
    named = legend.entries(layout, traces, sheet.width - 2 * EDGE)
    key = legend.LINE * (named[-1].line + 1) + _GAP / 2 if named else 0.0
    left, right, below, above = sheet.pads
    height = EDGE * 2 + sheet.head + key + above + sheet.plot + below + sheet.foot
    made = Figure(figsize=(sheet.width / 96, height / 96), dpi=96 * scaled, facecolor="white")
    FigureCanvasAgg(made)
    wide = sheet.width - 2 * EDGE - left - right
    bottom = EDGE + sheet.foot + below
    axes = made.add_axes(
        ((EDGE + left) / sheet.width, bottom / height, wide / sheet.width, sheet.plot / height), facecolor="white"
    )
    pixels = Affine2D().scale(scaled)
    text: dict[str, Any] = {"transform": pixels, "va": "top", "parse_math": False, "linespacing": 1.2}
    top = height - EDGE
    if sheet.title:
        made.text(EDGE, top, sheet.title, fontproperties=font(_TITLE), color=INK, **text)
    legend.draw(made, named, EDGE, top - sheet.head, pixels)
    if sheet.notes:
        made.text(EDGE, EDGE + sheet.foot - _GAP, sheet.notes, fontproperties=font(_NOTE), color=GREY, **text)
    _plot(axes, layout, traces, wide, sheet.plot)
    return made, axes


def _plot(axes: Axes, layout: go.Layout, traces: list[Any], width: float, height: float) -> None:
    unknown = {trace.type for trace in traces} - {"scatter", "bar", "heatmap"}
    if unknown:
        raise CannotDraw(f"trace type {', '.join(sorted(unknown))}")
    if any(name in layout and layout[name].to_plotly_json() for name in _OTHER_AXES):
        raise CannotDraw("more than one pair of axes")
    standing = bars.laid_out(layout, [trace for trace in traces if trace.type == "bar"])
    x, y = _scale(layout, "xaxis", traces, standing), _scale(layout, "yaxis", traces, standing)
    axis_marks.draw(axes, layout, x, y, width, height)
    order = {id(trace): 2.0 + number for number, trace in enumerate(traces)}
    bars.draw(axes, layout, standing, x, y, order)
    before: list[tuple[float, float]] = []
    for trace in traces:
        if trace.type == "scatter":
            before = scatter.draw(axes, trace, x, y, order[id(trace)], before)
        elif trace.type == "heatmap":
            cells.draw(axes, trace, x, y, order[id(trace)])
    extras.draw(axes, layout, x, y)


def _scale(layout: go.Layout, axis: str, traces: list[Any], standing: list[bars.Bar]) -> Scale:
    """Return the axis over all traces: names and ends of bars, points, cells."""
    letter, values, spans = axis[0], [], []
    for trace in traces:
        if trace.type == "heatmap":
            names = cells.names_of(trace)[0 if letter == "x" else 1]
            values += names
            spans += [] if any(isinstance(name, str) for name in names) else [-0.5, len(names) - 0.5]
        elif trace.type == "scatter":
            values += list(trace[letter] if trace[letter] is not None else ())
    along = [bar for bar in standing if (bar.trace.orientation == "h") == (letter == "x")]
    values += [bar.name for bar in standing if (bar.trace.orientation == "h") != (letter == "x")]
    spans += [end for bar in along for end in (bar.start, bar.end)]
    return scale(layout, axis, values, spans, from_zero=any(bar.start == 0 for bar in along))


def _needed(made: Figure, axes: Axes, scaled: float) -> Pads:
    """Return how far names, numbers and titles stand out of the plot on each side, in CSS pixels."""
    box, around = axes.get_window_extent(), axes.get_tightbbox(made.canvas.get_renderer())  # type: ignore[attr-defined]
    assert around is not None
    return (
        (box.x0 - around.x0) / scaled,
        (around.x1 - box.x1) / scaled,
        (box.y0 - around.y0) / scaled,
        (around.y1 - box.y1) / scaled,
    )
