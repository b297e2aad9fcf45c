"""How often meetings were held of those due (O01–O08, L01, L08, D08, V04, R04)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from tests.reference.calendar_of import Period, period_from
from tests.reference.district import District
from tests.reference.table import INDICATORS
from tests.reference.value import Part


def events(district: District) -> dict[tuple[str, str], list[date]]:
    """(organisation, type of activity) -> days held; a row that names several types counts for each."""
    found: defaultdict[tuple[str, str], list[date]] = defaultdict(list)
    for row in district.ledgers["activity"]:
        if row["held_on"] <= district.as_of:
            for kind in set(row["activity_type"].split("、")):
                found[row["org_code"], kind].append(row["held_on"])
    return found


def parts(district: District) -> Iterator[Part]:
    """What each organisation owed and held, by base period."""
    held = events(district)
    for code, indicator in INDICATORS.items():
        if indicator.kind != "frequency":
            continue
        for org, period, day in district.scoped(code):
            days_held = held.get((org, indicator.categories[0]), [])
            count = sum(period.start <= one <= period.end for one in days_held)
            if indicator.base == "year":
                times = indicator.times
                if indicator.district_times and district.organisations.type_on(org, day) == "区委教育工委":
                    times = indicator.district_times
                owed = times * _whole_months(district, org, period) // 12
            elif period.end <= district.as_of and district.organisations.active_throughout(
                org, period.start, period.end
            ):
                owed = district.organisations.rows[org]["group_count"] if code == "O03" else 1
            else:
                owed = 0
            if owed:
                yield Part(code, org, period.start, district.units(org, day), min(count, owed), owed)


def _whole_months(district: District, org: str, year: Period) -> int:
    """Months of the year that have ended, with the organisation active throughout each."""
    months = [period_from("month", date(year.start.year, number, 1)) for number in range(1, 13)]
    return Counter(
        month.end <= district.as_of and district.organisations.active_throughout(org, month.start, month.end)
        for month in months
    )[True]
