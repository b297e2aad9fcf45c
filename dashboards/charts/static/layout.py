"""The sheet of a picture: title on top, legend, plot, note lines at the foot; nothing overlaps, nothing is cut."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D
from PIL import Image

from dashboards.charts.static import annotations as static_annotations
from dashboards.charts.static import axis_ticks, bars, heatmap, legend, scatter
from dashboards.charts.static.figure_content import Content, content
from dashboards.charts.static.figure_settings import setting
from dashboards.charts.static.text import font, height_of, plain, wrapped
from dashboards.shared.theme import GREY, INK

EDGE = 16.0
_TITLE, _NOTE, _GAP = 18, 12, 10.0
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

    The ticks of its axes say how much room they take; what else stands over the edge of the plot (names, numbers behind
    bars) gets its room when it is laid out again.
    """
    inside, inner = content(figure), width - 2 * EDGE
    sheet = Sheet(
        wrapped(plain(title or setting(inside.settings, "title.text")), _TITLE, inner),
        "\n".join(wrapped(plain(note), _NOTE, inner) for note in notes),
        width,
        max(60.0, float(setting(inside.settings, "height", 450)) - 84),
        (8, 8, 8, 4),
    )
    beside = axis_ticks.vertical(inside.settings, inside.y, sheet.plot)
    sheet = replace(sheet, pads=_more(sheet.pads, _beside(beside)))
    under = axis_ticks.horizontal(inside.settings, inside.x, _plot_width(sheet))
    sheet = replace(sheet, pads=_more(sheet.pads, _under(under)))
    for _ in range(3):
        made, axes = _drawn_once(inside, sheet, scaled)
        pads = _needed(made, axes, scaled)
        if all(need <= has + 0.5 for need, has in zip(pads, sheet.pads, strict=True)):
            break
        sheet = replace(sheet, pads=_more(sheet.pads, pads))
    return made


def png(made: Figure) -> bytes:
    """Return the dots of a figure as PNG."""
    return _encoded(_dots(made), made.dpi)


def strips(made: Figure, cuts: Sequence[float]) -> list[bytes]:
    """Return a figure cut below the places `cuts` of its vertical axis, what stands over the plot on every piece.

    It is laid out and drawn once, so all pieces have one scale and cost what the whole costs.
    """
    dots, axes = _dots(made), made.axes[0]
    places = [dots.height - round(axes.transData.transform((0, at))[1]) for at in cuts]
    top = dots.height - round(axes.get_window_extent().y1)
    head = dots.crop((0, 0, dots.width, top))
    return [
        _encoded(_below(head, dots.crop((0, start, dots.width, end))), made.dpi)
        for start, end in pairwise([top, *places, dots.height])
    ]


def _below(head: Image.Image, body: Image.Image) -> Image.Image:
    whole = Image.new("RGB", (head.width, head.height + body.height))
    whole.paste(head, (0, 0))
    whole.paste(body, (0, head.height))
    return whole


def _dots(made: Figure) -> Image.Image:
    """Return the dots without the transparency that matplotlib writes, in a third of its time."""
    canvas = FigureCanvasAgg(made)
    canvas.draw()  # type: ignore[no-untyped-call]
    size = canvas.get_width_height(physical=True)
    return Image.frombuffer("RGBA", size, bytes(canvas.buffer_rgba())).convert("RGB")  # type: ignore[no-untyped-call]


def _encoded(dots: Image.Image, dpi: float) -> bytes:
    out = io.BytesIO()
    dots.save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


def _more(one: Pads, other: Pads) -> Pads:
    left, right, below, above = map(max, one, other)
    return left, right, below, above


def _beside(ticks: axis_ticks.Ticks) -> Pads:
    return (0, ticks.reach, 0, 0) if ticks.beyond else (ticks.reach, 0, 0, 0)


def _under(ticks: axis_ticks.Ticks) -> Pads:
    return (0, 0, 0, ticks.reach) if ticks.beyond else (0, 0, ticks.reach, 0)


def _plot_width(sheet: Sheet) -> float:
    return sheet.width - 2 * EDGE - sheet.pads[0] - sheet.pads[1]


def _drawn_once(inside: Content, sheet: Sheet, scaled: float) -> tuple[Figure, Axes]:
    named = legend.entries(inside.settings, inside.traces, sheet.width - 2 * EDGE)
    key = legend.LINE * (named[-1].line + 1) + _GAP / 2 if named else 0.0
    left, _, below, above = sheet.pads
    height = EDGE * 2 + sheet.head + key + above + sheet.plot + below + sheet.foot
    made = Figure(figsize=(sheet.width / 96, height / 96), dpi=96 * scaled, facecolor="white")
    FigureCanvasAgg(made)
    bottom = EDGE + sheet.foot + below
    axes = made.add_axes(
        ((EDGE + left) / sheet.width, bottom / height, _plot_width(sheet) / sheet.width, sheet.plot / height),
        facecolor="white",
    )
    pixels = Affine2D().scale(scaled)
    text: dict[str, Any] = {"transform": pixels, "va": "top", "parse_math": False, "linespacing": 1.2}
    top = height - EDGE
    if sheet.title:
        made.text(EDGE, top, sheet.title, fontproperties=font(_TITLE), color=INK, **text)
    legend.draw(made, named, EDGE, top - sheet.head, pixels)
    if sheet.notes:
        made.text(EDGE, EDGE + sheet.foot - _GAP, sheet.notes, fontproperties=font(_NOTE), color=GREY, **text)
    _plot(axes, inside, _plot_width(sheet), sheet.plot)
    return made, axes


def _plot(axes: Axes, inside: Content, width: float, height: float) -> None:
    x, y, settings = inside.x, inside.y, inside.settings
    under, beside = axis_ticks.horizontal(settings, x, width), axis_ticks.vertical(settings, y, height)
    axis_ticks.draw(axes, settings, under, beside)
    order = {id(trace): 2.0 + number for number, trace in enumerate(inside.traces)}
    bars.draw(axes, settings, inside.bars, x, y, order)
    before: list[tuple[float, float]] = []
    for trace in inside.traces:
        if trace.type == "scatter":
            before = scatter.draw(axes, trace, x, y, order[id(trace)], before)
        elif trace.type == "heatmap":
            heatmap.draw(axes, trace, x, y, order[id(trace)])
    static_annotations.draw(axes, inside.shapes, inside.notes, x, y)


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
