"""Where the ticks of an axis stand and what is written at them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

from dashboards.charts.static.axis_scale import Scale
from dashboards.charts.static.figure_settings import Settings, setting
from dashboards.charts.static.text import plain

Ticks = tuple[list[float], list[str]]
_STEPS, _WHOLE = (1.0, 2.0, 2.5, 5.0, 10.0), (1.0, 2.0, 5.0, 10.0)
_SHORT = 62
"""An axis of fewer days than this names days, a longer one months."""


def ticks(scale: Scale, settings: Settings, most: int) -> Ticks:
    """Return places and texts of the ticks of an axis, about `most` of them where the figure does not say which."""
    if not setting(settings, f"{scale.axis}.showticklabels", True):
        return [], []
    given = setting(settings, f"{scale.axis}.tickvals")
    if given is not None:
        texts = setting(settings, f"{scale.axis}.ticktext")
        return list(map(scale.reference, given)), list(map(plain, given if texts is None else texts))
    if scale.kind == "category":
        return list(map(float, scale.places.values())), list(map(plain, scale.places))
    low, high = sorted((scale.first, scale.last))
    if scale.kind == "date":
        return _days(low, high, most) if high - low < _SHORT else _months(low, high, most)
    suffix = plain(setting(settings, f"{scale.axis}.ticksuffix", ""))
    places = _numbers(low, high, setting(settings, f"{scale.axis}.dtick"), most)
    inside = list(filter(scale.holds, places))
    return inside, [_number(place) + suffix for place in inside]


def _numbers(low: float, high: float, step: float | None, most: int) -> list[float]:
    """Return the multiples of `step`, or round numbers where the figure names no step."""
    if not step:
        return _multiples(low, high, _round_step((high - low) / most, _STEPS))
    return _multiples(low, high, step)


def _multiples(low: float, high: float, step: float) -> list[float]:
    first = math.ceil(low / step - 1e-9)
    return [step * number for number in range(first, math.floor(high / step + 1e-9) + 1)]


def _round_step(least: float, steps: Sequence[float]) -> float:
    """Return the smallest round number that is at least `least`: one of `steps` times a power of ten."""
    power = 10.0 ** math.floor(math.log10(least or 1.0))
    return next(step * power for step in steps if step * power >= least * (1 - 1e-9))


def _number(value: float) -> str:
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _days(low: float, high: float, most: int) -> Ticks:
    step = _round_step(max(1.0, (high - low) / most), _WHOLE)
    days = [dt.date.fromordinal(round(day)) for day in _multiples(low, high, step)]
    return [float(day.toordinal()) for day in days], [f"{day.month}月{day.day}日" for day in days]


def _months(low: float, high: float, most: int) -> Ticks:
    """Return first days of months: every one, every second …"""
    first, last = dt.date.fromordinal(int(low)), dt.date.fromordinal(int(high))
    span = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((step for step in (1, 2, 3, 6) if span / step <= most), 12 * math.ceil(span / 12 / most))
    starts = [dt.date(number // 12, number % 12 + 1, 1) for number in range(first.year * 12, last.year * 12 + 12, step)]
    shown = [day for day in starts if low <= day.toordinal() <= high]
    return [float(day.toordinal()) for day in shown], [f"{day.year}年{day.month}月" for day in shown]
