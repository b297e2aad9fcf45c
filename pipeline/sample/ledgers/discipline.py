"""Discipline (纪律处分与问责) in the invented district."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from pipeline.sample.district.calendar import meeting_day
from pipeline.sample.district.district import District
from pipeline.sample.district.records import Membership, Organisation, Rows
from pipeline.sample.district.vocabulary import random_for, weighted, words

# 处理类别, 处理种类, 四种形态, months of 影响期 (党纪 periods: reference of 中央纪委法规室), weight
MEASURES = [
    (("党纪处分", "警告", "第二种", 12), 4),
    (("党纪处分", "严重警告", "第二种", 18), 2),
    (("党纪处分", "撤销党内职务", "第三种", 24), 0.6),
    (("党纪处分", "留党察看", "第三种", 48), 0.3),
    (("组织处理", "调整职务", "第二种", None), 1.5),
    (("问责", "通报", "第一种", None), 1.5),
    (("诫勉谈话", "诫勉谈话", "第一种", None), 4),
    (("师德处理", "通报批评", "第一种", None), 1.5),
]


def discipline(district: District) -> Rows:
    """Return decisions by date; one area has four cases in one year, one person two decisions in one case."""
    rng = random_for(district.seed, "discipline")
    tops = [top for top in district.school_organisations() if not district.is_silent(top)]
    rows: Rows = []
    for day, top in _cases(district, rng, tops):
        found = _any_member(district, rng, top, day)
        if found and day <= district.as_of:
            rows.append(_decision(found, day, *weighted(rng, MEASURES)))
    year = district.last_closed_year
    rows += _two_decisions(district, rng, tops, date(year, 5, 22)) + _four_in_one_area(district, rng, tops, year)
    rows.sort(key=lambda row: (row["决定日期"], row["党组织"], row["处理种类"]))
    return [{"编号": f"YLJ{row['决定日期']:%Y}{number:04d}", **row} for number, row in enumerate(rows, 1)]


def _cases(district: District, rng: Random, tops: list[Organisation]) -> list[tuple[date, Organisation]]:
    """Return the days on which a school's organisation has a case, by day."""
    cases = [
        (meeting_day(rng, year, rng.randint(1, 12)), top)
        for year in district.years
        for top in tops
        if rng.random() < 0.24
    ]
    return sorted(cases, key=lambda case: (case[0], case[1].code))


def disciplined_area(district: District) -> str:
    """Return the 片区党委 below which at least four people were disciplined in the last closed year."""
    areas = [one.code for one in district.organisations.values() if one.kind == "片区党委"]
    return areas[1 % len(areas)]


def _any_member(district: District, rng: Random, top: Organisation, day: date) -> Membership | None:
    people = [
        one
        for branch in district.branches_below(top.code)
        for one in district.roll(branch.code, day)
        if one.person.number
    ]
    return rng.choice(people) if people else None


def _decision(
    one: Membership, day: date, category: str, measure: str, form: str, months: int | None
) -> dict[str, object]:
    return {
        "党组织": one.branch,
        "决定日期": day,
        "对象类别": "党员领导干部" if one.leader else "党员",
        "当事人编号": one.person.number,
        "处理类别": category,
        "处理种类": measure,
        "违纪类型": words("phrases")["violations"][day.toordinal() % 5],
        "四种形态": form,
        "影响期满日期": _end(day, months) if months else None,
        "_person": one.person.key,
    }


def _end(day: date, months: int) -> date:
    """Return the day before the same day of the end month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, day.day) - timedelta(days=1)


def _two_decisions(district: District, rng: Random, tops: list[Organisation], day: date) -> Rows:
    """Return a 党纪 and a 政务 decision about one person: one 人, two 人次."""
    one = _any_member(district, rng, tops[0], day) if tops and day <= district.as_of else None
    if one is None:
        return []
    return [
        _decision(one, day, "党纪处分", "严重警告", "第二种", 18),
        _decision(one, day, "政务处分", "记过", "第二种", 12),
    ]


def _four_in_one_area(district: District, rng: Random, tops: list[Organisation], year: int) -> Rows:
    """Return decisions about four people of one area in one year, beside the others."""
    area = disciplined_area(district)
    rows, seen = [], set()
    for month in (3, 4, 6, 9):
        day = meeting_day(rng, year, month)
        for top in [top for top in tops if top.parent == area][:3]:
            one = _any_member(district, rng, top, day)
            if one and one.person.key not in seen and day <= district.as_of:
                seen.add(one.person.key)
                rows.append(_decision(one, day, "党纪处分", "警告", "第二种", 12))
                break
    return rows
