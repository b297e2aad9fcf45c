"""Ticks and title of an axis: texts broken, turned or left out so that none overlaps another."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

from dashboards.charts.static import tick_places
from dashboards.charts.static.axis_scale import Scale
from dashboards.charts.static.figure_settings import Settings, colour, setting
from dashboards.charts.static.marks import LINE_HEIGHT, Across, Text, Up
from dashboards.charts.static.plot import Plot
from dashboards.charts.static.text import longest_word, plain, width_of, wrapped
from dashboards.shared.theme import INK, LINE

_GAP, _TURNED_GAP, _TITLE, _TITLE_GAP = 5.0, 8.0, 13, 8.0
_MOST_LINES = 4
_GRID, _TEXT = 0.5, 3.0
"""Layers of the grid and of what is written beside the plot."""
_SLANT = math.sqrt(0.5)
_SPARE = 2.0
"""Pixels by which a drawn text may be larger than the sum of its characters."""


@dataclass(frozen=True)
class Ticks:
    """One axis as drawn: texts at positions of its scale, turned or not, on the far side or not."""

    scale: Scale
    places: list[float]
    texts: list[str]
    size: float
    title: str
    turned: bool
    beyond: bool

    @property
    def gap(self) -> float:
        """Pixels between plot and texts."""
        return _TURNED_GAP if self.turned and not self.beyond else _GAP

    @property
    def depth(self) -> float:
        """Pixels from the plot to the far end of the texts."""
        upright = self.scale.axis == "yaxis"
        sizes = [(width_of(text, self.size), self.size * LINE_HEIGHT * (text.count("\n") + 1)) for text in self.texts]
        if self.turned:
            return self.gap + max((_SLANT * (wide + high) for wide, high in sizes), default=0.0)
        return self.gap + max((wide if upright else high for wide, high in sizes), default=0.0)

    @property
    def reach(self) -> float:
        """Pixels that texts and title take beside the plot."""
        lines = self.title.count("\n") + 1 if self.title else 0
        return self.depth + _SPARE + (_TITLE_GAP + lines * _TITLE * LINE_HEIGHT if lines else 0.0)


def fitting(scale: Scale, length: float) -> int:
    """Return how many ticks an axis of numbers or days of `length` pixels takes."""
    return max(2, int(length / (90 if scale.axis == "xaxis" else 45)))


def horizontal(settings: Settings, x: Scale, width: float) -> Ticks:
    """Return the ticks under a plot `width` pixels wide; texts too long for their place are broken, then turned."""
    places, texts = tick_places.ticks(x, settings, fitting(x, width))
    size, turned = _text_size(settings, x), False
    slot = width / max(1.0, abs(x.last - x.first)) if x.kind == "category" else _nearest(places, x, width)
    if any(width_of(text, size) + 6 > slot for text in texts):
        broken = _broken(texts, size, slot)
        if broken:
            texts = broken
        else:
            step, turned = math.ceil((size + 5) / slot), True
            places, texts = places[::step], [text.replace("\n", "") for text in texts[::step]]
    title = wrapped(plain(setting(settings, "xaxis.title.text")), _TITLE, width)
    return Ticks(x, places, texts, size, title, turned, setting(settings, "xaxis.side") == "top")


def _broken(texts: list[str], size: float, slot: float) -> list[str]:
    """Return the texts broken into lines that fit `slot` pixels; none where a word or a few lines do not."""
    room = slot - 6
    if slot <= 3 * size or any(longest_word(text, size) > room for text in texts):
        return []
    broken = [wrapped(text, size, room) for text in texts]
    return broken if all(text.count("\n") < _MOST_LINES for text in broken) else []


def vertical(settings: Settings, y: Scale, height: float) -> Ticks:
    """Return the ticks beside a plot `height` pixels high; some are left out where lines would stand too close."""
    places, texts = tick_places.ticks(y, settings, fitting(y, height))
    size = _text_size(settings, y)
    step = max(1, math.ceil(size * 1.15 / _nearest(places, y, height)))
    title = wrapped(plain(setting(settings, "yaxis.title.text")), _TITLE, max(height, 80))
    beyond = setting(settings, "yaxis.side") == "right"
    return Ticks(y, places[::step], texts[::step], size, title, False, beyond)


def draw(plot: Plot, settings: Settings, x: Ticks, y: Ticks) -> None:
    """Draw both axes of a plot: grid, ticks, titles."""
    for ticks in (x, y):
        if setting(settings, f"{ticks.scale.axis}.showgrid", True):
            _grid(plot, settings, ticks)
    _under(plot, x)
    _beside(plot, y)


def _grid(plot: Plot, settings: Settings, ticks: Ticks) -> None:
    paint, box = colour(setting(settings, f"{ticks.scale.axis}.gridcolor", LINE)), plot.box
    for place in ticks.places:
        if ticks.scale.axis == "xaxis":
            at = plot.across(place)
            plot.line(((at, box.top), (at, box.bottom)), paint, 1.0, _GRID)
        else:
            at = plot.down(place)
            plot.line(((box.left, at), (box.right, at)), paint, 1.0, _GRID)


def _under(plot: Plot, x: Ticks) -> None:
    edge, sign = (plot.box.top, -1) if x.beyond else (plot.box.bottom, 1)
    up: Up = "bottom" if x.beyond else "top"
    across: Across = ("left" if x.beyond else "right") if x.turned else "center"
    for place, text in zip(x.places, x.texts, strict=True):
        at = plot.across(place), edge + sign * x.gap
        plot.marks.append(Text(*at, text, x.size, INK, across, up, 45 if x.turned else 0, layer=_TEXT))
    if x.title:
        at = (plot.box.left + plot.box.right) / 2, edge + sign * (x.depth + _TITLE_GAP)
        plot.marks.append(Text(*at, x.title, _TITLE, INK, "center", up, layer=_TEXT))


def _beside(plot: Plot, y: Ticks) -> None:
    edge, sign = (plot.box.right, 1) if y.beyond else (plot.box.left, -1)
    side: Across = "left" if y.beyond else "right"
    for place, text in zip(y.places, y.texts, strict=True):
        plot.marks.append(Text(edge + sign * y.gap, plot.down(place), text, y.size, INK, side, layer=_TEXT))
    if y.title:
        at = edge + sign * (y.depth + _TITLE_GAP), (plot.box.top + plot.box.bottom) / 2
        plot.marks.append(Text(*at, y.title, _TITLE, INK, "center", "top" if y.beyond else "bottom", 90, layer=_TEXT))


def _text_size(settings: Settings, scale: Scale) -> float:
    return float(setting(settings, f"{scale.axis}.tickfont.size") or setting(settings, "font.size", 13))


def _nearest(places: list[float], scale: Scale, length: float) -> float:
    """Return the pixels between the two nearest ticks."""
    if len(places) < 2:
        return length
    ordered = sorted(places)
    gap = min(after - before for before, after in itertools.pairwise(ordered))
    return max(1.0, gap * length / (abs(scale.last - scale.first) or 1.0))
