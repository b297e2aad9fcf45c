"""Ticks and title of an axis: texts broken, turned or left out so that none overlaps another.

matplotlib's own ticks are five objects each and are measured again and again; a sheet has a hundred of them.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.transforms import ScaledTranslation

from dashboards.charts.static import PT, tick_places
from dashboards.charts.static.axis_scale import Scale
from dashboards.charts.static.figure_settings import Settings, colour, setting
from dashboards.charts.static.text import font, plain, width_of, wrapped
from dashboards.shared.theme import INK, LINE

_GAP, _TURNED_GAP, _TITLE, _TITLE_GAP = 5.0, 8.0, 13, 8.0
_MOST_LINES = 4
_SPACING = 1.2
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
        sizes = [(width_of(text, self.size), self.size * _SPACING * (text.count("\n") + 1)) for text in self.texts]
        if self.turned:
            return self.gap + max((_SLANT * (wide + high) for wide, high in sizes), default=0.0)
        return self.gap + max((wide if upright else high for wide, high in sizes), default=0.0)

    @property
    def reach(self) -> float:
        """Pixels that texts and title take beside the plot."""
        lines = self.title.count("\n") + 1 if self.title else 0
        return self.depth + _SPARE + (_TITLE_GAP + lines * _TITLE * _SPACING if lines else 0.0)


def fitting(scale: Scale, length: float) -> int:
    """Return how many ticks an axis of numbers or days of `length` pixels takes."""
    return max(2, int(length / (90 if scale.axis == "xaxis" else 45)))


def horizontal(settings: Settings, x: Scale, width: float) -> Ticks:
    """Return the ticks under a plot `width` pixels wide; texts too long for their place are broken, then turned."""
    places, texts = tick_places.ticks(x, settings, fitting(x, width))
    size, turned = _text_size(settings, x), False
    slot = width / max(1.0, abs(x.last - x.first)) if x.kind == "category" else _nearest(places, x, width)
    if any(width_of(text, size) + 6 > slot for text in texts):
        broken = [wrapped(text, size, slot - 6) for text in texts] if slot > 3 * size else texts
        if slot > 3 * size and all(text.count("\n") < _MOST_LINES for text in broken):
            texts = broken
        else:
            step, turned = math.ceil((size + 5) / slot), True
            places, texts = places[::step], [text.replace("\n", "") for text in texts[::step]]
    title = wrapped(plain(setting(settings, "xaxis.title.text")), _TITLE, width)
    return Ticks(x, places, texts, size, title, turned, setting(settings, "xaxis.side") == "top")


def vertical(settings: Settings, y: Scale, height: float) -> Ticks:
    """Return the ticks beside a plot `height` pixels high; some are left out where lines would stand too close."""
    places, texts = tick_places.ticks(y, settings, fitting(y, height))
    size = _text_size(settings, y)
    step = max(1, math.ceil(size * 1.15 / _nearest(places, y, height)))
    title = wrapped(plain(setting(settings, "yaxis.title.text")), _TITLE, max(height, 80))
    beyond = setting(settings, "yaxis.side") == "right"
    return Ticks(y, places[::step], texts[::step], size, title, False, beyond)


def draw(axes: Axes, settings: Settings, x: Ticks, y: Ticks) -> None:
    """Draw both axes of a plot: grid, ticks, titles."""
    for part in (*axes.spines.values(), axes.xaxis, axes.yaxis):
        part.set_visible(False)
    axes.set_xlim(x.scale.first, x.scale.last)
    axes.set_ylim(y.scale.first, y.scale.last)
    for ticks in (x, y):
        if setting(settings, f"{ticks.scale.axis}.showgrid", True):
            _grid(axes, settings, ticks)
    _under(axes, x)
    _beside(axes, y)


def _grid(axes: Axes, settings: Settings, ticks: Ticks) -> None:
    paint = colour(setting(settings, f"{ticks.scale.axis}.gridcolor", LINE))
    sideways = ticks.scale.axis == "xaxis"
    lines = [[(at, 0.0), (at, 1.0)] if sideways else [(0.0, at), (1.0, at)] for at in ticks.places]
    where = axes.get_xaxis_transform() if sideways else axes.get_yaxis_transform()
    axes.add_artist(LineCollection(lines, colors=[paint], linewidths=PT, transform=where, zorder=0.5))


def _under(axes: Axes, x: Ticks) -> None:
    edge, sign = (1, 1) if x.beyond else (0, -1)
    look: dict[str, Any] = {"ha": "center", "va": "bottom" if x.beyond else "top"}
    if x.turned:
        look = {"rotation": 45, "rotation_mode": "anchor", "ha": "left" if x.beyond else "right", "va": look["va"]}
    where = axes.get_xaxis_transform() + _moved(axes, 0, sign * x.gap)
    for at, text in zip(x.places, x.texts, strict=True):
        axes.text(at, edge, text, transform=where, fontproperties=font(x.size), color=INK, parse_math=False, **look)
    if x.title:
        where = axes.transAxes + _moved(axes, 0, sign * (x.depth + _TITLE_GAP))
        _title(axes, 0.5, edge, x.title, transform=where, ha="center", va="bottom" if x.beyond else "top")


def _beside(axes: Axes, y: Ticks) -> None:
    edge, sign = (1, 1) if y.beyond else (0, -1)
    side = "left" if y.beyond else "right"
    where = axes.get_yaxis_transform() + _moved(axes, sign * y.gap, 0)
    for at, text in zip(y.places, y.texts, strict=True):
        axes.text(
            edge,
            at,
            text,
            transform=where,
            ha=side,
            va="center_baseline",
            fontproperties=font(y.size),
            color=INK,
            parse_math=False,
        )
    if y.title:
        where = axes.transAxes + _moved(axes, sign * (y.depth + _TITLE_GAP), 0)
        _title(axes, edge, 0.5, y.title, transform=where, ha=side, va="center", rotation=90)


def _title(axes: Axes, x: float, y: float, text: str, **look: Any) -> None:
    axes.text(x, y, text, fontproperties=font(_TITLE), color=INK, multialignment="center", parse_math=False, **look)


def _moved(axes: Axes, right: float, up: float) -> ScaledTranslation:
    """Return a shift by CSS pixels."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    return ScaledTranslation(right / 96, up / 96, figure.dpi_scale_trans)


def _text_size(settings: Settings, scale: Scale) -> float:
    return float(setting(settings, f"{scale.axis}.tickfont.size") or setting(settings, "font.size", 13))


def _nearest(places: list[float], scale: Scale, length: float) -> float:
    """Return the pixels between the two nearest ticks."""
    if len(places) < 2:
        return length
    ordered = sorted(places)
    gap = min(after - before for before, after in itertools.pairwise(ordered))
    return max(1.0, gap * length / (abs(scale.last - scale.first) or 1.0))
