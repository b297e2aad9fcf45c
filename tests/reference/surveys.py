"""Votes and forms (S01–S07)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from tests.reference.calendar_of import period_of
from tests.reference.district import District
from tests.reference.table import INDICATORS
from tests.reference.value import Part, Row

_POINTS = {
    "好": 100, "较好": 80, "一般": 60, "差": 40,
    "满意": 100, "比较满意": 80, "基本满意": 60, "不满意": 0,
    "优秀": 100, "合格": 80, "基本合格": 60, "不合格": 0,
}  # fmt: skip
_WEIGHTS = {"自评": 20, "群众评": 40, "领导评": 40}
_PART_OF = {"自评": "自评", "领导": "领导评"} | dict.fromkeys(("群众", "教师", "学生家长", "党员"), "群众评")
_FEWEST_VOTES = 10
_YEAR = re.compile(r"20\d\d")


def _worth(code: str, row: Row) -> float:
    """What one vote of the row adds to the numerator."""
    if code == "S01":
        return float(row["grade"] == "满意")
    if code == "S02":
        return row["grade"] in ("满意", "比较满意", "基本满意")
    points = _POINTS[row["grade"]] if row["grade"] else row["score"]
    return float(points)


def _breakdown(code: str, row: Row) -> tuple[str, ...]:
    """What the votes are shown by: the class of who votes, for S03 the item too."""
    if code == "S07":
        return ()
    if code == "S03":
        return tuple(each for each in (row["item"], row["evaluator"]) if each)
    return (row["evaluator"],) if row["evaluator"] else ()


def weighted(votes: list[Part]) -> list[Part]:
    """三评: the mean of each part's votes, weighted; nothing unless all parts have spoken and ten votes are valid."""
    points: defaultdict[str, float] = defaultdict(float)
    counts: defaultdict[str, float] = defaultdict(float)
    for vote in votes:
        for evaluator in vote.broken_down:
            if evaluator in _PART_OF:
                points[_PART_OF[evaluator]] += vote.numerator
                counts[_PART_OF[evaluator]] += vote.denominator
    if any(counts[part] <= 0 for part in _WEIGHTS) or sum(counts.values()) < _FEWEST_VOTES:
        return []
    score = sum(weight * points[part] / counts[part] for part, weight in _WEIGHTS.items()) / sum(_WEIGHTS.values())
    first = votes[0]
    return [Part(first.code, first.org, first.day, first.units, score, 1)]


def parts(district: District) -> Iterator[Part]:
    """Valid votes and forms sent out."""
    for row in district.ledgers["survey"]:
        valid = row["grade"] in _POINTS or (row["grade"] is None and row["score"] is not None)
        org, day = row["org_code"], row["surveyed_on"]
        if not valid or day > district.as_of:
            continue
        votes = 1 if row["votes"] is None else row["votes"]
        for code in ("S01", "S02", "S03", "S04", "S05", "S07"):
            indicator = INDICATORS[code]
            judged = district.judging_day(org, period_of("year", day))
            applies = indicator.scope == "any" or district.in_scope(indicator.scope, org, judged)
            if row["survey_type"] in indicator.categories and applies:
                units = district.units(org, day)
                yield Part(code, org, day, units, votes * _worth(code, row), votes, breakdown=_breakdown(code, row))
    for row, day in return_dates(district):
        if day <= district.as_of:
            yield Part("S06", row["org_code"], day, district.units(row["org_code"], day), row["valid"], row["sent"])


def return_dates(district: District) -> list[tuple[Row, date]]:
    """Returns with the day they count on: the survey's of that organisation, of that name, else the year's end."""
    surveys = district.ledgers["survey"]
    found: list[tuple[Row, date]] = []
    by_org: dict[tuple[str, str], date] = {}
    by_name: dict[str, date] = {}
    for row in surveys:
        name, org, day = row["survey_name"], row["org_code"], row["surveyed_on"]
        by_org[name, org] = min(day, by_org.get((name, org), day))
        by_name[name] = min(day, by_name.get(name, day))
    for row in district.ledgers["survey_return"]:
        name = row["survey_name"]
        day_found = by_org.get((name, row["org_code"])) or by_name.get(name)
        year = _YEAR.search(name)
        if day_found is None and year:
            day_found = date(int(year.group()), 12, 31)
        if day_found is not None:
            found.append((row, day_found))
    return found
