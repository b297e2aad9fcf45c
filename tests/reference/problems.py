"""Problems closed in time (R05) and problems that came back (R06)."""

from __future__ import annotations

from collections.abc import Iterator

from tests.reference.district import District
from tests.reference.value import Part

_YEARS_REMEMBERED = (1, 2)


def parts(district: District) -> Iterator[Part]:
    """R05 on the deadline, R06 on the day the problem was raised."""
    problems = district.ledgers["problem"]
    seen = {(row["org_code"], row["category"], row["raised_on"].year) for row in problems}
    for row in problems:
        org, due, raised, closed = row["org_code"], row["due_on"], row["raised_on"], row["closed_on"]
        if due <= district.as_of:
            in_time = closed is not None and closed <= due
            yield Part("R05", org, due, district.units(org, due), in_time, 1)
        if raised <= district.as_of:
            again = any((org, row["category"], raised.year - back) in seen for back in _YEARS_REMEMBERED)
            yield Part("R06", org, raised, district.units(org, raised), again, 1)
