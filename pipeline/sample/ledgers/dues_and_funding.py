"""党费 month by month, and what 党建经费 were spent on."""

from __future__ import annotations

from datetime import date

from pipeline.sample.district.calendar import meeting_day
from pipeline.sample.district.diligence import Care
from pipeline.sample.district.district import World
from pipeline.sample.district.records import BRANCH_TYPES, Organisation, Rows
from pipeline.sample.district.vocabulary import words


def dues(world: World, branch: Organisation) -> Rows:
    """One row a month: the members on the roll on its first day, and how many of them paid."""
    care = Care(world, branch, "dues")
    each = care.rng.choice((18.5, 22.0, 26.5, 31.0))
    rows: Rows = []
    for year in world.years:
        for month in range(1, 13):
            day = date(year, month, 1)
            roll = world.roll(branch.code, day)
            if day > world.as_of or not roll or not branch.active_on(day) or branch.kind_on(day) not in BRANCH_TYPES:
                continue
            behind = 0 if care.done(year, 0.75) else care.rng.randint(1, 1 + len(roll) // 6)
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


def funding(world: World, top: Organisation) -> Rows:
    """What a school's organisation spent on party work."""
    care = Care(world, top, "funding")
    rows: Rows = []
    for year in world.years:
        for item in words("paperwork")["funding"]:
            for month in sorted(care.rng.sample(range(1, 13), care.rng.randint(1, 2))):
                day = meeting_day(care.rng, year, month)
                amount = float(care.rng.randint(6, 160) * 50)
                if day <= world.as_of and top.active_on(day):
                    head: dict[str, object] = {"年度": year, "党组织": top.code}
                    rows.append({**head, "项目": item, "金额": amount, "日期": day})
    return rows
