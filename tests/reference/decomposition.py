"""Why a value changed, worked out with dictionaries and loops: who added what, and the three effects of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.reference import _COUNTED
from tests.reference.district import District
from tests.reference.reporting import Reporting
from tests.reference.table import INDICATORS, OWED
from tests.reference.value import Part

Added = dict[str, tuple[float, float]]
"""Who (an organisation, or a school of the register) -> what it added to numerator and denominator."""
Whole = tuple[str, str, str, int]
"""Indicator, unit level, unit, year."""


@dataclass(frozen=True)
class Effects:
    """What one contributor did to the change: itself, by its share of the base, by coming or going."""

    rate: float = 0.0
    mix: float = 0.0
    turnover: float = 0.0


def contributions(home: Path, as_of: date, codes: Iterable[str]) -> dict[Whole, Added]:
    """What everybody added to the yearly values of districts, areas and schools."""
    district = District(home, as_of)
    reporting = Reporting(district)
    found: defaultdict[Whole, list[Part]] = defaultdict(list)
    wanted = set(codes)
    for module in _COUNTED:
        for part in module.parts(district):
            if part.code in wanted and part.in_whole and _is_counted(part, reporting):
                for level, unit in part.units:
                    if level != "branch":
                        found[part.code, level, unit, part.day.year].append(part)
    return {whole: _added(parts) for whole, parts in found.items()}


def _is_counted(part: Part, reporting: Reporting) -> bool:
    indicator = INDICATORS[part.code]
    return indicator.kind not in OWED or reporting.sent(indicator.ledger, part.org, part.day.year)


def _added(parts: list[Part]) -> Added:
    """Persons count once in a unit, with the organisation of their first decision."""
    sums: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    seen: set[str] = set()
    for part in sorted(parts, key=lambda one: (one.day, one.org)):
        who = part.org or next(unit for level, unit in part.units if level == "school")
        if part.person is not None:
            sums[who][0] += part.person not in seen
            seen.add(part.person)
        else:
            sums[who][0] += part.numerator
            sums[who][1] += part.denominator
    return {who: (top, bottom) for who, (top, bottom) in sums.items() if top or bottom}


def effects(before: Added, now: Added, scale: float) -> Mapping[str, Effects]:
    """The three effects of everybody who is in either period."""
    bases = [sum(bottom for _, bottom in one.values()) for one in (before, now)]
    middle = sum(sum(top for top, _ in one.values()) / base for one, base in zip((before, now), bases, strict=True)) / 2
    found = {}
    for who in before.keys() | now.keys():
        (top0, bottom0), (top1, bottom1) = before.get(who, (0.0, 0.0)), now.get(who, (0.0, 0.0))
        share0, share1 = bottom0 / bases[0], bottom1 / bases[1]
        if bottom0 > 0 and bottom1 > 0:
            rate0, rate1 = top0 / bottom0, top1 / bottom1
            found[who] = Effects(
                rate=scale * (share0 + share1) / 2 * (rate1 - rate0),
                mix=scale * (share1 - share0) * ((rate0 + rate1) / 2 - middle),
            )
        else:
            went = top0 / bases[0] - middle * share0
            came = top1 / bases[1] - middle * share1
            found[who] = Effects(turnover=scale * (came - went))
    return found
