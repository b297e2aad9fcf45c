"""The files in which a district says what it consists of: schools, organisations, changes, members."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.sample.district.records import Rows
from pipeline.sample.district.structure import TYPE_CODES
from pipeline.sample.workbooks import layouts
from pipeline.sample.workbooks.file_plan import FilePlan, SheetPlan
from pipeline.sample.workbooks.layout import Layout
from pipeline.sample.workbooks.row_allocation import RowAllocation, by_organisation, code_list

ROSTERS: tuple[tuple[str, Layout, dict[str, tuple[str, ...]]], ...] = (
    ("党员花名册（{area}）.xlsx", layouts.ROSTER_MERGED, {"extra_value": ("人员类别",)}),
    (
        "{area}党员名册.xls",
        layouts.ROSTER_CODED,
        {"extra_unknown_organisation": ("所在党支部",), "extra_missing": ("姓名",)},
    ),
    ("{area}党员信息.csv", layouts.ROSTER_CODES, {"extra_impossible_date": ("入党日期",)}),
    ("{area}党员信息采集.ods", layouts.ROSTER_ONES, {}),
)
STATE_COLUMNS = ("不作硬性要求", "不作硬性要求起止", "党籍状态", "党籍状态起止")


def register_files(allocation: RowAllocation) -> list[FilePlan]:
    """Return registers of a small district, each area's roster in another format."""
    schools = FilePlan(
        "云岭区学校信息表.xlsx",
        (
            SheetPlan("school", allocation.take("school"), layouts.SCHOOLS, "学校信息表"),
            code_list("代码表", {"学段": tuple(TYPE_CODES), "办学性质": ("公办", "民办")}),
        ),
    )
    organisations = FilePlan(
        "党组织基本信息及变动情况.xlsx",
        (
            SheetPlan(
                "organisation",
                allocation.take("organisation"),
                layouts.ORGANISATIONS,
                "党组织信息",
                {"extra_value": ("组织类别",)},
            ),
            SheetPlan("organisation_event", allocation.take("organisation_event"), layouts.EVENTS, "变动情况"),
            code_list("填报说明", {"组织类别": ("党委", "党总支", "党支部", "联合党支部")}),
        ),
    )
    return [schools, organisations, *_rosters_of_schools(allocation), *_rosters_of_areas(allocation)]


def _rosters_of_schools(allocation: RowAllocation) -> Iterator[FilePlan]:
    """Yield the rosters of two schools that send theirs themselves, without the columns that are empty."""
    for place, ending, encoding in ((18, "csv", "utf-8"), (11, "xlsx", "")):
        rows = allocation.take("member", (place,))
        if rows:
            columns = tuple(key for key in _columns(rows) if any(row[key] is not None for row in rows))
            layout = Layout(columns=columns, dates="slash", headers=layouts.ROSTER_PLAIN.headers)
            sheet = SheetPlan("member", rows, layout, "花名册")
            yield FilePlan(f"{allocation.stem(place)}党员花名册.{ending}", (sheet,), encoding)


def _rosters_of_areas(allocation: RowAllocation) -> Iterator[FilePlan]:
    for number, area in enumerate(allocation.areas):
        rows = by_organisation(allocation.take("member", area=area))
        pattern, layout, faults = ROSTERS[number % len(ROSTERS)]
        if rows:
            states = tuple(key for key in STATE_COLUMNS if key in rows[0])
            columns = (*layout.columns, *states) if layout.columns else _without_identity(rows)
            sheet = SheetPlan("member", rows, replace(layout, columns=columns), "花名册", faults)
            yield FilePlan(pattern.format(area=allocation.district.organisations[area].short), (sheet,), "gbk")


def _without_identity(rows: Rows) -> tuple[str, ...]:
    return tuple(key for key in _columns(rows) if key != "公民身份证号")


def _columns(rows: Rows) -> list[str]:
    return [key for key in rows[0] if not key.startswith("_")]
