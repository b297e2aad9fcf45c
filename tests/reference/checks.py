"""How many of the records received are to be looked at again (Q03)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from tests.reference.decisions_and_dues import decision_day
from tests.reference.district import District
from tests.reference.suspicious import suspicious
from tests.reference.value import Part, Row

_DAY = {
    "activity": "held_on", "attendance": "held_on", "training": "trained_on", "discipline": "decided_on",
    "survey": "surveyed_on", "problem": "raised_on", "integrity_file": "filed_on", "pledge": "signed_on",
    "deliverable": "done_on", "outreach": "paired_on", "request": "accepted_on", "dues": "month",
    "admission": "due_on", "transfer": "issued_on", "honour": "awarded_on", "work_task": "due_on",
    "publicity": "published_on", "funding": "spent_on", "moral_education": "month",
}  # fmt: skip


def parts(district: District) -> Iterator[Part]:
    """One part a dated row of an organisation, on its day: marked when it was read, or by one of the checks."""
    marked = suspicious(district)
    for ledger, row, org, day in _records(district):
        flagged = row["flags"] is not None or row["row_key"] in marked.get(ledger, ())
        yield Part("Q03", org, day, district.units(org, day), flagged, 1)


def _records(district: District) -> Iterator[tuple[str, Row, str, date]]:
    for ledger in (*_DAY, "decision"):
        for row in district.ledgers[ledger]:
            day = decision_day(row) if ledger == "decision" else row[_DAY[ledger]]
            if day is None or day > district.as_of:
                continue
            org = _ORGANISATION.get(ledger, _named)(district, row, day)
            if org is not None:
                yield ledger, row, org, day


def _named(_: District, row: Row, __: date) -> str | None:
    org: str | None = row["org_code"]
    return org


def _branch_of_training(district: District, row: Row, _: date) -> str | None:
    return district.members.branch_of_training(row)


def _of_the_school(district: District, row: Row, day: date) -> str | None:
    """The school's own organisation of that day, of several the lowest code."""
    register = district.organisations
    found = [
        org
        for org in register.rows
        if district.in_scope("school_org", org, day) and row["school_code"] in register.schools_on(org, day)
    ]
    return min(found, default=None)


_ORGANISATION: dict[str, Callable[[District, Row, date], str | None]] = {
    "training": _branch_of_training,
    "moral_education": _of_the_school,
}
