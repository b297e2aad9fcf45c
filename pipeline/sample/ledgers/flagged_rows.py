"""Rows that are accepted and yet want a second look (需核实): planted knowingly, one of each kind."""

from __future__ import annotations

from datetime import date

from pipeline.sample.district.calendar import saturday
from pipeline.sample.district.district import District
from pipeline.sample.district.full_attendance import branches_with_figures
from pipeline.sample.district.records import Membership, Organisation, Rows
from pipeline.sample.ledgers.separate_rows import activity, sign_in

SAME_WORDS = "深入学习贯彻全国教育大会精神暨青年党员教师岗位建功主题实践活动"
TWO_PLACES = "与邻近支部结对共建交流"


def flagged_rows(district: District) -> tuple[Rows, Rows]:
    """Return activities and attendance that the checks for 需核实 find; fewer in a district that is too small."""
    activities: Rows = []
    attendance: Rows = []
    day, feast = _day(district), _feast(district)
    for one in same_words_branches(district):
        size = len(district.roll(one.code, day))
        activities.append(activity(one.code, day, "主题党日", SAME_WORDS, size, size - 1, None))
    for one in holiday_branches(district):
        size = len(district.roll(one.code, feast))
        activities.append(activity(one.code, feast, "支部党员大会", "支部党员大会：节日专题", size, size - 1, None))
    hosts, guest = two_places(district)
    for host in hosts:
        there = [*([guest] if guest else []), *district.roll(host.code, day)[1:6]]
        activities.append(activity(host.code, day, "结对共建", TWO_PLACES, len(there), len(there), len(there)))
        numbers = not district.school_of(host).habits.names_only
        attendance += sign_in(host, day, TWO_PLACES, there, ["出席"] * len(there), numbers)
    return activities, attendance


def same_words_branches(district: District) -> list[Organisation]:
    """Return two branches with one long topic, word for word."""
    found = [
        one
        for one in branches_with_figures(district)
        if one.full_attendance_year is None and _alive(district, one, _day(district))
    ]
    return found[:2] if len(found) > 1 else []


def holiday_branches(district: District) -> list[Organisation]:
    """Return the branch that met on the first day of October; none if that day is still to come."""
    return [
        one
        for one in branches_with_figures(district)
        if one.full_attendance_year is None and _alive(district, one, _feast(district))
    ][-1:]


def two_places(district: District) -> tuple[list[Organisation], Membership | None]:
    """Return two branches that met on one day, and the person who sat in both meetings."""
    hosts = [
        one
        for one in district.branches()
        if district.school_of(one).habits.detail
        and not district.is_silent(one)
        and _alive(district, one, _day(district))
    ]
    pairs = [(one, other) for one in hosts for other in hosts if one.code < other.code and one.schools == other.schools]
    return ([*pairs[0]], district.roll(pairs[0][0].code, _day(district))[0]) if pairs else ([], None)


def _day(district: District) -> date:
    return saturday(date(district.last_closed_year, 5, 20))


def _feast(district: District) -> date:
    return date(district.last_closed_year, 10, 1)


def _alive(district: District, one: Organisation, day: date) -> bool:
    return day <= district.as_of and one.active_on(day) and not one.kinds and len(district.roll(one.code, day)) > 6
