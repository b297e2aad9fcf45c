"""Schools covered by a party organisation (B09)."""

from __future__ import annotations

from collections.abc import Iterator

from tests.reference.district import District
from tests.reference.value import Part, Unit


def parts(district: District) -> Iterator[Part]:
    """One part a school of the register and year."""
    register = district.organisations
    above: set[Unit] = {("district", code) for code, row in register.rows.items() if row["org_type"] == "区委教育工委"}
    for year in district.periods("year"):
        closing = year.closing_day(district.as_of)
        there = [org for org in register.rows if register.active(org, closing)]
        for school in register.schools:
            own = [org for org in there if school in register.schools_on(org, closing)]
            areas = [area for org in own if (area := register.area_on(org, closing))]
            area = min(areas, default=None) or register.own_area(school)
            units = {("school", school), *above} | ({("area", area)} if area else set())
            yield Part("B09", "", year.start, frozenset(units), bool(own), 1)
