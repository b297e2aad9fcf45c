"""The files about conduct and opinion: discipline, surveys in long and wide form, problems."""

from __future__ import annotations

from itertools import groupby

from pipeline.sample.district.records import Rows
from pipeline.sample.workbooks import layouts
from pipeline.sample.workbooks.clerk_style import Names, write_date
from pipeline.sample.workbooks.file_plan import FilePlan, SheetPlan
from pipeline.sample.workbooks.layout import Layout
from pipeline.sample.workbooks.row_allocation import RowAllocation, year_of


def poll_files(allocation: RowAllocation) -> list[FilePlan]:
    """Return discipline, surveys and problems of a small district."""
    return [*_discipline(allocation), *_surveys(allocation), *_problems(allocation)]


def _discipline(allocation: RowAllocation) -> list[FilePlan]:
    now = allocation.district.as_of.year
    found: list[FilePlan] = []
    if rows := allocation.take("discipline", where=lambda row: (year_of(row) or 0) < now):
        faults = {"value": ("四种形态",)}
        found.append(
            FilePlan("纪律处分与问责台账.xlsx", (SheetPlan("discipline", rows, layouts.DISCIPLINE, "台账", faults),))
        )
    if rows := allocation.take("discipline"):
        faults = {"future_date": ("决定日期",)}
        found.append(
            FilePlan(
                f"处分台账{now}.csv", (SheetPlan("discipline", rows, layouts.DISCIPLINE_TEXT, faults=faults),), "gbk"
            )
        )
    return found


def _surveys(allocation: RowAllocation) -> list[FilePlan]:
    found: list[FilePlan] = []
    if rows := allocation.take("survey", where=lambda row: row["得分"] is not None):
        found.append(FilePlan("作风评议打分记录.xlsx", (SheetPlan("survey", rows, Layout(dates="dash"), "打分"),)))
    if rows := allocation.take("survey", where=lambda row: row["票数"] is None):
        columns = tuple(key for key in rows[0] if key not in ("得分", "票数", "答卷编号"))
        found.append(
            FilePlan("作风评议逐票登记.csv", (SheetPlan("survey", rows, Layout(columns, dates="zh")),), "utf-8-sig")
        )
    wide = allocation.district.as_of.year - 1
    found += _wide(
        allocation, allocation.take("survey", year=wide, where=lambda row: row["测评类型"] == "班子民主测评")
    )
    found.append(
        FilePlan(
            "测评回收情况统计.xlsx",
            (
                SheetPlan("survey_return", allocation.take("survey_return"), layouts.RETURNS, "回收情况"),
                SheetPlan(
                    "survey",
                    allocation.take("survey", where=lambda row: row["测评类型"] == "党建满意度"),
                    layouts.VOTES,
                    "党建满意度",
                ),
            ),
        )
    )
    for kind in ("作风评议", "班子民主测评"):
        if rows := allocation.take("survey", where=lambda row, kind=kind: row["测评类型"] == kind):  # type: ignore[misc]
            faults = {"text_in_number": ("票数",), "negative": ("票数",)} if kind == "作风评议" else {}
            columns = tuple(key for key in rows[0] if key not in ("得分", "答卷编号"))
            layout = Layout(columns, dates="slash", names="short", headers=layouts.VOTES_TEXT.headers)
            found.append(FilePlan(f"{kind}得票.xlsx", (SheetPlan("survey", rows, layout, "得票", faults),)))
    return found


def _wide(allocation: RowAllocation, rows: Rows) -> list[FilePlan]:
    """Return a file of one sheet an organisation, named in the title lines; grades as columns."""
    names = Names(allocation.district)
    sheets: list[SheetPlan] = []
    for code, run in groupby(rows, key=lambda row: str(row["党组织"])):
        part = list(run)
        first = part[0]
        day = write_date(first["测评日期"], "zh", 0)  # type: ignore[arg-type]
        label = names.organisation(code, "name", allocation.district.as_of)
        titles = (
            f"测评名称：{first['测评名称']}",
            f"测评类型：{first['测评类型']}",
            f"填报单位：{label}",
            f"测评日期：{day}",
        )
        table: Rows = []
        for (evaluator, item), votes in groupby(part, key=lambda row: (row["评议人类别"], row["评议项目"])):
            table.append(
                {"评议人类别": evaluator, "评议项目": item, **{str(row["评价等次"]): row["票数"] for row in votes}}
            )
        short = names.organisation(code, "short", allocation.district.as_of)
        sheets.append(SheetPlan("survey", table, Layout(titles=titles, merge="评议人类别"), short[:28]))
    year = allocation.district.as_of.year - 1
    return [FilePlan(f"{year}年度班子民主测评统计.xlsx", tuple(sheets))] if sheets else []


def _problems(allocation: RowAllocation) -> list[FilePlan]:
    found: list[FilePlan] = []
    ways = ((".csv", layouts.PROBLEMS_TEXT), (".xls", layouts.PROBLEMS_OLD), (".xlsx", layouts.PROBLEMS))
    for number, year in enumerate(allocation.district.years):
        ending, layout = ways[number % len(ways)]
        if rows := allocation.take("problem", year=year):
            closed = year == allocation.district.as_of.year - 1
            faults = (
                {"dates_out_of_order": ("整改期限",), "missing": ("问题描述",), "value": ("问题来源",)}
                if closed
                else {}
            )
            found.append(
                FilePlan(
                    f"问题整改台账{year}{ending}", (SheetPlan("problem", rows, layout, "问题清单", faults),), "utf-8"
                )
            )
    return found
