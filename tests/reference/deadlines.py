"""What was to be done by a day: requests, tasks, cases, admission, transfers (V05, V06, R07, I06, B06, B08)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tests.reference.district import District
from tests.reference.value import Part, Row

_DAYS_OF_A_TRANSFER = timedelta(days=90)
_CASES = ("舆情", "信访")
_CONTENT = ("满意", "比较满意", "基本满意")


def parts(district: District) -> Iterator[Part]:
    """One part a row, on the deadline; ratings of requests on the day the request was closed."""
    ledgers = district.ledgers
    for row in ledgers["request"]:
        yield from _due(district, "V05", row, row["promised_on"], row["closed_on"])
        closed = row["closed_on"]
        if closed is not None and closed <= district.as_of and row["rating"] is not None:
            org = row["org_code"]
            yield Part("V06", org, closed, district.units(org, closed), row["rating"] in _CONTENT, 1)
    for row in ledgers["work_task"]:
        yield from _due(district, "R07", row, row["due_on"], row["done_on"], row["field"])
    for row in ledgers["publicity"]:
        if row["publicity_type"] in _CASES:
            yield from _due(district, "I06", row, row["due_on"], row["closed_on"])
    for row in ledgers["admission"]:
        yield from _due(district, "B06", row, row["due_on"], row["done_on"])
    for row in ledgers["transfer"]:
        yield from _due(district, "B08", row, row["issued_on"] + _DAYS_OF_A_TRANSFER, row["received_on"])


def _due(
    district: District, code: str, row: Row, due: date | None, done: date | None, breakdown: str | None = None
) -> Iterator[Part]:
    """Nothing before the deadline has come; done on the deadline itself is in time."""
    if due is not None and due <= district.as_of:
        in_time = done is not None and done <= due
        org = row["org_code"]
        yield Part(code, org, due, district.units(org, due), in_time, 1, breakdown=breakdown)
