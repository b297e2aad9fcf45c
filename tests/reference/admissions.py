"""Who of those admitted is a 一线骨干教师 (B07)."""

from __future__ import annotations

from collections.abc import Iterator

from tests.reference.district import District
from tests.reference.value import Part

_ADMISSION = "上级党委审批接收"


def parts(district: District) -> Iterator[Part]:
    """One part a candidate whose admission was approved, on the day of the approval."""
    for row in district.ledgers["admission"]:
        org, day = row["org_code"], row["done_on"]
        if row["step"] == _ADMISSION and day is not None and day <= district.as_of:
            yield Part("B07", org, day, district.units(org, day), bool(row["is_frontline_teacher"]), 1)
