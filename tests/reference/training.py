"""Hours of training of the members due (L03, L04, L05), and with those of meetings of study (L10, L11)."""

from __future__ import annotations

from collections.abc import Iterator

from tests.reference.district import District
from tests.reference.table import HOURS_WANTED
from tests.reference.value import Part

_TOLERANCE = 1e-9


def parts(district: District) -> Iterator[Part]:
    """One part a member and year, in the branch whose roll counts on the closing day."""
    for year in district.periods("year"):
        closing = year.closing_day(district.as_of)
        for org, rolls in district.members.due_on(closing).items():
            units = district.units(org, closing)
            for roll in rolls:
                person = roll["person_key"]
                hours = district.members.hours(person, year.start.year)
                yield Part("L05", org, year.start, units, hours, 1)
                code = "L04" if roll["is_leader"] else "L03"
                months = district.members.whole_months(person, year.start.year)
                yield Part(code, org, year.start, units, hours >= HOURS_WANTED[code] * months / 12 - _TOLERANCE, 1)
                studied = hours + district.study.hours(person, year.start.year)
                is_there = studied >= HOURS_WANTED["L10"] * months / 12 - _TOLERANCE
                yield Part("L10", org, year.start, units, is_there, 1)
                if roll["is_leader"] or roll["party_post"] == "书记":
                    trained = bool(district.members.trainings(person, year.start.year))
                    is_there = trained and studied >= HOURS_WANTED["L11"] * months / 12 - _TOLERANCE
                    yield Part("L11", org, year.start, units, is_there, 1)
