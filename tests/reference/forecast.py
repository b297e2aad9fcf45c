"""What becomes of a value at today's pace (进度预测), worked out again.

The parts of the recomputation as they are seen on a day, carried on to December.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from tests.reference import attended, coverage, deadlines, decisions_and_dues, frequency, problems, surveys
from tests.reference.calendar_of import period_from
from tests.reference.district import District
from tests.reference.reporting import Reporting
from tests.reference.table import HOURS_WANTED, INDICATORS, OWED, Indicator
from tests.reference.value import Part, Unit

PERIODS = ("O01", "O02", "O03", "O05", "O08", "L08")
TIMES = ("O06", "O07", "L01")
HOURS = ("L03", "L04", "L05")
STANDS = ("B06", "L02", "O09", "R06", "R07", "R08", "S02", "S03")
IN_FORCE = ("D07", "V01")
ONCE = ("L06", "L07", "R03")
LEAST_MONTHS = 3

_A_YEAR = {"month": 12, "quarter": 4, "semester": 2}
_SLACK = 1e-9
_ROWS = (attended, deadlines, decisions_and_dues, problems, surveys)


@dataclass(frozen=True)
class Pace:
    """What an organisation adds: so far, at pace, at best and at least by the year's end; each (of which, of how many).

    None where it has no end or where pace says nothing.
    """

    code: str
    org: str
    units: frozenset[Unit]
    so_far: tuple[float, float]
    pace: tuple[float, float] | None
    best: tuple[float, float] | None
    sure: tuple[float, float] | None


@dataclass(frozen=True)
class Forecast:
    """What is said of a unit; the fields have the meaning they have in marts.forecast."""

    at_pace: float | None
    best_possible: float | None
    outcome: str


Forecasts = dict[tuple[str, str, str], Forecast]
"""(indicator, unit level, unit) -> what is said of it."""


def forecasts(home: Path, day: date) -> Forecasts:
    """Everything that can be said on a day, from what was dated by then."""
    district = District(home, day)
    reporting = Reporting(district)
    found: defaultdict[tuple[str, Unit], list[Pace]] = defaultdict(list)
    for pace in _paces(district):
        indicator = INDICATORS[pace.code]
        if indicator.kind not in OWED or reporting.sent(indicator.ledger, pace.org, day.year):
            for unit in pace.units:
                found[pace.code, unit].append(pace)
    return {
        (code, level, name): _said(code, paces, _months_ended(day))
        for (code, (level, name)), paces in found.items()
        if day.year >= INDICATORS[code].since
    }


def _months_ended(day: date) -> int:
    return sum(period_from("month", date(day.year, number, 1)).end <= day for number in range(1, 13))


def _paces(district: District) -> Iterator[Pace]:
    year = district.as_of.year
    yield from _periods(district, [part for part in frequency.parts(district) if part.day.year == year])
    yield from _times(district)
    yield from _members(district)
    for module in _ROWS:
        for part in module.parts(district):
            if part.code in STANDS and part.day.year == year and part.in_whole:
                so_far = (part.numerator, part.denominator)
                yield Pace(part.code, part.org, part.units, so_far, so_far, None, None)
    for part in coverage.parts(district):
        if part.day.year == year and part.code in IN_FORCE + ONCE:
            so_far = (float(part.numerator), 1.0)
            stays = part.code in IN_FORCE
            yield Pace(
                part.code, part.org, part.units, so_far, so_far if stays else None, (1, 1), None if stays else so_far
            )


def _periods(district: District, parts: list[Part]) -> Iterator[Pace]:
    """The last period that ended stands for those to come; the organisation goes on as it did."""
    wanted = sorted((part for part in parts if part.code in PERIODS), key=lambda part: (part.code, part.org, part.day))
    for (code, org), group in groupby(wanted, key=lambda part: (part.code, part.org)):
        mine = list(group)
        base = INDICATORS[code].base
        ended = [period for period in district.periods(base) if period.end <= district.as_of]
        ended = [period for period in ended if period.start.year == district.as_of.year]
        held = sum(part.numerator for part in mine) / sum(part.denominator for part in mine)
        lives_on = district.organisations.life[org][1] > district.as_of
        for part in mine:
            is_last = part.day == ended[-1].start
            coming = part.denominator * (_A_YEAR[base] - len(ended)) if is_last and lives_on else 0
            n, d = float(part.numerator), float(part.denominator)
            best, whole = (n + coming, d + coming), d + coming
            yield Pace(code, org, part.units, (n, d), (n + coming * held, whole), best, (n, whole))


def _times(district: District) -> Iterator[Pace]:
    """So often a year: what was held, carried on from the months that ended to those of the year."""
    held = frequency.events(district)
    day = district.as_of
    months = [period_from("month", date(day.year, number, 1)) for number in range(1, 13)]
    for code in TIMES:
        indicator = INDICATORS[code]
        for org, period, judged in district.scoped(code):
            if period.start.year != day.year:
                continue
            first, last = district.organisations.life[org]
            is_over = last <= day
            ended = [one for one in months if one.end <= day and first <= one.start and one.end <= last]
            of_year = ended if is_over else [one for one in months if first <= one.start]
            owed, full = (indicator.times * len(some) // 12 for some in (ended, of_year))
            if not full:
                continue
            days = held.get((org, indicator.categories[0]), [])
            count = sum(period.start <= one <= day for one in days)
            carried = count * len(of_year) // len(ended) if ended else count
            sure = min(count, full)
            yield Pace(
                code,
                org,
                district.units(org, judged),
                (min(count, owed), owed),
                (min(carried, full), full),
                (sure if is_over else full, full),
                (sure, full),
            )


def _members(district: District) -> Iterator[Pace]:
    """Each member's hours against a twelfth of the threshold for every whole month on a roll."""
    day = district.as_of
    ended = _months_ended(day)
    for org, rolls in district.members.due_on(day).items():
        units = district.units(org, day)
        for roll in rolls:
            person = roll["person_key"]
            hours = district.members.hours(person, day.year)
            carried = (hours * 12 / ended, 1) if ended else None
            yield Pace("L05", org, units, (hours, 1), carried, None, (hours, 1))
            code = "L04" if roll["is_leader"] else "L03"
            a_month = HOURS_WANTED[code] / 12
            whole = district.members.whole_months(person, day.year)
            on_course = (float(hours >= a_month * whole - _SLACK), 1)
            there = (float(hours >= a_month * (whole + 12 - ended) - _SLACK), 1)
            yield Pace(code, org, units, on_course, on_course, (1, 1), there)


