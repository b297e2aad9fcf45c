"""The profiles' part of the fixture: places on the spine, trends, what periods ask for, days of activities, hours."""

from __future__ import annotations

import datetime as dt
import itertools

from tests.dashboards.fixture_boards import AS_OF, BRANCHES

SCHEMA = """
create table marts.indicator_spine(indicator_code text, unit_level text, unit_id text, year bigint,
  value_position double, standard_position double, outer_from_position double, outer_to_position double,
  inner_from_position double, inner_to_position double);
create table marts.indicator_trend(indicator_code text, unit_level text, unit_id text, year bigint, period_type text,
  points bigint, first_start date, last_start date, base double, chi_square double, trend text, verdict text);
create table marts.activity_day(org_code text, held_on date, activity_type text, activities bigint);
create table marts.fixed_theme_day(activity_type text, month date, fixed_day date, source text);
create table marts.requirement_period(indicator_code text, activity_types text, unit_level text, unit_id text,
  year bigint, period_type text, period_start date, due_on date, required bigint, done bigint, missing bigint,
  organisations_short bigint, organisations_silent bigint, state text);
create table marts.hours_distribution(indicator_code text, unit_level text, unit_id text, year bigint, bin_from double,
  bin_to double, members bigint, members_met bigint, members_prorated bigint, is_small boolean);
"""
SCHOOL_OF = {"B1": "S1", "B2": "S2", "B3": "S2", "B4": "S3", "B5": "S3", "B6": "S4"}
_PLACED = ("O01", "O02", "O05", "O09", "L05", "R05", "Q01")
"""Indicators on the spine; the others have too few peers here."""


def rows() -> dict[str, list[tuple[object, ...]]]:
    """Every table of the profiles."""
    units = [("branch", branch) for branch in BRANCHES] + [("school", f"S{number}") for number in range(1, 5)]
    return {
        "indicator_spine": [
            (code, *unit, year, 30.0, 90.0, 0.0, 80.0, 25.0, 65.0)
            for code, unit, year in itertools.product(_PLACED, units, (2024, 2025, 2026))
        ],
        "indicator_trend": [
            ("O05", *unit, year, "quarter", 5, dt.date(year - 1, 1, 1), dt.date(year, 1, 1), 15.0,
             12.5 if unit[1] == "B2" else 1.5, "down" if unit[1] == "B2" else "none",
             "worse" if unit[1] == "B2" else None)
            for unit, year in itertools.product(units, (2025, 2026))
        ],
        "activity_day": [*_days()],
        "fixed_theme_day": [
            ("主题党日", dt.date(year, month, 1), _first_monday(year, month), "区里约定")
            for year, month in itertools.product((2024, 2025, 2026), range(1, 13))
        ],
        "requirement_period": [*_periods()],
        "hours_distribution": [*_hours()],
    }  # fmt: skip


def _first_monday(year: int, month: int) -> dt.date:
    day = dt.date(year, month, 1)
    return day + dt.timedelta(days=-day.weekday() % 7)


def _days() -> list[tuple[object, ...]]:
    made: list[tuple[object, ...]] = []
    for branch, year, month in itertools.product(BRANCHES, (2024, 2025, 2026), range(1, 13)):
        day = dt.date(year, month, 6)
        if day <= AS_OF and not (branch == "B2" and month % 4 == 0):
            made.append((branch, day, "主题党日", 1))
            if month == 3:
                made += [(branch, day, "党课", 1), (branch, day, "示范课", 2)]
    return made


def _periods() -> list[tuple[object, ...]]:
    """主题党日 of each month of 2026, and a 组织生活会 a year; B2 missed April, B6 sent no ledger."""
    made: list[tuple[object, ...]] = []
    units = {branch: [branch] for branch in BRANCHES} | {
        school: [branch for branch, of in SCHOOL_OF.items() if of == school] for school in ("S1", "S2", "S3", "S4")
    }
    for unit, branches in units.items():
        level = "branch" if unit in BRANCHES else "school"
        told = [branch for branch in branches if branch != "B6"]
        silent = len(branches) - len(told)
        for month in range(1, 13):
            start, last = dt.date(2026, month, 1), dt.date(2026 + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
            to_come = start > AS_OF
            missing = len(told) if to_come else sum(branch == "B2" and month == 4 for branch in told)
            state = "to_come" if to_come else "not_reported" if not told else "missed" if missing else "done"
            made.append(("O05", "主题党日", level, unit, 2026, "month", start, last, len(told), len(told) - missing,
                         missing, missing, silent, state))  # fmt: skip
        made.append(("O02", "支委会", level, unit, 2026, "year", dt.date(2026, 1, 1), dt.date(2026, 12, 31), len(told),
                     0, len(told), len(told), silent, "open" if told else "not_reported"))  # fmt: skip
    return made


def _hours() -> list[tuple[object, ...]]:
    """Ten members of each unit, three below 24; of B3 two leaders only, too few to be shown to everyone.

    No bin holds two or six in 2025: a test looks for these numbers of persons to find a discipline count that leaks.
    """
    made: list[tuple[object, ...]] = []
    for (unit, level), year in itertools.product(
        [*((branch, "branch") for branch in BRANCHES), *((f"S{number}", "school") for number in range(1, 5))],
        (2025, 2026),
    ):
        made += [("L03", level, unit, year, 8.0, 12.0, 3, 0, 0, False),
                 ("L03", level, unit, year, 24.0, 28.0, 3, 3, 0, False),
                 ("L03", level, unit, year, 80.0, None, 4, 4, 0, False)]  # fmt: skip
    made.append(("L05", "branch", "B3", 2026, 36.0, 40.0, 2, 2, 0, True))
    return made
