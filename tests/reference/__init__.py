"""A slow, plain second opinion: every number recomputed from the landed rows with dictionaries and loops.

It shares no code and no SQL with the models, so that what both say was understood twice in the same way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tests.reference import (
    admissions,
    attended,
    checks,
    coverage,
    deadlines,
    decisions_and_dues,
    discipline,
    frequency,
    problems,
    register_facts,
    schools,
    sending,
    surveys,
    totals,
    training,
    year_ledgers,
)
from tests.reference.calendar_of import Period, days, period_of
from tests.reference.district import District
from tests.reference.owing import is_asked, may_be_empty, of_the_district_alone
from tests.reference.reporting import Reporting
from tests.reference.statuses import judge, rests_on
from tests.reference.table import INDICATORS, PERIOD_TYPES
from tests.reference.usual import Habits, asked, habits
from tests.reference.value import Part, Unit, Value

__all__ = ["Value", "compute"]

_COUNTED = (
    frequency, attended, training, discipline, surveys, problems, sending, coverage, register_facts, schools, totals,
    year_ledgers, deadlines, decisions_and_dues, admissions, checks,
)  # fmt: skip
_Place = tuple[str, date, Unit]
"""Period type, first day, unit."""


def compute(home: Path, as_of: date) -> list[Value]:
    """Every value of every indicator, unit and period, as seen on `as_of`."""
    district = District(home, as_of)
    reporting = Reporting(district)
    parts: defaultdict[str, list[Part]] = defaultdict(list)
    for module in _COUNTED:
        for part in module.parts(district):
            parts[part.code].append(part)
    units, usual = units_by_period(district), habits(district)
    return [value for code in INDICATORS for value in _values(code, district, reporting, parts[code], units, usual)]


def units_by_period(district: District) -> dict[tuple[str, date], set[Unit]]:
    """Units to which some organisation belonged on a day of the period, up to the as-of day; schools always."""
    by_month: dict[date, set[Unit]] = {}
    found: dict[tuple[str, date], set[Unit]] = {}
    registered: set[Unit] = {("school", code) for code in district.organisations.schools}
    for kind in ("month", "quarter", "semester", "year"):
        for period in district.periods(kind):
            here: set[Unit] = set(registered)
            for day in days(period.start, period.closing_day(district.as_of)):
                if day not in by_month:
                    register = district.organisations
                    by_month[day] = {unit for org in register.rows for unit in register.units(org, day)}
                here |= by_month[day]
            found[kind, period.start] = here
    return found


def _values(
    code: str,
    district: District,
    reporting: Reporting,
    parts: list[Part],
    units: dict[tuple[str, date], set[Unit]],
    usual: Habits,
) -> Iterator[Value]:
    indicator = INDICATORS[code]
    scope: defaultdict[_Place, set[str]] = defaultdict(set)
    asked_of: defaultdict[_Place, set[str]] = defaultdict(set)
    reporters: defaultdict[_Place, set[str]] = defaultdict(set)
    placed: defaultdict[_Place, list[Part]] = defaultdict(list)
    busy: defaultdict[tuple[str, date], set[str]] = defaultdict(set)
    kinds = PERIOD_TYPES[indicator.base]
    for kind in kinds:
        for (start, org), judging_days in _scoped(code, kind, district).items():
            for unit in district.units(org, max(judging_days)):
                scope[kind, start, unit].add(org)
                if not is_asked(district, indicator.ledger, org, max(judging_days)):
                    continue
                asked_of[kind, start, unit].add(org)
                reports = any(district.in_scope("reporter", org, day) for day in judging_days)
                if not may_be_empty(indicator.ledger) and (reports or of_the_district_alone(indicator.ledger)):
                    reporters[kind, start, unit].add(org)
    for part in parts:
        if district.switched_off.stops(code, period_of(indicator.base, part.day), district.as_of):
            continue
        for kind in kinds:
            start = period_of(kind, part.day).start
            if part.denominator:
                busy[kind, start].add(part.org)
            for unit in part.units:
                placed[kind, start, unit].append(part)
    for kind in kinds:
        for period in district.periods(kind):
            stopped = _is_stopped(code, period, district)
            for unit in sorted(units[kind, period.start]):
                place = (kind, period.start, unit)
                if stopped:
                    for breakdown, _ in _broken_down(code, []):
                        where = (*unit, kind, period.start, breakdown)
                        yield Value(code, *where, None, None, None, "not_applicable", 0, 0)
                    continue
                covered = rests_on(code, period, asked_of[place], reporters[place], busy[kind, period.start], reporting)
                for breakdown, found in _broken_down(code, placed[place]):
                    numerator, denominator, value, status = judge(
                        code, period, scope[place], asked_of[place], reporters[place], found, reporting, district.as_of,
                        is_part=breakdown is not None, asked=asked(district, usual, code, period, unit),
                    )  # fmt: skip
                    where = (*unit, kind, period.start, breakdown)
                    yield Value(code, *where, numerator, denominator, value, status, *covered)


def _is_stopped(code: str, whole: Period, district: District) -> bool:
    """Whether none of the base periods that have begun in a period is asked for."""
    begun = [one for one in district.periods(INDICATORS[code].base) if whole.start <= one.start <= whole.end]
    return all(district.switched_off.stops(code, one, district.as_of) for one in begun)


def _scoped(code: str, kind: str, district: District) -> dict[tuple[date, str], list[date]]:
    """(period, organisation) -> judging days of its base periods in scope; in scope of one is in scope of the whole."""
    found: defaultdict[tuple[date, str], list[date]] = defaultdict(list)
    for org, base, day in district.scoped(code):
        if not district.switched_off.stops(code, base, district.as_of):
            found[period_of(kind, base.start).start, org].append(day)
    return found


def _broken_down(code: str, parts: list[Part]) -> list[tuple[str | None, list[Part]]]:
    """The whole, and each value that a part counts in; D05 has no whole, of S05 the votes are weighed together."""
    if INDICATORS[code].kind == "weighted":
        return [(None, surveys.weighted(parts))]
    found: list[tuple[str | None, list[Part]]] = []
    if code != "D05":
        found.append((None, [part for part in parts if part.in_whole]))
    for value in sorted({value for part in parts for value in part.broken_down}):
        found.append((value, [part for part in parts if value in part.broken_down]))
    return found
