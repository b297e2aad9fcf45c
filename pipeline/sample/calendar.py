"""Days on which the invented district meets: working days outside the holidays, none after the as-of day."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

# first and last day of the month on which meetings are held, clear of the long holidays
SPANS = {1: (6, 22), 2: (24, 28), 4: (8, 28), 5: (7, 28), 10: (9, 28)}
SLACK = {2: 0.9, 7: 0.93, 8: 0.88}  # holidays: fewer meetings, fewer people


def meeting_day(rng: Random, year: int, month: int, wish: int | None = None) -> date:
    """A working day of the month, near the wished day of the month if there is one."""
    first, last = SPANS.get(month, (3, 28))
    day = date(year, month, min(max(wish or rng.randint(first, last), first), last))
    return day - timedelta(days=max(0, day.weekday() - 4)) if day.day > first + 1 else _forward(day)


def _forward(day: date) -> date:
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day


def season(month: int) -> float:
    """How much of the usual diligence is left in a month."""
    return SLACK.get(month, 1.0)


def semester(day: date) -> tuple[int, int]:
    """(year, 1 or 2) of the school semester: February to July, August to January."""
    if 2 <= day.month <= 7:
        return day.year, 1
    return (day.year if day.month >= 8 else day.year - 1), 2
