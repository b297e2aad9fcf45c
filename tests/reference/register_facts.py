"""What the register says on the closing day: terms (B03), 一肩挑 (B04), the shape of branches (B05)."""

from __future__ import annotations

from collections.abc import Iterator

from tests.reference.district import District
from tests.reference.value import Part

_FEWEST, _MOST, _MOST_SCHOOLS = 3, 50, 5


def parts(district: District) -> Iterator[Part]:
    """One part an organisation and year."""
    register = district.organisations
    for year in district.periods("year"):
        closing = year.closing_day(district.as_of)
        for org, row in register.rows.items():
            if not register.active(org, closing):
                continue
            units = district.units(org, closing)
            if row["term_ends_on"] is not None:
                yield Part("B03", org, year.start, units, row["term_ends_on"] >= closing, 1)
            if district.in_scope("school_org", org, closing):
                yield Part("B04", org, year.start, units, bool(row["secretary_is_principal"]), 1)
            if district.in_scope("branch", org, closing):
                well = _FEWEST <= district.members.full_members(org, closing) <= _MOST
                if register.type_on(org, closing) == "联合党支部":
                    well = well and len(set(register.schools_on(org, closing))) <= _MOST_SCHOOLS
                yield Part("B05", org, year.start, units, well, 1)
