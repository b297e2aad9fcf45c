"""What rows add up to: visits (V08), pioneering (V09), honours (I02, I04), reports (I05); and O11's fixed day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tests.reference.calendar_of import period_of
from tests.reference.district import District
from tests.reference.table import INDICATORS
from tests.reference.value import Part, Row


def parts(district: District) -> Iterator[Part]:
    """One part a row, on its day."""
    for row in district.ledgers["activity"]:
        if row["held_on"] <= district.as_of:
            yield from _of_activity(district, row)
    for row in district.ledgers["honour"]:
        org, day = row["org_code"], row["awarded_on"]
        if day <= district.as_of:
            if row["honour_type"] in INDICATORS["I02"].categories:
                yield Part("I02", org, day, district.units(org, day), 1, 0)
            if row["honour_type"] in INDICATORS["I04"].categories:
                yield Part("I04", org, day, district.units(org, day), 1, 0, breakdown=row["level"])
    for row in district.ledgers["publicity"]:
        org, day = row["org_code"], row["published_on"]
        if day <= district.as_of and row["publicity_type"] in INDICATORS["I05"].categories:
            yield Part("I05", org, day, district.units(org, day), 1, 0, breakdown=row["level"])


def _of_activity(district: District, row: Row) -> Iterator[Part]:
    org, day = row["org_code"], row["held_on"]
    units = district.units(org, day)
    kinds = set(row["activity_type"].split("、"))
    if kinds & set(INDICATORS["V08"].categories) and row["participants"] is not None:
        yield Part("V08", org, day, units, row["participants"], 0)
    pioneering = kinds & set(INDICATORS["V09"].categories)
    if pioneering:
        yield Part("V09", org, day, units, 1, 0, breakdown=tuple(sorted(pioneering)))
    if "主题党日" in kinds and district.in_scope("branch", org, district.judging_day(org, period_of("month", day))):
        yield Part("O11", org, day, units, day == first_monday(day), 1)


def first_monday(day: date) -> date:
    """The first Monday of that day's month."""
    first = day.replace(day=1)
    return first + timedelta(days=-first.weekday() % 7)
