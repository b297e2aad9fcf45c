"""The files of a large district: a few big plain ones, split by year."""

from __future__ import annotations

from datetime import date

from pipeline.sample.district.district import District
from pipeline.sample.district.records import Rows
from pipeline.sample.workbooks.file_plan import FilePlan, SheetPlan
from pipeline.sample.workbooks.layout import Layout

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
    "appraisal": "民主评议党员结果",
    "integrity_file": "廉政档案登记",
    "pledge": "责任书签订与考核",
    "standardisation": "标准化建设验收",
    "deliverable": "学习报告与述学述职",
    "outreach": "联系服务结对台账",
    "request": "群众诉求办理",
    "dues": "党费收缴",
    "admission": "发展党员进度",
    "transfer": "组织关系接转",
    "honour": "荣誉与品牌",
    "work_task": "年度要点任务",
    "decision": "三重一大议事",
    "publicity": "宣传与舆情信访",
    "funding": "党建经费",
    "moral_education": "德育与学生工作",
}
DAY = {
    "activity": "活动日期",
    "attendance": "活动日期",
    "training": "培训日期",
    "survey": "测评日期",
    "appraisal": "年度",
    "pledge": "年度",
    "dues": "月份",
    "moral_education": "月份",
}


def large_plan(district: District, all_rows: dict[str, Rows]) -> list[FilePlan]:
    """Return registers as workbooks, reports as CSV files, the frequent ones by year."""
    found: list[FilePlan] = []
    layout = Layout(dates="dash")
    for ledger, rows in all_rows.items():
        title = TITLES[ledger]
        if ledger in DAY:
            for year in district.years:
                part = [row for row in rows if year_of(row[DAY[ledger]]) == year]
                if part:
                    found.append(FilePlan(f"{title}{year}.csv", (SheetPlan(ledger, part, layout),), "gb18030"))
        elif rows:
            ending = "xlsx" if len(rows) < 5000 else "csv"
            found.append(FilePlan(f"{title}.{ending}", (SheetPlan(ledger, rows, layout, title),)))
    return found


def year_of(day: object) -> int:
    """Return the year of a row's day, or the year itself."""
    if isinstance(day, int):
        return day
    assert isinstance(day, date)
    return day.year
