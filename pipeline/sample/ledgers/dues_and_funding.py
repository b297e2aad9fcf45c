"""党费 month by month, and what 党建经费 were spent on."""

from __future__ import annotations

from datetime import date

from pipeline.sample.district.calendar import meeting_day
from pipeline.sample.district.diligence import Diligence
from pipeline.sample.district.district import District
from pipeline.sample.district.records import BRANCH_TYPES, Organisation, Rows
from pipeline.sample.district.vocabulary import words


def dues(district: District, branch: Organisation) -> Rows:
    """Return one row a month: the members on the roll on its first day, and how many of them paid."""
    diligence = Diligence(district, branch, "dues")
    each = diligence.rng.choice((18.5, 22.0, 26.5, 31.0))
    rows: Rows = []
    for year in district.years:
        for month in range(1, 13):
            day = date(year, month, 1)
            roll = district.roll(branch.code, day)
            if day > district.as_of or not roll or not branch.active_on(day) or branch.kind_on(day) not in BRANCH_TYPES:
                continue
            behind = 0 if diligence.done(year, 0.75) else diligence.rng.randint(1, 1 + len(roll) // 6)
            rows.append(
                {
                    "党组织": branch.code,
                    "月份": day,
                    "应交人数": len(roll),
                    "实交人数": len(roll) - behind,
                    "应交金额": len(roll) * each,
                    "实交金额": (len(roll) - behind) * each,
                }
            )
    return rows


def funding(district: District, top: Organisation) -> Rows:
    """Return what a school's organisation spent on party work."""
    diligence = Diligence(district, top, "funding")
    rows: Rows = []
    for year in district.years:
        for item in words("paperwork")["funding"]:
            for month in sorted(diligence.rng.sample(range(1, 13), diligence.rng.randint(1, 2))):
                day = meeting_day(diligence.rng, year, month)
                amount = float(diligence.rng.randint(6, 160) * 50)
                if day <= district.as_of and top.active_on(day):
                    head: dict[str, object] = {"年度": year, "党组织": top.code}
                    rows.append({**head, "项目": item, "金额": amount, "日期": day})
    return rows
