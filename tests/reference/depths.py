"""How far below its standard a value is (差一点, 明显, 严重), worked out again."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.reference.agreement import Key, Numbers
from tests.reference.calendar_of import period_from
from tests.reference.district import District
from tests.reference.forecast import forecasts
from tests.reference.table import INDICATORS
from tests.reference.usual import asked, habits

SHORT = ("not_met", "behind", "over")
_STEPS = ("slight", "marked", "severe")
_FROM = (80.0, 60.0)
"""Per cent reached from which a shortfall is slight, and from which it is marked."""
_FEW = 1
_SECRET = ("persons", "rate")
_MADE_GOOD = ("B01", "R08")
"""Shares of rows that can still come to count; who was away from a meeting was away."""
_NO_PERCENT = ("L05", "S03", "S04", "S05", "S07")


@dataclass(frozen=True)
class Short:
    """A value that falls short: per cent reached of what is asked by the day, how many miss, whether they are lost."""

    reached: float
    missing: float
    can_be_made_up: bool
    at_least: bool


def shortfalls(home: Path, as_of: date, values: dict[Key, Numbers]) -> dict[Key, Short]:
    """Every value that falls short; nothing of discipline."""
    district = District(home, as_of)
    usual, outlook = habits(district), forecasts(home, as_of)
    found = {}
    for key, (numerator, denominator, value, status) in values.items():
        code, level, unit, kind, start, breakdown = key
        indicator = INDICATORS.get(code)
        if status not in SHORT or indicator is None or indicator.kind in _SECRET or code == "D05":
            continue
        assert numerator is not None and value is not None and indicator.standard is not None
        period = period_from(kind, start)
        share = asked(district, usual, code, period, (level, unit)).share
        lost = (
            kind == "year" and breakdown is None and outlook.get((code, level, unit)) is not None
            and outlook[code, level, unit].outcome == "impossible"
        )  # fmt: skip
        is_open = period.end > as_of and not lost
        found[key] = _short(indicator.standard, indicator.at_least, numerator, denominator, value, share, is_open)
    return found


def depths(home: Path, as_of: date, values: dict[Key, Numbers]) -> dict[Key, str]:
    """The depth of each value that falls short."""
    return {key: _depth(key[0], short) for key, short in shortfalls(home, as_of, values).items()}


def is_made_good(code: str) -> bool:
    """Whether what is missing can be brought in: what was missed at a meeting cannot."""
    return INDICATORS[code].kind != "ratio" or code in _MADE_GOOD


def savings(home: Path, as_of: date, values: dict[Key, Numbers], level: str) -> dict[str, float]:
    """Hundredths of what is asked that a unit of a level can still bring back this year, over all its shortfalls."""
    found: defaultdict[str, float] = defaultdict(float)
    for (code, of, unit, kind, start, breakdown), short in shortfalls(home, as_of, values).items():
        if (of, kind, start.year, breakdown) == (level, "year", as_of.year, None):
            found[unit] += 100 - short.reached if short.can_be_made_up and is_made_good(code) else 0.0
    return found


def _short(
    standard: float,
    at_least: bool,
    numerator: float,
    denominator: float | None,
    value: float,
    share: float,
    can_be_made_up: bool,
) -> Short:
    wanted = standard * share
    if at_least:
        missing = math.ceil(wanted * (denominator or 0) / 100 - 1e-9) - numerator
        return Short(100 * value / wanted, missing, can_be_made_up, at_least)
    missing = numerator - math.floor(standard * (denominator or 0) / 100 + 1e-9)
    return Short(100 * (100 - value) / (100 - standard), missing, can_be_made_up, at_least)


def _depth(code: str, short: Short) -> str:
    if code not in _NO_PERCENT and short.missing <= _FEW and (short.reached > 0 or not short.at_least):
        return _STEPS[0]
    step = sum(short.reached < bound for bound in _FROM)
    return _STEPS[max(step - 1, 0) if short.can_be_made_up else step]
