"""From when a yearly value is judged in an open year, and what of it is asked by the as-of day, worked out again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tests.reference import coverage
from tests.reference.calendar_of import Period, add_months
from tests.reference.district import District
from tests.reference.table import DUE_DAYS, INDICATORS
from tests.reference.value import Row, Unit

_YEARS = 2
_BY_HOURS = ("L05",)
_BY_ROWS = ("members", "organisations")
_DAYS = ("signed_on", "done_on", "held_on", "trained_on", "awarded_on", "filed_on")
Habits = dict[tuple[str, Unit], float]
"""(indicator, unit) -> the part of a closed year's work that was done by the same day."""


@dataclass(frozen=True)
class Asked:
    """`is_early`: nothing is asked yet; `share`: the part of the standard that must be there."""

    is_early: bool = False
    share: float = 1.0


ALL = Asked()
"""The whole of the standard, now."""


def asked(district: District, habits: Habits, code: str, period: Period, unit: Unit) -> Asked:
    """What is asked of a unit by the as-of day; all of it in a closed period or without due days."""
    today = district.as_of
    if code not in DUE_DAYS or period.type != "year" or period.end <= today:
        return ALL
    first, last = (date(today.year, *day) for day in DUE_DAYS[code])
    if today < first:
        return Asked(is_early=True)
    if today >= last or not INDICATORS[code].at_least:  # a ceiling does not grow with the year
        return ALL
    straight = ((today - first).days + 1) / ((last - first).days + 1)
    return Asked(share=habits.get((code, unit), straight))


def habits(district: District) -> Habits:
    """Every unit's habit in what has due days and dated rows; only where two closed years had something done."""
    today = district.as_of
    closed = [year for year in district.periods("year") if year.end <= today]
    by_then: defaultdict[tuple[str, Unit], float] = defaultdict(float)
    in_all: defaultdict[tuple[str, Unit], dict[int, float]] = defaultdict(dict)
    for code in DUE_DAYS:
        if INDICATORS[code].kind not in _BY_ROWS:
            continue
        for year in closed:
            same_day = add_months(today, -12 * (today.year - year.start.year))
            for unit, day, amount in _done(district, code, year):
                in_all[code, unit][year.start.year] = in_all[code, unit].get(year.start.year, 0) + amount
                by_then[code, unit] += amount if day <= same_day else 0
    return {
        key: by_then[key] / sum(years.values())
        for key, years in in_all.items()
        if sum(amount > 0 for amount in years.values()) >= _YEARS
    }


def _done(district: District, code: str, year: Period) -> Iterator[tuple[Unit, date, float]]:
    """(unit, day, amount) of what was done in a closed year by those who were due at its end."""
    if INDICATORS[code].kind == "organisations":
        first = _first_days(district, code, year, "org_code")
        for org in district.organisations.rows:
            if org in first and district.in_scope(INDICATORS[code].scope, org, year.end):
                yield from ((unit, first[org], 1) for unit in district.units(org, year.end))
        return
    rolls = district.members.due_on(year.end)
    first = _first_days(district, code, year, "person_key") if code not in _BY_HOURS else {}
    for org, rows in rolls.items():
        units = district.units(org, year.end)
        for row in rows:
            person = row["person_key"]
            if code in _BY_HOURS:
                events = district.members.trainings(person, year.start.year)
            else:
                events = [(first[person], 1.0)] if person in first and coverage.is_due(code, row) else []
            for day, amount in events:
                yield from ((unit, day, amount) for unit in units)


def _first_days(district: District, code: str, year: Period, key: str) -> dict[str, date]:
    first: dict[str, date] = {}
    for row in coverage.proofs(district, code, year.start, year.end):
        day = _known(row)
        first[row[key]] = min(day, first.get(row[key], day))
    return first


def _known(row: Row) -> date:
    return next(row[column] for column in _DAYS if row.get(column))
