"""What profiles add, a second time and slowly: trends, what periods ask for, spread of hours, places on the spine."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from math import floor
from statistics import median

from tests.reference.district import District
from tests.reference.value import Unit

LIMIT = 9.5495
Point = tuple[date, float, float]
"""First day, numerator, denominator of one closed period with a value."""
Period = tuple[str, date, int, int]
"""Organisation, first day, how often something is asked for, how often it was held."""


def chi_square(points: Sequence[Point]) -> float:
    """The test for a linear trend over shares, from the deviations of each point and not from sums of products."""
    n = sum(base for _, _, base in points)
    share = sum(top for _, top, _ in points) / n
    middle = sum(place * base for place, (_, _, base) in enumerate(points)) / n
    slope = sum((top - share * base) * (place - middle) for place, (_, top, base) in enumerate(points))
    spread = share * (1 - share) * sum(base * (place - middle) ** 2 for place, (_, _, base) in enumerate(points))
    return slope**2 / spread if spread > 1e-12 else 0.0


def trend(points: Iterable[Point]) -> tuple[str, float | None]:
    """Which way the last five go, and the test value; fewer points or too small a base say nothing."""
    last = sorted(points)[-5:]
    if any(top > base for _, top, base in last):
        return "not_computed", None
    if len(last) < 5 or sum(base for _, _, base in last) < LIMIT:
        return "too_few", None
    found = chi_square(last)
    if found < LIMIT:
        return "none", found
    first_half = sum(top for _, top, _ in last[:2]) / sum(base for _, _, base in last[:2])
    second_half = sum(top for _, top, _ in last[3:]) / sum(base for _, _, base in last[3:])
    return ("up" if second_half > first_half else "down"), found


def spine_place(value: float, peers: Sequence[float], standard: float | None, lower_is_better: bool) -> float:
    """Where a value lies: the peers' median in the middle, the farthest of unit, standard and their 10–90 outside."""
    middle = median(peers)
    reach = [abs(value - middle), abs(_quantile(peers, 0.1) - middle), abs(_quantile(peers, 0.9) - middle)]
    if standard is not None:
        reach.append(abs(standard - middle))
    if max(reach) == 0:
        return 50.0
    share = (value - middle) / max(reach)
    return 50 - 50 * share if lower_is_better else 50 + 50 * share


def _quantile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def monthly(district: District, kind: str, year: int) -> list[Period]:
    """What each branch that lives on owes of one kind of activity each month of a year, and whether it was held."""
    held = Counter(
        (row["org_code"], row["held_on"].month)
        for row in district.ledgers["activity"]
        if kind in row["activity_type"].split("、") and row["held_on"].year == year and row["held_on"] <= district.as_of
    )
    register = district.organisations
    found = []
    for org in register.rows:
        founded, dissolved = register.life[org]
        for month in range(1, 13):
            first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
            judged = min(last, district.as_of) if first <= district.as_of else district.as_of
            if founded <= first and dissolved >= last and register.is_branch(org, judged):
                found.append((org, first, 1, min(1, held[org, month])))
    return found


def hours(district: District, year: int) -> dict[tuple[Unit, str], Counter[float]]:
    """Unit and indicator -> members by the lower end of their bin of four hours; 80 and more in one."""
    closing = min(date(year, 12, 31), district.as_of)
    found: defaultdict[tuple[Unit, str], Counter[float]] = defaultdict(Counter)
    for org, rolls in district.members.due_on(closing).items():
        for roll in rolls:
            person = roll["person_key"]
            trained = district.members.hours(person, year)
            studied = trained + district.study.hours(person, year)
            counted = {"L04" if roll["is_leader"] else "L03": trained, "L10": studied}
            if roll["is_leader"] or roll["party_post"] == "书记":
                counted["L11"] = studied
            for unit in district.units(org, closing):
                for code, each in counted.items():
                    found[unit, code][min(80.0, 4.0 * floor(each / 4 + 1e-9))] += 1
    return found
