"""The sheet of a picture: title on top, legend, plot, note lines at the foot; nothing overlaps, nothing is cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import plotly.graph_objects as go

from dashboards.charts.static import annotations as static_annotations
from dashboards.charts.static import axis_ticks, bars, heatmap, legend, scatter
from dashboards.charts.static.cutting import cut
from dashboards.charts.static.figure_content import Content, content
from dashboards.charts.static.figure_settings import setting
from dashboards.charts.static.marks import Box, Drawing, Mark, Point, Text
from dashboards.charts.static.plot import Plot
from dashboards.charts.static.text import height_of, plain, wrapped
from dashboards.charts.static.text_box import box_of
from dashboards.shared.theme import GREY, INK

EDGE = 16.0
_TITLE, _NOTE, _GAP = 18, 12, 10.0
Pads = tuple[float, float, float, float]


@dataclass(frozen=True)
class Sheet:
    """Sizes of a picture in CSS pixels: width, the plot's height, pads of the plot (left, right, below, above)."""

    title: str
    notes: str
    key: tuple[legend.Entry, ...]
    width: float
    plot: float
    pads: Pads

    @property
    def head(self) -> float:
        """Height of the title with the gap under it."""
        return height_of(self.title, _TITLE) + _GAP if self.title else 0.0

    @property
    def named(self) -> float:
        """Height of the legend with the gap under it."""
        return legend.LINE * (self.key[-1].line + 1) + _GAP / 2 if self.key else 0.0

    @property
    def foot(self) -> float:
        """Height of the note lines with the gap over them."""
        return height_of(self.notes, _NOTE) + _GAP if self.notes else 0.0

    @property
    def box(self) -> Box:
        """Where the plot lies."""
        left, right, _, above = self.pads
        top = EDGE + self.head + self.named + above
        return Box(EDGE + left, top, self.width - EDGE - right, top + self.plot)

    @property
    def height(self) -> float:
        """Height of the whole sheet."""
        return self.box.bottom + self.pads[2] + self.foot + EDGE


def drawn(figure: go.Figure, title: str, notes: Sequence[str], width: float) -> Drawing:
    """Return `figure` drawn on a sheet `width` CSS pixels wide."""
    return _on(*_laid_out(figure, title, notes, width))


def pieces(figure: go.Figure, cuts: Sequence[float], width: float) -> list[Drawing]:
    """Return `figure` drawn once and cut below the places `cuts` of its vertical axis, so all have one scale.

    What stands over the plot is on every piece.
    """
    sheet, plot = _laid_out(figure, "", (), width)
    return cut(_on(sheet, plot), [plot.down(at) for at in cuts])


def _on(sheet: Sheet, plot: Plot) -> Drawing:
    marks = sorted(plot.marks, key=lambda mark: mark.layer)
    return Drawing(sheet.width, sheet.height, (*marks, *_around(sheet)), plot.box)


def _laid_out(figure: go.Figure, title: str, notes: Sequence[str], width: float) -> tuple[Sheet, Plot]:
    """Return the sheet and the plot on it.

    The ticks of its axes say how much room they take; what else stands over the edge of the plot (names, numbers behind
    bars) gets its room when it is laid out again.
    """
    inside, inner = content(figure), width - 2 * EDGE
    sheet = Sheet(
        wrapped(plain(title or setting(inside.settings, "title.text")), _TITLE, inner),
        "\n".join(wrapped(plain(note), _NOTE, inner) for note in notes),
        tuple(legend.entries(inside.settings, inside.traces, inner)),
        width,
        max(60.0, float(setting(inside.settings, "height", 450)) - 84),
        (8, 8, 8, 4),
    )
    beside = axis_ticks.vertical(inside.settings, inside.y, sheet.plot)
    sheet = replace(sheet, pads=_more(sheet.pads, _beside(beside)))
    under = axis_ticks.horizontal(inside.settings, inside.x, sheet.box.width)
    sheet = replace(sheet, pads=_more(sheet.pads, _under(under)))
    plot = _plotted(inside, sheet.box)
    for _ in range(2):
        pads = _needed(plot)
        if all(need <= has + 0.5 for need, has in zip(pads, sheet.pads, strict=True)):
            break
        sheet = replace(sheet, pads=_more(sheet.pads, pads))
        plot = _plotted(inside, sheet.box)
    return sheet, plot


def _more(one: Pads, other: Pads) -> Pads:
    left, right, below, above = map(max, one, other)
    return left, right, below, above


def _beside(ticks: axis_ticks.Ticks) -> Pads:
    return (0, ticks.reach, 0, 0) if ticks.beyond else (ticks.reach, 0, 0, 0)


def _under(ticks: axis_ticks.Ticks) -> Pads:
    return (0, 0, 0, ticks.reach) if ticks.beyond else (0, 0, ticks.reach, 0)


def _around(sheet: Sheet) -> Iterator[Mark]:
    """Yield title, legend and notes."""
    if sheet.title:
        yield Text(EDGE, EDGE, sheet.title, _TITLE, INK, up="top")
    yield from legend.marks(sheet.key, EDGE, EDGE + sheet.head)
    if sheet.notes:
        yield Text(EDGE, sheet.height - EDGE - sheet.foot + _GAP, sheet.notes, _NOTE, GREY, up="top")


def _plotted(inside: Content, box: Box) -> Plot:
    plot, settings = Plot(inside.x, inside.y, box), inside.settings
    under = axis_ticks.horizontal(settings, inside.x, box.width)
    axis_ticks.draw(plot, settings, under, axis_ticks.vertical(settings, inside.y, box.height))
    order = {id(trace): 2.0 + number for number, trace in enumerate(inside.traces)}
    bars.draw(plot, settings, inside.bars, order)
    before: list[Point] = []
    for trace in inside.traces:
        if trace.type == "scatter":
            before = scatter.draw(plot, trace, order[id(trace)], before)
        elif trace.type == "heatmap":
            heatmap.draw(plot, trace, order[id(trace)])
    static_annotations.draw(plot, inside.shapes, inside.notes)
    return plot


def _needed(plot: Plot) -> Pads:
    """Return how far names, numbers and titles stand out of the plot on each side, in CSS pixels."""
    boxes = [box_of(mark) for mark in plot.marks if isinstance(mark, Text) and mark.needs_room]
    around = [*boxes, plot.box]
    return (
        plot.box.left - min(one.left for one in around),
        max(one.right for one in around) - plot.box.right,
        max(one.bottom for one in around) - plot.box.bottom,
        plot.box.top - min(one.top for one in around),
    )
