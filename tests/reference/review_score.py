"""综合得分 worked out with plain loops from yearly values; weights, bands and rules are written out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from tests.reference.agreement import Key, Numbers
from tests.reference.district import District
from tests.reference.own_indicators import Own
from tests.reference.table import INDICATORS

ITEMS = {
    "组织生活": 18, "学习培训": 14, "责任落实": 14, "组织建设": 8, "服务群众": 6, "纪律作风": 4, "创新品牌": 4,
    "报送质量": 2, "民主测评": 15, "述职测评": 15,
}  # fmt: skip
LETTER = {
    "O": "组织生活", "L": "学习培训", "R": "责任落实", "B": "组织建设", "V": "服务群众", "D": "纪律作风",
    "I": "创新品牌", "Q": "报送质量",
}  # fmt: skip
SCORES = {"S03": "民主测评", "S07": "述职测评"}
CONFIDENTIAL = {"D01", "D02", "D03", "D04", "D05", "D06", "D09"}
BANDS = ((90.0, "好"), (80.0, "较好"), (60.0, "一般"), (float("-inf"), "差"))
VETOES_JUDGE = False
"""Policy disputes 一票否决 and 责任状, and no district has confirmed that they judge."""
ENOUGH = 60.0
PLEDGE_PASSED = 60.0


@dataclass(frozen=True)
class Score:
    """The score of one school and year; what was not there is None."""

    points: dict[str, float]
    contributions: dict[str, float]
    coverage: float
    total: float | None
    band: str | None
    has_moral_veto: bool
    has_pledge_veto: bool


def scores(
    values: dict[Key, Numbers], district: District, own: Mapping[str, Own] = MappingProxyType({})
) -> dict[tuple[str, int], Score]:
    """Every school and year that has yearly values, by school and year; `own` are the district's own indicators."""
    found: dict[tuple[str, int], dict[str, Numbers]] = {}
    for (code, level, unit, period_type, start, breakdown), numbers in values.items():
        if level == "school" and period_type == "year" and breakdown is None:
            found.setdefault((unit, start.year), {})[code] = numbers
    failed = _failed_pledges(district)
    made = {where: _score(where[1], mine, where in failed, own) for where, mine in found.items()}
    return {
        where: _capped(score, [one for (_, year), one in made.items() if year == where[1]])
        for where, score in made.items()
    }


def _capped(score: Score, of_year: list[Score]) -> Score:
    """At most a third of the schools with a total stay in the best band, those with the highest totals."""
    if score.band != BANDS[0][1] or score.total is None:
        return score
    as_good = sum(one.band == score.band and round(one.total or 0, 9) >= round(score.total, 9) for one in of_year)
    room = sum(one.total is not None for one in of_year) // 3
    return score if as_good <= room else replace(score, band=BANDS[1][1])


def _score(year: int, mine: dict[str, Numbers], has_failed_pledge: bool, own: Mapping[str, Own]) -> Score:
    pledge_veto = has_failed_pledge and VETOES_JUDGE
    given: dict[str, list[float]] = {item: [] for item in ITEMS}
    missing = dict.fromkeys(ITEMS, 0)
    for code, (_, _, value, status) in mine.items():
        item = SCORES.get(code) or (own[code].family if code in own else LETTER.get(code[0]))
        if item is None or code in CONFIDENTIAL:
            continue
        points = value if code in SCORES else _reached(code, year, value, own)
        if points is not None:
            given[item].append(min(max(points, 0.0), 100.0))
        elif status == "not_reported" and (code in SCORES or _standard(code, year, own) is not None):
            missing[item] += 1
    points_of = {item: sum(each) / len(each) for item, each in given.items() if each}
    there = sum(ITEMS[item] for item in points_of)
    contributions = {item: points * ITEMS[item] / there for item, points in points_of.items()}
    coverage = sum(ITEMS[item] * len(given[item]) / (len(given[item]) + missing[item]) for item in points_of)
    total = sum(contributions.values()) if coverage >= ENOUGH - 1e-9 else None
    band = None
    if total is not None:
        band = "差" if pledge_veto else next(name for lower, name in BANDS if round(total, 9) >= lower)
    case = mine.get("D09")
    has_case = case is not None and case[2] is not None and bool(case[0])
    return Score(points_of, contributions, coverage, total, band, has_case and VETOES_JUDGE, pledge_veto)


def _standard(code: str, year: int, own: Mapping[str, Own]) -> float | None:
    if code in own:
        return own[code].standard
    indicator = INDICATORS[code]
    return indicator.standard if year >= indicator.since else None


def _reached(code: str, year: int, value: float | None, own: Mapping[str, Own]) -> float | None:
    standard = _standard(code, year, own)
    if value is None or standard is None:
        return None
    if (own[code] if code in own else INDICATORS[code]).at_least:
        return 100 * value / standard
    if value <= standard:
        return 100.0
    return 100 * standard / value if standard else 100 - value


def _failed_pledges(district: District) -> set[tuple[str, int]]:
    found: set[tuple[str, int]] = set()
    for row, day in district.of_years("pledge"):
        is_own = row["pledge_type"] == "党建目标责任书" and not row["person_key"]
        if is_own and row["score"] is not None and row["score"] < PLEDGE_PASSED and _is_school_org(district, row, day):
            found |= {(unit, row["year"]) for level, unit in district.units(row["org_code"], day) if level == "school"}
    return found


def _is_school_org(district: District, row: dict[str, object], day: date) -> bool:
    return district.in_scope("school_org", str(row["org_code"]), day)
