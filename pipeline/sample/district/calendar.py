"""Days on which the invented district meets: working days outside the holidays, none after the as-of day."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

# first and last day of the month on which meetings are held, clear of the long holidays
SPANS = {1: (6, 22), 2: (24, 28), 4: (8, 28), 5: (7, 28), 10: (9, 28)}
LONG = {1: 1, 5: 5, 10: 7}  # last day of the holidays that begin with the month
# holidays on other working days (春节, 清明, 端午, 中秋) that the spans leave in
FEASTS = frozenset(
    {
        date(2025, 2, 3),
        date(2026, 4, 6),
        date(2024, 6, 10),
        date(2024, 9, 16),
        date(2024, 9, 17),
        date(2025, 6, 2),
        date(2026, 6, 19),
        date(2026, 9, 25),
    }
)
SLACK = {2: 0.9, 7: 0.93, 8: 0.88}  # holidays: fewer meetings, fewer people


def meeting_day(rng: Random, year: int, month: int, wish: int | None = None) -> date:
    """Return a working day of the month, near the wished day of the month if there is one."""
    first, last = SPANS.get(month, (3, 28))
    day = date(year, month, min(max(wish or rng.randint(first, last), first), last))
    day = day - timedelta(days=max(0, day.weekday() - 4)) if day.day > first + 1 else _forward(day)
    while day in FEASTS or day.weekday() > 4:
        day -= timedelta(days=1)
    return day


def fixed_day(year: int, month: int) -> date:
    """Return the first Monday of the month on which meetings are held: a week or two later where it is a holiday."""
    day = date(year, month, 1)
    day += timedelta(days=-day.weekday() % 7)
    while day in FEASTS or day.day <= LONG.get(month, 0):
        day += timedelta(days=7)
    return day


def saturday(day: date) -> date:
    """Return the Saturday of the week, on which no other meeting is held."""
    return day + timedelta(days=5 - day.weekday())


def _forward(day: date) -> date:
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day


def season(month: int) -> float:
    """Return how much of the usual diligence is left in a month."""
    return SLACK.get(month, 1.0)
