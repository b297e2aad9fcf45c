"""Members who paid their dues in full (R08) and decisions taken in the right order (R09)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tests.reference.calendar_of import period_of
from tests.reference.district import District
from tests.reference.value import Part, Row


def decision_day(row: Row) -> date | None:
    """The day a decision counts on: decided, else proposed, else deployed."""
    found: date | None = row["decided_on"] or row["proposed_on"] or row["deployed_on"]
    return found


def parts(district: District) -> Iterator[Part]:
    """Dues on the first of the month, of branches; decisions on their day, of the schools' own organisations."""
    for row in district.ledgers["dues"]:
        org, month = row["org_code"], row["month"]
        if month <= district.as_of and _applies(district, "branch", org, "month", month):
            units = district.units(org, month)
            yield Part("R08", org, month, units, row["members_paid"], row["members_due"])
    for row in district.ledgers["decision"]:
        org, day = row["org_code"], decision_day(row)
        if day is not None and day <= district.as_of and _applies(district, "school_org", org, "year", day):
            yield Part("R09", org, day, district.units(org, day), _in_order(row, district.as_of), 1)


def _applies(district: District, scope: str, org: str, base: str, day: date) -> bool:
    return district.in_scope(scope, org, district.judging_day(org, period_of(base, day)))


def _in_order(row: Row, as_of: date) -> bool:
    """校长办公会提出, then 党组织会议决定, then 部署; on one day is in order, a day not written down is not."""
    proposed, decided, deployed = row["proposed_on"], row["decided_on"], row["deployed_on"]
    return None not in (proposed, decided, deployed) and proposed <= decided <= deployed <= as_of
