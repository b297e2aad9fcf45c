"""Ledgers kept by 年度: grades of members (O10), scores of pledges (R02), standardisation (B01, B02)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from tests.reference.calendar_of import period_of
from tests.reference.district import District
from tests.reference.table import BANDS, INDICATORS
from tests.reference.value import Part, Row

_GRADES = ("优秀", "合格", "基本合格", "不合格")
_PASS = 80


def parts(district: District) -> Iterator[Part]:
    """One part a graded member, a scored pledge, an organisation planned, an item scored."""
    yield from _appraisals(district)
    for row, day in district.of_years("pledge"):
        if row["pledge_type"] in INDICATORS["R02"].categories and row["score"] is not None and row["person_key"]:
            org = row["org_code"]
            units = district.units(org, day)
            yield Part("R02", org, day, units, row["score"] >= _PASS, 1)
            for band in BANDS:
                yield Part("R02", org, day, units, band == _band(row["score"]), 1, breakdown=band, in_whole=False)
    examined: defaultdict[tuple[str, date], list[Row]] = defaultdict(list)
    for row, day in district.of_years("standardisation"):
        org = row["org_code"]
        examined[org, day].append(row)
        yield Part("B02", org, day, district.units(org, day), row["points"], row["full_points"], breakdown=row["item"])
    for (org, day), rows in examined.items():
        if any(row["is_planned"] for row in rows):
            conclusions = {row["conclusion"] for row in rows} - {None}
            yield Part("B01", org, day, district.units(org, day), conclusions == {"达标"}, 1)


def _appraisals(district: District) -> Iterator[Part]:
    """Of 正式党员 alone; who was never full by the closing day is in neither figure."""
    since: dict[str, date] = {}
    for row in district.ledgers["member"]:
        if row["member_type"] == "正式党员" and row["person_key"] is not None:
            full_on = row["full_on"] or date.min
            since[row["person_key"]] = min(full_on, since.get(row["person_key"], full_on))
    for row, day in district.of_years("appraisal"):
        org = row["org_code"]
        judged = district.judging_day(org, period_of("year", day))
        is_full = since.get(row["person_key"], date.max) <= day
        if row["grade"] in _GRADES and is_full and district.in_scope("branch", org, judged):
            yield Part("O10", org, day, district.units(org, day), row["grade"] == "优秀", 1)


def _band(score: float) -> str:
    """Half-open: exactly 100, 80 and 60 belong to the better band."""
    return "优秀" if score >= 100 else "合格" if score >= _PASS else "基本合格" if score >= 60 else "不合格"
