"""Periods: months, quarters, semesters from February and August, calendar years."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

_LENGTH = {"month": 1, "quarter": 3, "semester": 6, "year": 12}
_FIRST_MONTHS = {"month": tuple(range(1, 13)), "quarter": (1, 4, 7, 10), "semester": (2, 8), "year": (1,)}


@dataclass(frozen=True)
class Period:
    """A stretch of whole months, both days inclusive."""

    type: str
    start: date
    end: date

    def closing_day(self, as_of: date) -> date:
        """The last day that can be looked at on the as-of day."""
        return min(self.end, as_of)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it is shorter."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@cache
def period_from(kind: str, start: date) -> Period:
    """The period of that kind which begins on that day."""
    return Period(kind, start, add_months(start, _LENGTH[kind]) - timedelta(days=1))


def periods(kind: str, first_year: int, as_of: date) -> list[Period]:
    """Every period of that kind that begins in the years looked at, and not after the as-of day."""
    starts = [date(year, month, 1) for year in range(first_year, as_of.year + 1) for month in _FIRST_MONTHS[kind]]
    return [period_from(kind, start) for start in starts if start <= as_of]


@cache
def period_of(kind: str, day: date) -> Period:
    """The period of that kind in which the day lies."""
    months = [month for month in _FIRST_MONTHS[kind] if month <= day.month]
    start = date(day.year, months[-1], 1) if months else date(day.year - 1, _FIRST_MONTHS[kind][-1], 1)
    return period_from(kind, start)


def days(start: date, end: date) -> Iterator[date]:
    """Every day from one to the other, both inclusive."""
    while start <= end:
        yield start
        start += timedelta(days=1)
