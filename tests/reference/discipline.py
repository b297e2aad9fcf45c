"""Persons disciplined (D01–D04, D06, D09) and the share of the four forms (D05)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tests.reference.calendar_of import add_months
from tests.reference.district import District
from tests.reference.table import FORMS, INDICATORS
from tests.reference.value import Part, Row

_EFFECT_MONTHS = {"警告": 12, "严重警告": 18, "撤销党内职务": 24, "留党察看": 48}


def effect_ends_on(row: Row) -> date | None:
    """The last day of the effect: as the ledger says, else by the kind of 党纪处分."""
    stated: date | None = row["effect_ends_on"]
    if stated is not None or row["measure_class"] != "党纪处分":
        return stated
    months = _EFFECT_MONTHS.get(row["measure"])
    return add_months(row["decided_on"], months) - timedelta(days=1) if months else None


def parts(district: District) -> Iterator[Part]:
    """One part a row, in the units of the decision's date; D06 in every year at whose close it is in effect."""
    rows = [row for row in district.ledgers["discipline"] if row["decided_on"] <= district.as_of]
    for row in rows:
        org, day = row["org_code"], row["decided_on"]
        units = district.units(org, day)
        for code in ("D01", "D02", "D03", "D04", "D09"):
            if row["measure_class"] in INDICATORS[code].categories:
                yield Part(code, org, day, units, 1, 0, person=row["person_key"])
        if row["form"] is not None:
            for form in FORMS:
                yield Part("D05", org, day, units, row["form"] == form, 1, breakdown=form)
        ends = effect_ends_on(row)
        for year in district.periods("year"):
            if ends is not None and day <= year.closing_day(district.as_of) <= ends:
                yield Part("D06", org, year.start, units, 1, 0, person=row["person_key"])
    for year in district.periods("year"):
        closing = year.closing_day(district.as_of)
        for org, rolls in district.members.on_roll(closing).items():
            yield Part("D04", org, year.start, district.units(org, closing), 0, len(rolls))