def _said(code: str, paces: list[Pace], months: int) -> Forecast:
    indicator = INDICATORS[code]
    top, bottom = _sum([pace.so_far for pace in paces]) or (0, 0)
    at_pace, best, sure = (
        _value(indicator, _sum(some))
        for some in (
            [pace.pace for pace in paces], [pace.best for pace in paces], [pace.sure for pace in paces],
        )
    )  # fmt: skip
    return Forecast(at_pace, best, _outcome(code, (top, bottom), at_pace, best, sure, months))


def _sum(some: list[tuple[float, float] | None]) -> tuple[float, float] | None:
    pairs = [pair for pair in some if pair is not None]
    return (sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)) if pairs else None


def _value(indicator: Indicator, pair: tuple[float, float] | None) -> float | None:
    return None if pair is None or not pair[1] else indicator.scale * pair[0] / pair[1]


def _keeps(indicator: Indicator, value: float | None) -> bool | None:
    if value is None or indicator.standard is None:
        return None
    gap = value - indicator.standard if indicator.at_least else indicator.standard - round(value, 2)
    return gap >= -_SLACK


def _outcome(
    code: str,
    so_far: tuple[float, float],
    at_pace: float | None,
    best: float | None,
    sure: float | None,
    months: int,
) -> str:
    indicator = INDICATORS[code]
    top, bottom = so_far
    if code not in PERIODS + TIMES and bottom < max(indicator.minimum, 1):
        return "undecided"
    if _keeps(indicator, sure):
        return "certain"
    spoilt = top < bottom if indicator.standard == 100 else top > 0 and indicator.standard == 0
    if _keeps(indicator, best) is False or (code in STANDS and spoilt):
        return "impossible"
    if bottom == 0 or months < LEAST_MONTHS or at_pace is None:
        return "undecided"
    return "will_meet" if _keeps(indicator, at_pace) else "will_miss"
