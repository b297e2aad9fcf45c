"""The five checks behind 需核实: rows to look at, which never change a value."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from tests.reference.calendar_of import days
from tests.reference.district import District
from tests.reference.value import Row

_PRESENT = ("出席", "迟到", "补学")
_MEETINGS = {
    "支部党员大会", "支委会", "党小组会", "党课", "主题党日", "组织生活会", "民主评议党员", "中心组学习",
    "支部学习交流", "党组织会议", "校长办公会", "党建工作研究", "听取党建汇报", "述职评议会",
}  # fmt: skip
_HOLIDAYS = {
    2024: ("01-01", "02-10 02-17", "04-04 04-06", "05-01 05-05", "06-10", "09-15 09-17", "10-01 10-07"),
    2025: ("01-01", "01-28 02-04", "04-04 04-06", "05-01 05-05", "05-31 06-02", "10-01 10-08"),
    2026: ("01-01 01-03", "02-15 02-23", "04-04 04-06", "05-01 05-05", "06-19 06-21", "09-25 09-27", "10-01 10-07"),
}
"""First and last day of each holiday, by the yearly notice of the State Council."""
_LONG_TEXT = 20
_MONTHS_OF_A_WHOLE_YEAR = 10
_ACTIVITIES_OF_A_WHOLE_YEAR = 10

Marked = set[str]
"""Row keys."""


def suspicious(district: District) -> dict[str, Marked]:
    """The keys of the rows that one of the checks marks, by ledger."""
    activities = [row for row in district.ledgers["activity"] if row["held_on"] <= district.as_of]
    found: dict[str, Marked] = {"activity": set(), "attendance": set(_two_places(district, activities))}
    first_day = district.ledgers.first_day
    for check in (_identical_text, _perfect_attendance, _on_a_holiday):
        found["activity"].update(check(activities))
    found["activity"].update(_whole_year_at_once(activities, first_day))
    return found


def _identical_text(activities: list[Row]) -> Iterator[str]:
    """One long topic in two organisations, or in two months."""
    alike: defaultdict[str, list[Row]] = defaultdict(list)
    for row in activities:
        text = "".join(each for each in row["topic"] or "" if unicodedata.category(each)[0] not in "ZPC")
        if len(text) >= _LONG_TEXT:
            alike[text].append(row)
    for rows in alike.values():
        if len({(row["org_code"], row["held_on"].replace(day=1)) for row in rows}) > 1:
            yield from (row["row_key"] for row in rows)


def _two_places(district: District, activities: list[Row]) -> Iterator[str]:
    """One person who came to activities of two organisations, or in two rooms, on one day."""
    rooms: defaultdict[tuple[str, date, str], set[str]] = defaultdict(set)
    for row in activities:
        if row["place"]:
            rooms[row["org_code"], row["held_on"], row["topic"]].add(row["place"])
    signed: defaultdict[tuple[str, date], list[Row]] = defaultdict(list)
    for row in district.ledgers["attendance"]:
        if row["attendance"] in _PRESENT and row["person_key"] is not None and row["held_on"] <= district.as_of:
            signed[row["person_key"], row["held_on"]].append(row)
    for rows in signed.values():
        activities_of_the_day = {(row["org_code"], row["held_on"], row["topic"]) for row in rows}
        places = {place for activity in activities_of_the_day for place in rooms[activity]}
        organisations = {row["org_code"] for row in rows}
        if len(activities_of_the_day) > 1 and (len(organisations) > 1 or len(places) > 1):
            yield from (row["row_key"] for row in rows)


def _whole_year_at_once(activities: list[Row], first_day: date | None) -> Iterator[str]:
    """Ten months of a year that came in on one day, unless that was the day on which everything began."""
    together: defaultdict[tuple[str, int, date], list[Row]] = defaultdict(list)
    for row in activities:
        received: date = row["received_at"].date()
        if received != first_day:
            together[row["org_code"], row["held_on"].year, received].append(row)
    for rows in together.values():
        if len({row["held_on"].month for row in rows}) >= _MONTHS_OF_A_WHOLE_YEAR:
            yield from (row["row_key"] for row in rows)


def _perfect_attendance(activities: list[Row]) -> Iterator[str]:
    """A year of activities to all of which all came."""
    counted: defaultdict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in activities:
        if row["expected"] is not None and row["attended"] is not None:
            counted[row["org_code"], row["held_on"].year].append(row)
    for rows in counted.values():
        if len(rows) >= _ACTIVITIES_OF_A_WHOLE_YEAR and all(row["expected"] == row["attended"] for row in rows):
            yield from (row["row_key"] for row in rows)


def _on_a_holiday(activities: list[Row]) -> Iterator[str]:
    off = {
        day
        for year, holidays in _HOLIDAYS.items()
        for holiday in holidays
        for day in days(
            date.fromisoformat(f"{year}-{holiday.split()[0]}"), date.fromisoformat(f"{year}-{holiday.split()[-1]}")
        )
    }
    for row in activities:
        if row["held_on"] in off and _MEETINGS & set(row["activity_type"].split("、")):
            yield row["row_key"]
