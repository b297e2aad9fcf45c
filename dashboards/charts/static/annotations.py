"""What a figure draws beside its data: lines across, bands, notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import blended_transform_factory

from dashboards.charts.static import PT, UnsupportedFigure
from dashboards.charts.static.axis_scale import Scale
from dashboards.charts.static.figure_settings import colour, dashes, points
from dashboards.charts.static.text import font, plain

_ABOVE = 500
_ACROSS = {"left": "left", "center": "center", "right": "right", "auto": "center", None: "center"}
_UP = {"top": "top", "middle": "center", "bottom": "bottom", "auto": "center", None: "center"}


def draw(axes: Axes, shapes: Sequence[Any], notes: Sequence[Any], x: Scale, y: Scale) -> None:
    """Draw the shapes and notes of a layout; `paper` and `domain` places are shares of the plot."""
    for shape in shapes:
        _shape(axes, shape, x, y)
    for note in notes:
        if note.visible is not False and plain(note.text).strip():
            _note(axes, note, x, y)


def _note(axes: Axes, note: Any, x: Scale, y: Scale) -> None:
    (right, wide), (up, high) = _place(note.x, note.xref, x), _place(note.y, note.yref, y)
    arrow = {"arrowstyle": "->", "color": colour(note.arrowcolor, default="#444444")}
    ground = {"facecolor": colour(note.bgcolor), "edgecolor": "none", "pad": 1.5}
    axes.annotate(
        plain(note.text),
        (right, up),
        xycoords=blended_transform_factory(
            axes.transAxes if wide else axes.transData, axes.transAxes if high else axes.transData
        ),
        xytext=(PT * _away(note, "x"), PT * _away(note, "y")),
        textcoords="offset points",
        arrowprops=None if note.showarrow is False else arrow,
        ha=_ACROSS[note.xanchor],
        va=_UP[note.yanchor],
        color=colour(note.font.color, note.opacity, "#1F2933"),
        fontproperties=font(note.font.size or 12),
        rotation=-(note.textangle or 0),
        bbox=ground if note.bgcolor else None,
        zorder=_ABOVE + 1,
        parse_math=False,
        annotation_clip=False,
    )


def _away(note: Any, side: str) -> float:
    shift = float(note[f"{side}shift"] or 0)
    if note.showarrow is False:
        return shift
    pull = {"x": note.ax if note.ax is not None else -10, "y": -(note.ay if note.ay is not None else -30)}
    return shift + float(pull[side])


def _place(value: Any, reference: str | None, scale: Scale) -> tuple[float, bool]:
    """Return where a place is, and whether that is a share of the plot instead of a value on the axis."""
    letter = scale.axis[0]
    if reference in (None, letter):
        return scale.reference(value), False
    if reference in ("paper", f"{letter} domain"):
        return float(value), True
    raise UnsupportedFigure(f"a place in {reference}")


def _shape(axes: Axes, shape: Any, x: Scale, y: Scale) -> None:
    (left, wide), (right, _) = _place(shape.x0, shape.xref, x), _place(shape.x1, shape.xref, x)
    (low, high), (top, _) = _place(shape.y0, shape.yref, y), _place(shape.y1, shape.yref, y)
    where = blended_transform_factory(
        axes.transAxes if wide else axes.transData, axes.transAxes if high else axes.transData
    )
    order = 1.2 if shape.layer == "below" else _ABOVE
    if shape.type == "line":
        style = {"color": colour(shape.line.color, shape.opacity, "#444444"), "linestyle": dashes(shape.line.dash)}
        axes.add_line(
            Line2D(
                [left, right],
                [low, top],
                linewidth=points(shape.line.width, 2),
                transform=where,
                zorder=order,
                **style,
            )
        )
    elif shape.type == "rect":
        axes.add_patch(
            Rectangle(
                (left, low),
                right - left,
                top - low,
                facecolor=colour(shape.fillcolor, shape.opacity) if shape.fillcolor else "none",
                edgecolor=colour(shape.line.color, default="#444444") if shape.line.width else "none",
                linewidth=points(shape.line.width, 0),
                transform=where,
                zorder=order,
            )
        )
    else:
        raise UnsupportedFigure(f"shape {shape.type}")
