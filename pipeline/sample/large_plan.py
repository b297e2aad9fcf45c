"""The files of a large district: a few big plain ones, split by year."""

from __future__ import annotations

from datetime import date

from pipeline.sample.file_plan import FilePlan, SheetPlan
from pipeline.sample.layout import Layout
from pipeline.sample.truth import truth
from pipeline.sample.world import World

TITLES = {
    "school": "学校信息表",
    "organisation": "党组织信息表",
    "organisation_event": "党组织变动表",
    "member": "党员花名册",
    "activity": "组织生活活动台账",
    "attendance": "活动签到明细",
    "training": "培训学时登记表",
    "discipline": "纪律处分与问责台账",
    "survey": "满意度与民主测评",
    "survey_return": "测评回收情况",
    "problem": "问题整改台账",
}
DAY = {"activity": "活动日期", "attendance": "活动日期", "training": "培训日期", "survey": "测评日期"}


def large_plan(world: World) -> list[FilePlan]:
    """Registers as workbooks, reports as CSV files, the frequent ones by year."""
    found: list[FilePlan] = []
    layout = Layout(dates="dash")
    for ledger, rows in truth(world).items():
        title = TITLES[ledger]
        if ledger in DAY:
            for year in world.years:
                part = [row for row in rows if year_of(row[DAY[ledger]]) == year]
                if part:
                    found.append(FilePlan(f"{title}{year}.csv", (SheetPlan(ledger, part, layout),), "gb18030"))
        elif rows:
            ending = "xlsx" if len(rows) < 5000 else "csv"
            found.append(FilePlan(f"{title}.{ending}", (SheetPlan(ledger, rows, layout, title),)))
    return found


def year_of(day: object) -> int:
    """The year of a row's day."""
    assert isinstance(day, date)
    return day.year
