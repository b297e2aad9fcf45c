"""Marks and title of an axis: texts broken, turned or left out so that none stands on another."""

from __future__ import annotations

import itertools
import math
from typing import Any

import plotly.graph_objects as go
from matplotlib.axes import Axes

from dashboards.pictures.lettering import PT, font, plain, width_of, wrapped
from dashboards.pictures.scale import Scale
from dashboards.pictures.settings import colour, setting
from dashboards.theme import INK, LINE

_GAP = 5.0
_MOST_LINES = 4


def text_size(layout: go.Layout, scale: Scale) -> float:
    """Return the size of an axis's marks in pixels."""
    return float(setting(layout, f"{scale.axis}.tickfont.size") or setting(layout, "font.size", 13))


def wanted(scale: Scale, length: float) -> int:
    """Return how many marks an axis of numbers or days of `length` pixels takes."""
    return max(2, int(length / (90 if scale.axis == "xaxis" else 45)))


def draw(axes: Axes, layout: go.Layout, x: Scale, y: Scale, width: float, height: float) -> None:
    """Draw both axes of a plot of `width` x `height` pixels: grid, marks, titles."""
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0, pad=PT * _GAP)
    axes.set_axisbelow(True)
    axes.set_xlim(x.first, x.last)
    axes.set_ylim(y.first, y.last)
    _across(axes, layout, x, width)
    _upright(axes, layout, y, height)
    for line, scale in ((axes.xaxis, x), (axes.yaxis, y)):
        if setting(layout, f"{scale.axis}.showgrid", True):
            line.grid(True, color=colour(setting(layout, f"{scale.axis}.gridcolor", LINE)), linewidth=PT)
        for label in line.get_ticklabels():
            label.set_parse_math(False)


def _across(axes: Axes, layout: go.Layout, x: Scale, width: float) -> None:
    places, texts = x.marks(layout, wanted(x, width))
    size = text_size(layout, x)
    slot = width / max(1.0, abs(x.last - x.first)) if x.kind == "category" else _nearest(places, x, width)
    turn: dict[str, Any] = {}
    if any(width_of(text, size) + 6 > slot for text in texts):
        broken = [wrapped(text, size, slot - 6) for text in texts] if slot > 3 * size else texts
        if slot > 3 * size and all(text.count("\n") < _MOST_LINES for text in broken):
            texts = broken
        else:
            step = math.ceil((size + 5) / slot)
            places, texts = places[::step], [text.replace("\n", "") for text in texts[::step]]
            turn = {"rotation": 45, "ha": "right", "rotation_mode": "anchor"}
    top = setting(layout, "xaxis.side") == "top"
    if top:
        axes.xaxis.tick_top()
        axes.xaxis.set_label_position("top")
        turn = {**turn, "ha": "left"} if turn else turn
    axes.set_xticks(places, texts, fontproperties=font(size), color=INK, **turn)
    if not top and turn:
        axes.tick_params(axis="x", pad=PT * 8)
    title = plain(setting(layout, "xaxis.title.text"))
    if title:
        shown = wrapped(title, 13, width)
        axes.set_xlabel(shown, fontproperties=font(13), color=INK, labelpad=PT * 8, parse_math=False)


def _upright(axes: Axes, layout: go.Layout, y: Scale, height: float) -> None:
    places, texts = y.marks(layout, wanted(y, height))
    size = text_size(layout, y)
    step = max(1, math.ceil(size * 1.15 / _nearest(places, y, height)))
    if setting(layout, "yaxis.side") == "right":
        axes.yaxis.tick_right()
        axes.yaxis.set_label_position("right")
    axes.set_yticks(places[::step], texts[::step], fontproperties=font(size), color=INK, va="center_baseline")
    title = plain(setting(layout, "yaxis.title.text"))
    if title:
        shown = wrapped(title, 13, max(height, 80))
        axes.set_ylabel(shown, fontproperties=font(13), color=INK, labelpad=PT * 8, parse_math=False)


def _nearest(places: list[float], scale: Scale, length: float) -> float:
    """Return the pixels between the two nearest marks."""
    if len(places) < 2:
        return length
    ordered = sorted(places)
    gap = min(after - before for before, after in itertools.pairwise(ordered))
    return max(1.0, gap * length / (abs(scale.last - scale.first) or 1.0))
