"""What a figure draws beside its data: lines across, bands, notes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from dashboards.charts.static import UnsupportedFigure
from dashboards.charts.static.axis_scale import Scale
from dashboards.charts.static.figure_settings import colour, dashes, pixels
from dashboards.charts.static.marks import Line, Point, Text
from dashboards.charts.static.plot import Plot, corners
from dashboards.charts.static.text import plain

_ABOVE, _BELOW = 500.0, 1.2
_ACROSS: dict[str | None, Any] = {
    "left": "left",
    "center": "center",
    "right": "right",
    "auto": "center",
    None: "center",
}
_UP: dict[str | None, Any] = {"top": "top", "middle": "middle", "bottom": "bottom", "auto": "middle", None: "middle"}
_HEAD, _SPREAD = 7.0, 0.45
"""Length of the head of an arrow in pixels, and half of its angle."""


def draw(plot: Plot, shapes: Sequence[Any], notes: Sequence[Any]) -> None:
    """Draw the shapes and notes of a layout; `paper` and `domain` places are shares of the plot."""
    for shape in shapes:
        _shape(plot, shape)
    for note in notes:
        if note.visible is not False and plain(note.text).strip():
            _note(plot, note)


def _note(plot: Plot, note: Any) -> None:
    at = _across(plot, note.x, note.xref), _down(plot, note.y, note.yref)
    beside = at[0] + _away(note, "x"), at[1] - _away(note, "y")
    if note.showarrow is not False:
        _arrow(plot, beside, at, colour(note.arrowcolor, default="#444444"))
    plot.marks.append(
        Text(
            *beside,
            plain(note.text),
            pixels(note.font.size, 12),
            colour(note.font.color, note.opacity, "#1F2933"),
            _ACROSS[note.xanchor],
            _UP[note.yanchor],
            angle=-(note.textangle or 0),
            ground=colour(note.bgcolor) if note.bgcolor else None,
            layer=_ABOVE + 1,
        )
    )


def _arrow(plot: Plot, start: Point, end: Point, paint: str) -> None:
    back = math.atan2(start[1] - end[1], start[0] - end[0])
    sides = [(end[0] + _HEAD * math.cos(back + turn), end[1] + _HEAD * math.sin(back + turn)) for turn in _TURNS]
    plot.marks.append(Line((start, end), paint, 1.3, layer=_ABOVE + 1))
    plot.marks.append(Line((sides[0], end, sides[1]), paint, 1.3, layer=_ABOVE + 1))


_TURNS = (_SPREAD, -_SPREAD)


def _away(note: Any, side: str) -> float:
    shift = float(note[f"{side}shift"] or 0)
    if note.showarrow is False:
        return shift
    pull = {"x": note.ax if note.ax is not None else -10, "y": -(note.ay if note.ay is not None else -30)}
    return shift + float(pull[side])


def _across(plot: Plot, value: Any, reference: str | None) -> float:
    place, is_share = _place(value, reference, plot.x)
    return plot.box.left + place * plot.box.width if is_share else plot.across(place)


def _down(plot: Plot, value: Any, reference: str | None) -> float:
    place, is_share = _place(value, reference, plot.y)
    return plot.box.bottom - place * plot.box.height if is_share else plot.down(place)


def _place(value: Any, reference: str | None, scale: Scale) -> tuple[float, bool]:
    """Return where a place is, and whether that is a share of the plot instead of a value on the axis."""
    letter = scale.axis[0]
    if reference in (None, letter):
        return scale.reference(value), False
    if reference in ("paper", f"{letter} domain"):
        return float(value), True
    raise UnsupportedFigure(f"a place in {reference}")


def _shape(plot: Plot, shape: Any) -> None:
    one = _across(plot, shape.x0, shape.xref), _down(plot, shape.y0, shape.yref)
    other = _across(plot, shape.x1, shape.xref), _down(plot, shape.y1, shape.yref)
    layer = _BELOW if shape.layer == "below" else _ABOVE
    if shape.type == "line":
        width = pixels(shape.line.width, 2)
        paint = colour(shape.line.color, shape.opacity, "#444444")
        plot.line((one, other), paint, width, layer, dashes(shape.line.dash, width))
    elif shape.type == "rect":
        fill = colour(shape.fillcolor, shape.opacity) if shape.fillcolor else None
        edge = colour(shape.line.color, default="#444444") if shape.line.width else None
        plot.area(corners(one, other), fill, layer, edge, pixels(shape.line.width, 0))
    else:
        raise UnsupportedFigure(f"shape {shape.type}")
