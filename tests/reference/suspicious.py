"""The five checks behind 需核实: rows to look at, which never change a value."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from tests.reference.calendar_of import days
from tests.reference.district import District
from tests.reference.value import Row

_CAME = ("出席", "迟到", "补学")
_GUEST = "列席"
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
_TOLD_ALL = 5
_MONTHS_OF_A_WHOLE_YEAR = 10
_ACTIVITIES_OF_A_WHOLE_YEAR = 10

_Activity = tuple[str, date, str]
"""党组织, day, topic."""


def _activity(row: Row) -> _Activity:
    return row["org_code"], row["held_on"], row["topic"]


def suspicious(district: District) -> dict[str, set[str]]:
    """The keys of the rows that one of the checks marks, by ledger."""
    activities = [row for row in district.ledgers["activity"] if row["held_on"] <= district.as_of]
    signatures = [row for row in district.ledgers["attendance"] if row["held_on"] <= district.as_of]
    return {
        "activity": {
            *_identical_text(activities),
            *_whole_year_at_once(activities, district.ledgers.first_day),
            *_perfect_attendance(activities, signatures),
            *_on_a_holiday(activities),
        },
        "attendance": {*_two_places(activities, signatures)},
    }


def _identical_text(activities: list[Row]) -> Iterator[str]:
    """One long topic in two organisations, or in two months; what five organisations write they were told to."""
    alike: defaultdict[str, list[Row]] = defaultdict(list)
    for row in activities:
        text = "".join(each for each in row["topic"] or "" if unicodedata.category(each)[0] not in "ZPC")
        if len(text) >= _LONG_TEXT:
            alike[text].append(row)
    for rows in alike.values():
        places = {(row["org_code"], row["held_on"].replace(day=1)) for row in rows}
        if len(places) > 1 and len({org_code for org_code, _ in places}) < _TOLD_ALL:
            yield from (row["row_key"] for row in rows)


def _two_places(activities: list[Row], signatures: list[Row]) -> Iterator[str]:
    """One person who came to activities of two organisations, or in two rooms, on one day."""
    rooms: defaultdict[_Activity, set[str]] = defaultdict(set)
    for row in activities:
        if row["place"]:
            rooms[_activity(row)].add(row["place"])
    signed: defaultdict[tuple[str, date], list[Row]] = defaultdict(list)
    for row in signatures:
        if row["attendance"] in _CAME and row["person_key"] is not None:
            signed[row["person_key"], row["held_on"]].append(row)
    for rows in signed.values():
        places = {place for row in rows for place in rooms[_activity(row)]}
        organisations = {row["org_code"] for row in rows}
        if len({_activity(row) for row in rows}) > 1 and (len(organisations) > 1 or len(places) > 1):
            yield from (row["row_key"] for row in rows)


def _whole_year_at_once(activities: list[Row], first_day: date | None) -> Iterator[str]:
    """A year of ten months or more that came in on one day, unless that was the day on which everything began."""
    of_a_year: defaultdict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in activities:
        of_a_year[row["org_code"], row["held_on"].year].append(row)
    for rows in of_a_year.values():
        received = {row["received_at"].date() for row in rows}
        whole = len({row["held_on"].month for row in rows}) >= _MONTHS_OF_A_WHOLE_YEAR
        if whole and len(received) == 1 and first_day not in received:
            yield from (row["row_key"] for row in rows)


def _perfect_attendance(activities: list[Row], signatures: list[Row]) -> Iterator[str]:
    """A year of activities to all of which all came."""
    signed: defaultdict[_Activity, list[str]] = defaultdict(list)
    for row in signatures:
        signed[_activity(row)].append(row["attendance"])
    counted: defaultdict[tuple[str, int], list[tuple[str, bool]]] = defaultdict(list)
    for row in activities:
        expected, came = row["expected"], row["attended"]
        states = signed.get(_activity(row))
        if states:
            expected, came = sum(each != _GUEST for each in states), sum(each in _CAME for each in states)
        if expected is not None and came is not None:
            counted[row["org_code"], row["held_on"].year].append((row["row_key"], came == expected))
    for rows in counted.values():
        if len(rows) >= _ACTIVITIES_OF_A_WHOLE_YEAR and all(complete for _, complete in rows):
            yield from (key for key, _ in rows)


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
