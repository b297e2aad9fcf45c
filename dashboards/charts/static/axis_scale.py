"""One axis of a picture: where a value stands, how far the axis goes, which ticks it carries."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Any

from matplotlib.ticker import MaxNLocator

from dashboards.charts.static import UnsupportedFigure
from dashboards.charts.static.figure_settings import Settings, setting
from dashboards.charts.static.text import plain

_DAY = dt.date | dt.datetime


@dataclass
class Scale:
    """An axis: `kind` linear, category or date; categories by place; first and last value on the axis."""

    axis: str
    kind: str
    places: dict[str, int]
    first: float
    last: float

    def at(self, value: Any) -> float:
        """Return where `value` of the data stands; nan for a missing one."""
        if value is None:
            return math.nan
        if self.kind == "category":
            return float(self.places[str(value)])
        if self.kind == "date":
            return _day(value)
        return float(value)

    def reference(self, value: Any) -> float:
        """Return where a line or note stands: on a category axis a number is a place, a text a category."""
        if self.kind == "category" and not isinstance(value, str):
            return float(value)
        return self.at(value)

    def holds(self, place: float) -> bool:
        """Tell whether `place` is within the axis."""
        low, high = sorted((self.first, self.last))
        pad = (high - low) * 1e-9
        return low - pad <= place <= high + pad

    def ticks(self, settings: Settings, most: int) -> tuple[list[float], list[str]]:
        """Return places and texts of the axis ticks, about `most` of them where the figure does not say which."""
        if not setting(settings, f"{self.axis}.showticklabels", True):
            return [], []
        given = setting(settings, f"{self.axis}.tickvals")
        if given is not None:
            texts = setting(settings, f"{self.axis}.ticktext")
            at = [self.reference(value) for value in given]
            return at, [plain(text) for text in (given if texts is None else texts)]
        if self.kind == "category":
            return [float(place) for place in self.places.values()], [plain(name) for name in self.places]
        low, high = sorted((self.first, self.last))
        if self.kind == "date":
            return _months(low, high, most)
        step = setting(settings, f"{self.axis}.dtick")
        if step:
            first = math.ceil(low / step - 1e-9)
            at = [step * number for number in range(first, math.floor(high / step + 1e-9) + 1)]
        else:
            at = list(map(float, MaxNLocator(most, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)))
        suffix = plain(setting(settings, f"{self.axis}.ticksuffix", ""))
        inside = [place for place in at if self.holds(place)]
        return inside, [_number(place) + suffix for place in inside]


def _number(value: float) -> str:
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _day(value: Any) -> float:
    moment = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    hours = moment.hour / 24 + moment.minute / 1440 if isinstance(moment, dt.datetime) else 0.0
    return float(moment.toordinal()) + hours


def _months(low: float, high: float, most: int) -> tuple[list[float], list[str]]:
    """Return first days of months (every one, every second …); days where less than two months show."""
    if high - low < 62:
        whole = [day for day in MaxNLocator(most, integer=True).tick_values(low, high) if low <= day <= high]
        days = [dt.date.fromordinal(int(day)) for day in whole]
        return [float(day.toordinal()) for day in days], [f"{day.month}月{day.day}日" for day in days]
    first, last = dt.date.fromordinal(int(low)), dt.date.fromordinal(int(high))
    span = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((step for step in (1, 2, 3, 6) if span / step <= most), 12 * math.ceil(span / 12 / most))
    starts = [dt.date(number // 12, number % 12 + 1, 1) for number in range(first.year * 12, last.year * 12 + 12, step)]
    shown = [day for day in starts if low <= day.toordinal() <= high]
    return [float(day.toordinal()) for day in shown], [f"{day.year}年{day.month}月" for day in shown]


def scale(settings: Settings, axis: str, values: list[Any], spans: list[float], *, from_zero: bool) -> Scale:
    """Return the axis for the traces' `values`; `spans` are ends of stacked bars; bars stand on zero."""
    kind = _kind(str(setting(settings, f"{axis}.type", "-")), values)
    places: dict[str, int] = {}
    if kind == "category":
        for value in [*(setting(settings, f"{axis}.categoryarray") or ()), *values]:
            if value is not None:
                places.setdefault(str(value), len(places))
    made = Scale(axis, kind, places, 0.0, 1.0)
    asked = setting(settings, f"{axis}.range")
    if asked is not None and None not in asked:
        made.first, made.last = made.reference(asked[0]), made.reference(asked[1])
        return made
    if kind == "category":
        made.first, made.last = -0.5, max(1, len(places)) - 0.5
    else:
        found = [place for place in (*map(made.at, values), *spans) if not math.isnan(place)] or [0.0, 1.0]
        tied = from_zero or setting(settings, f"{axis}.rangemode") in ("tozero", "nonnegative")
        low, high = min(found + [0.0] * tied), max(found + [0.0] * tied)
        pad = (high - low) * 0.06 or 1.0
        made.first = low if tied and low == 0 else low - pad
        made.last = high if tied and high == 0 else high + pad
    if setting(settings, f"{axis}.autorange") == "reversed":
        made.first, made.last = made.last, made.first
    return made


def _kind(asked: str, values: list[Any]) -> str:
    given = [value for value in values if value is not None]
    if asked in ("linear", "category", "date"):
        return asked
    if asked != "-":
        raise UnsupportedFigure(f"axis type {asked}")
    if given and all(isinstance(value, _DAY) for value in given):
        return "date"
    return "category" if any(isinstance(value, str) for value in given) else "linear"
