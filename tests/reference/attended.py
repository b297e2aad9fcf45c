"""How many of those expected came (O09, L02)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from tests.reference.calendar_of import period_of
from tests.reference.district import District
from tests.reference.table import INDICATORS
from tests.reference.value import Part

_CAME = ("出席", "迟到", "补学")
_GUEST = "列席"


def parts(district: District) -> Iterator[Part]:
    """Expected and attended of each activity that counts, on its own date."""
    signed: defaultdict[tuple[str, date, str], list[str]] = defaultdict(list)
    for row in district.ledgers["attendance"]:
        signed[row["org_code"], row["held_on"], row["topic"]].append(row["attendance"])
    for row in district.ledgers["activity"]:
        org, day = row["org_code"], row["held_on"]
        if day > district.as_of or day.year < district.first_year:
            continue
        expected, attended = row["expected"], row["attended"]
        sheet = signed.get((org, day, row["topic"]))
        if sheet is not None:
            expected = sum(state != _GUEST for state in sheet)
            attended = sum(state in _CAME for state in sheet)
        if expected is None or attended is None:
            continue
        kinds = set(row["activity_type"].split("、"))
        for code in ("O09", "L02"):
            indicator = INDICATORS[code]
            judged = district.judging_day(org, period_of(indicator.base, day))
            if kinds & set(indicator.categories) and district.in_scope(indicator.scope, org, judged):
                yield Part(code, org, day, district.units(org, day), attended, expected)
