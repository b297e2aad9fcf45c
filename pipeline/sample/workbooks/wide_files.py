"""Files with a column for each month: 党费 under a two-row header, 德育 with one number a month."""

from __future__ import annotations

from datetime import date
from itertools import chain, groupby

from pipeline.sample.district.records import Rows
from pipeline.sample.workbooks.file_plan import FilePlan, SheetPlan
from pipeline.sample.workbooks.layout import Layout
from pipeline.sample.workbooks.paperwork_layouts import MORAL_TEXT
from pipeline.sample.workbooks.row_allocation import RowAllocation, year_of

PAID = ("应交人数", "实交人数", "应交金额", "实交金额")
PLACE = 0  # of the area whose clerk keeps 党费 month by month in one line
OWN = (9, 10)  # schools that send 德育 by themselves


def wide_files(allocation: RowAllocation) -> list[FilePlan]:
    """Return the two wide workbooks, a sheet a year, and the long files of schools that keep their own."""
    return [*_dues(allocation), *_moral_education(allocation)]


def _dues(allocation: RowAllocation) -> list[FilePlan]:
    area = allocation.areas[PLACE]
    short = allocation.district.organisations[area].short
    rows = allocation.take("dues", area=area)
    sheets: list[SheetPlan] = []
    for year in allocation.district.years:
        table = _lines([row for row in rows if year_of(row) == year], year)
        if table:
            layout = _dues_layout(f"{short}{year}年度党费收缴情况表")
            sheets.append(SheetPlan("dues", table, layout, f"{year}年"))
    return [FilePlan(f"{short}党费收缴情况表.xlsx", tuple(sheets))] if sheets else []


def _lines(rows: Rows, year: int) -> Rows:
    """Return a line for each organisation, with all its months in it."""
    table: Rows = []
    for code, run in groupby(rows, key=lambda row: row["党组织"]):
        line: dict[str, object] = {"党组织": code, "_day": date(year, 12, 31)}
        for row in run:
            line |= {f"{_month(row)}月{header}": row[header] for header in PAID}
        table.append(line)
    return table


def _dues_layout(title: str) -> Layout:
    groups = {f"{month}月": tuple(f"{month}月{header}" for header in PAID) for month in range(1, 13)}
    return Layout(
        columns=("党组织", *chain.from_iterable(groups.values())),
        headers={f"{month}{header}": header for month in groups for header in PAID},
        groups=tuple(groups.items()),
        titles=(title,),
        numbered=True,
    )


def _moral_education(allocation: RowAllocation) -> list[FilePlan]:
    found: list[FilePlan] = []
    for number, place in enumerate(OWN):
        if rows := allocation.take("moral_education", (place,)):
            faults = {"text_in_number": ("数量",), "unknown_school": ("学校",)} if number == 0 else {}
            sheet = SheetPlan("moral_education", rows, MORAL_TEXT, faults=faults)
            found.append(FilePlan(f"{allocation.stem(place)}德育与学生工作.csv", (sheet,), "gbk"))
    rows = allocation.take("moral_education")
    sheets: list[SheetPlan] = []
    for year in allocation.district.years:
        lines: dict[tuple[object, object], dict[str, object]] = {}
        for row in rows:
            if year_of(row) == year:
                line = lines.setdefault((row["学校"], row["项目"]), {"学校": row["学校"], "项目": row["项目"]})
                line[f"{_month(row)}月"] = row["数量"]
        layout = Layout(
            columns=("学校", "项目", *(f"{month}月" for month in range(1, 13))),
            titles=(f"{year}年度德育与学生工作统计表",),
            numbered=True,
            merge="学校",
        )
        if lines:
            sheets.append(SheetPlan("moral_education", [*lines.values()], layout, f"{year}年"))
    return [*found, FilePlan("德育与学生工作统计.xlsx", tuple(sheets))] if sheets else found


def _month(row: dict[str, object]) -> int:
    month = row["月份"]
    assert isinstance(month, date)
    return month.month
