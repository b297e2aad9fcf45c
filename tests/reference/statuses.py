"""From the parts of one unit and period to its numbers and its status."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tests.reference.calendar_of import Period
from tests.reference.reporting import EVERYONE, Reporting
from tests.reference.table import COUNTS, INDICATORS, OWED, SHARES, Indicator
from tests.reference.usual import ALL, Asked
from tests.reference.value import Part

_TOLERANCE = 1e-9
_LEAST_OF_A_PART = 5
Judged = tuple[float | None, float | None, float | None, str]
"""Numerator, denominator, value, status."""


def _sums(indicator: Indicator, parts: Iterable[Part]) -> tuple[float, float]:
    """Sums over parts; persons count once each."""
    persons = {part.person for part in parts if part.person is not None}
    numerator = len(persons) + sum(part.numerator for part in parts if part.person is None)
    return numerator, sum(part.denominator for part in parts)


def judge(
    code: str,
    period: Period,
    in_scope: set[str],
    asked_of: set[str],
    reporters: set[str],
    parts: list[Part],
    reporting: Reporting,
    as_of: date,
    *,
    is_part: bool = False,
    asked: Asked = ALL,
) -> Judged:
    """Apply the order: 不适用, too early, 未到期, 未报送, 样本不足, 无标准, then against the standard.

    Parts that are rows of the feeding ledger are their own report; what is owed or had by members counts only where the
    organisation sent the ledger in the year of the base period.
    """
    indicator = INDICATORS[code]
    owed = indicator.kind in OWED
    counted = [part for part in parts if not owed or reporting.sent(indicator.ledger, part.org, part.day.year)]
    received = bool(counted)
    if indicator.kind in ("persons", "rate"):
        received = reporting.sent(indicator.ledger, EVERYONE, period.start.year)
        counted = counted if received else []
    elif indicator.kind == "sum":
        received = received or reporting.sent_by_anyone(indicator.ledger, period.start.year)
    numerator, denominator = _sums(indicator, counted)
    nothing = not received or (indicator.kind in ("rate", *COUNTS) and numerator == 0 and denominator == 0)
    if nothing and (not in_scope or indicator.kind == "schools"):
        return None, None, None, "not_applicable"
    standard = None if is_part and (code in SHARES or indicator.kind == "sum") else _standard(indicator, period, as_of)
    if asked.is_early and standard is not None:
        is_there = received and denominator and _keeps(indicator, standard, indicator.scale * numerator / denominator)
        if not is_there:
            return numerator, denominator, None, "not_due"
    due = asked_of & {part.org for part in parts} if owed else reporters | asked_of & {part.org for part in parts}
    if indicator.kind in ("frequency", "organisations") and not due and not denominator:
        return 0, 0, None, "not_due"
    if indicator.kind == "ratio" and indicator.minimum == 0 and denominator == 0:
        return 0, 0, None, "not_due"
    sent = any(reporting.sent(indicator.ledger, org, period.start.year) for org in due)
    if not received and ((due and not sent) or indicator.kind in COUNTS):
        return None, None, None, "not_reported"
    closed = period.end <= as_of
    if indicator.kind in COUNTS:
        return numerator, None, numerator, _against(indicator, standard, numerator, closed, asked)
    minimum = min(indicator.minimum, _LEAST_OF_A_PART) if is_part else indicator.minimum
    if denominator < max(minimum, 1):
        return numerator, denominator, None, "too_few"
    value = indicator.scale * numerator / denominator
    return numerator, denominator, value, _against(indicator, standard, value, closed, asked)


def rests_on(
    code: str, period: Period, asked_of: set[str], reporters: set[str], busy: set[str], reporting: Reporting
) -> tuple[int, int]:
    """How many of the organisations that owe something sent the ledger in the year, and how many owe.

    `busy` had something to count in the period, wherever they belonged then.
    """
    indicator = INDICATORS[code]
    owing = asked_of & busy
    if indicator.kind not in (*OWED, "schools"):
        owing |= reporters
    return sum(reporting.sent(indicator.ledger, org, period.start.year) for org in owing), len(owing)


def _standard(indicator: Indicator, period: Period, as_of: date) -> float | None:
    return indicator.standard if period.closing_day(as_of).year >= indicator.since else None


def _keeps(indicator: Indicator, standard: float, value: float) -> bool:
    # A third is written with two decimals: 3 of 9 is no more than 33.33%.
    gap = value - standard if indicator.at_least else standard - round(value, 2)
    return gap >= -_TOLERANCE


def _against(indicator: Indicator, standard: float | None, value: float, closed: bool, asked: Asked) -> str:
    if standard is None:
        return "no_standard"
    if _keeps(indicator, standard, value):
        return "met" if closed else "on_track"
    if closed:
        return "not_met"
    if not indicator.at_least:
        return "over"
    return "on_track" if value >= standard * asked.share - _TOLERANCE else "behind"
