"""One axis of a picture: where a value stands, how far the axis goes, which ticks it carries."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Any

from dashboards.charts.static import UnsupportedFigure
from dashboards.charts.static.figure_settings import Settings, setting

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

    def share(self, place: float) -> float:
        """Return how far along the axis `place` lies: 0 at its first end, 1 at its last."""
        return (place - self.first) / (self.last - self.first or 1.0)

    def holds(self, place: float) -> bool:
        """Tell whether `place` is within the axis."""
        low, high = sorted((self.first, self.last))
        pad = (high - low) * 1e-9
        return low - pad <= place <= high + pad


def _day(value: Any) -> float:
    moment = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    hours = moment.hour / 24 + moment.minute / 1440 if isinstance(moment, dt.datetime) else 0.0
    return float(moment.toordinal()) + hours


def scale(settings: Settings, axis: str, values: list[Any], spans: list[float], *, from_zero: bool) -> Scale:
    """Return the axis for the traces' `values`; `spans` are ends of stacked bars; bars stand on zero."""
    kind = _kind(str(setting(settings, f"{axis}.type", "-")), values)
    places = _places([*(setting(settings, f"{axis}.categoryarray") or ()), *values]) if kind == "category" else {}
    made = Scale(axis, kind, places, 0.0, 1.0)
    asked = setting(settings, f"{axis}.range")
    if asked is not None and None not in asked:
        made.first, made.last = made.reference(asked[0]), made.reference(asked[1])
        return made
    tied = from_zero or setting(settings, f"{axis}.rangemode") in ("tozero", "nonnegative")
    made.first, made.last = _own_ends(made, values, spans, tied)
    if setting(settings, f"{axis}.autorange") == "reversed":
        made.first, made.last = made.last, made.first
    return made


def _own_ends(made: Scale, values: list[Any], spans: list[float], tied: bool) -> tuple[float, float]:
    """Return how far an axis goes of itself: over all its names, or over all that is drawn along it."""
    if made.kind == "category":
        return -0.5, max(1, len(made.places)) - 0.5
    found = [place for place in (*map(made.at, values), *spans) if not math.isnan(place)]
    return _ends(found or [0.0, 1.0], tied)


def _places(names: list[Any]) -> dict[str, int]:
    """Return each category with its place, in the order in which they first occur."""
    known = dict.fromkeys(str(name) for name in names if name is not None)
    return {name: number for number, name in enumerate(known)}


def _ends(found: list[float], tied: bool) -> tuple[float, float]:
    """Return the ends of an axis of numbers or days with some room; an end `tied` to zero has none."""
    low, high = min(found + [0.0] * tied), max(found + [0.0] * tied)
    pad = (high - low) * 0.06 or 1.0
    return low if tied and low == 0 else low - pad, high if tied and high == 0 else high + pad


def _kind(asked: str, values: list[Any]) -> str:
    given = [value for value in values if value is not None]
    if asked in ("linear", "category", "date"):
        return asked
    if asked != "-":
        raise UnsupportedFigure(f"axis type {asked}")
    if given and all(isinstance(value, _DAY) for value in given):
        return "date"
    return "category" if any(isinstance(value, str) for value in given) else "linear"
