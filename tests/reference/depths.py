"""How far below its standard a value is (差一点, 明显, 严重), worked out again."""

from __future__ import annotations

import math
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
_NO_PERCENT = ("L05", "S03", "S04", "S05", "S07")


def depths(home: Path, as_of: date, values: dict[Key, Numbers]) -> dict[Key, str]:
    """The depth of each value that falls short; nothing of discipline."""
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
        is_open = period.end > as_of
        lost = (
            kind == "year" and breakdown is None and outlook.get((code, level, unit)) is not None
            and outlook[code, level, unit].outcome == "impossible"
        )  # fmt: skip
        found[key] = _depth(
            code, indicator.standard, indicator.at_least, numerator, denominator, value, share, is_open and not lost
        )
    return found


def _depth(
    code: str, standard: float, at_least: bool, numerator: float, denominator: float | None, value: float, share: float,
    can_be_made_up: bool,
) -> str:  # fmt: skip
    wanted = standard * share
    if at_least:
        reached = 100 * value / wanted
        missing = math.ceil(wanted * (denominator or 0) / 100 - 1e-9) - numerator
    else:
        reached = 100 * (100 - value) / (100 - standard)
        missing = numerator - math.floor(standard * (denominator or 0) / 100 + 1e-9)
    if code not in _NO_PERCENT and missing <= _FEW and (reached > 0 or not at_least):
        return _STEPS[0]
    step = sum(reached < bound for bound in _FROM)
    return _STEPS[max(step - 1, 0) if can_be_made_up else step]
