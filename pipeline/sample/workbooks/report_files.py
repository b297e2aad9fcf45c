"""The files in which organisations report what they did: activities, attendance, training."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle

from pipeline.sample.workbooks import layouts
from pipeline.sample.workbooks.file_plan import FilePlan, SheetPlan
from pipeline.sample.workbooks.layout import Layout
from pipeline.sample.workbooks.own_files import Faults, archived_files, own_files
from pipeline.sample.workbooks.row_allocation import RowAllocation, by_organisation

ACTIVITY_FAULTS: tuple[Faults, ...] = (
    {
        "future_date": ("活动日期",) * 3,
        "more_than_expected": ("实到人数",) * 18,
        "outside_life": ("活动日期",) * 2,
        "missing": ("活动日期",) * 4 + ("活动类型",) * 3,
    },
    {"unknown_organisation": ("党组织",) * 4, "missing": ("活动主题",) * 2, "value": ("活动类型",)},
    {},
    {
        "impossible_date": ("活动日期",) * 9,
        "value": ("活动类型",) * 8,
        "text_in_number": ("应到人数",) * 10,
        "duplicate_key": ("实到人数",) * 6,
        "unknown_organisation": ("党组织",),
        "more_than_expected": ("实到人数",) * 7,
    },
)
# area, year -> name, layout; the year goes into the title, which 3月7日 needs
ACTIVITY_WAYS: tuple[tuple[tuple[str, Layout], ...], ...] = (
    (("{area}{year}年组织生活台账.xlsx", layouts.ACTIVITY_UNITS),),
    (
        ("{area}活动记录{year}.csv", layouts.ACTIVITY_ALIASES),
        ("{area}组织生活登记表{year}.xlsx", replace(layouts.ACTIVITY_ALIASES, dates="month_day", names="short")),
        ("{area}活动登记{year}.xls", layouts.ACTIVITY_FULL_WIDTH),
    ),
    (("{area}组织生活台账.xlsx", layouts.ACTIVITY_MERGED),),
    (
        ("{area}{year}年度党组织活动.xlsx", layouts.ACTIVITY_MIXED),
        ("{area}{year}年度党组织活动.txt", layouts.ACTIVITY_CODES),
        ("{area}{year}年度党组织活动.ods", layouts.ACTIVITY_CODES),
    ),
)
TRAINING_WAYS: tuple[tuple[str, Layout, Faults], ...] = (
    ("{area}培训学时（{year}年）.xlsx", layouts.TRAINING_UNITS, {"text_in_number": ("学时",) * 6}),
    ("{area}{year}培训登记.xlsx", layouts.TRAINING_SHUFFLED, {"value": ("培训类别",) * 9}),
    ("{year}年{area}党员培训.xlsx", layouts.TRAINING_PLAIN, {}),
    (
        "{area}学时登记{year}.xlsx",
        replace(layouts.TRAINING_PLAIN, names="short", dates="zh"),
        {"future_date": ("培训日期",) * 4},
    ),
)


def report_files(allocation: RowAllocation) -> list[FilePlan]:
    """Return reports of a small district: some schools' own files first, then the areas'."""
    signed = {row["党组织"] for row in allocation.rows["attendance"]}
    return [
        *own_files(allocation),
        *archived_files(allocation),
        *_activity_files(allocation, signed),
        *_training_files(allocation),
    ]


def _activity_files(allocation: RowAllocation, signed: set[object]) -> list[FilePlan]:
    found: list[FilePlan] = []
    for number, area in enumerate(allocation.areas):
        ways = ACTIVITY_WAYS[number % len(ACTIVITY_WAYS)]
        faults = ACTIVITY_FAULTS[number % len(ACTIVITY_FAULTS)]
        short = allocation.district.organisations[area].short
        sheets: dict[str, list[SheetPlan]] = {}
        for year, (pattern, layout) in zip(allocation.district.years, cycle(ways), strict=False):
            rows = by_organisation(allocation.take("activity", area=area, year=year))
            if not rows:
                continue
            name = pattern.format(area=short, year=year)
            # whole sign-in lists would come back with an activity that does
            rows = [{**row, "_keep": True} if row["党组织"] in signed else row for row in rows]
            spoiled = faults if year == allocation.district.as_of.year - 1 else {}
            written = layout if _is_plain(name) else _titled(layout, f"{short}{year}年度")
            sheets.setdefault(name, []).append(SheetPlan("activity", rows, written, f"{year}年", spoiled))
        found += [FilePlan(name, tuple(plans), _encoding(name)) for name, plans in sheets.items()]
    return found


def _is_plain(name: str) -> bool:
    return name.endswith((".csv", ".txt"))


def _titled(layout: Layout, whose: str) -> Layout:
    title = layout.titles[0] if layout.titles else "组织生活活动台账"
    return replace(layout, titles=(f"{whose}{title}",))


def _encoding(name: str) -> str:
    return "gb18030" if name.endswith(".csv") else "utf-8"


def _training_files(allocation: RowAllocation) -> list[FilePlan]:
    found: list[FilePlan] = []
    twins = allocation.district.cases.get("same_name_branch", [])
    for number, area in enumerate(allocation.areas):
        pattern, layout, wanted = TRAINING_WAYS[number % len(TRAINING_WAYS)]
        for year in allocation.district.years:
            rows = allocation.take("training", area=area, year=year)
            faults: Faults = dict(wanted) if year == allocation.district.as_of.year - 1 else {}
            if year == allocation.district.as_of.year - 1 and any(row["党组织"] in twins for row in rows):
                faults["ambiguous_person"] = ("姓名", "姓名")
            if rows:
                name = pattern.format(area=allocation.district.organisations[area].short, year=year)
                found.append(FilePlan(name, (SheetPlan("training", rows, layout, "学时", faults),)))
    return found
