"""Hours of training of the members due (L03, L04, L05)."""

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
        for org, rolls in district.members.on_roll(closing).items():
            units = district.units(org, closing)
            for roll in rolls:
                person = roll["person_key"]
                hours = district.members.hours(person, year.start.year)
                yield Part("L05", org, year.start, units, hours, 1)
                code = "L04" if roll["is_leader"] else "L03"
                wanted = HOURS_WANTED[code] * district.members.whole_months(person, year.start.year) / 12
                yield Part(code, org, year.start, units, hours >= wanted - _TOLERANCE, 1)
