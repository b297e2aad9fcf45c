"""From the parts of one unit and period to its numbers and its status."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tests.reference.calendar_of import Period
from tests.reference.reporting import EVERYONE, Reporting
from tests.reference.table import INDICATORS, MEMBERS_DUE, NOT_DUE_WHEN_EMPTY, Indicator
from tests.reference.value import Part

_TOLERANCE = 1e-9
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
    reporters: set[str],
    parts: list[Part],
    reporting: Reporting,
    as_of: date,
) -> Judged:
    """Apply the order: 不适用, 未到期, 未报送, 样本不足, 无标准, then against the standard.

    Parts that are rows of the feeding ledger are their own report; what is owed or had by members counts only where the
    organisation sent the ledger in the year of the base period.
    """
    indicator = INDICATORS[code]
    owed = indicator.kind == "frequency" or code in MEMBERS_DUE
    persons = indicator.kind in ("total", "rate")
    counted = [part for part in parts if not owed or reporting.sent(indicator.ledger, part.org, part.day.year)]
    received = bool(counted)
    if persons:
        received = reporting.sent(indicator.ledger, EVERYONE, period.start.year)
        counted = counted if received else []
    numerator, denominator = _sums(indicator, counted)
    nothing = not received or (indicator.kind == "rate" and numerator == 0 and denominator == 0)
    if not in_scope and nothing:
        return None, None, None, "not_applicable"
    due = {part.org for part in parts} if owed else reporters | {part.org for part in parts}
    if indicator.kind == "frequency" and not due:
        return 0, 0, None, "not_due"
    if code in NOT_DUE_WHEN_EMPTY and denominator == 0:
        return 0, 0, None, "not_due"
    sent = any(reporting.sent(indicator.ledger, org, period.start.year) for org in due)
    if not received and ((due and not sent) or indicator.kind == "total"):
        return None, None, None, "not_reported"
    if indicator.kind == "total":
        return numerator, None, numerator, "no_standard"
    if denominator < max(indicator.minimum, 1):
        return numerator, denominator, None, "too_few"
    value = indicator.scale * numerator / denominator
    return numerator, denominator, value, _against_standard(indicator, value, period.end <= as_of)


def _against_standard(indicator: Indicator, value: float, closed: bool) -> str:
    if indicator.standard is None:
        return "no_standard"
    gap = value - indicator.standard if indicator.at_least else indicator.standard - value
    if gap >= -_TOLERANCE:
        return "met" if closed else "on_track"
    return "not_met" if closed else "behind"
