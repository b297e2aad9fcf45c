"""Files of single schools: with attendance by person, in old characters, corrected, or packed in an archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.sample.workbooks import layouts
from pipeline.sample.workbooks.file_plan import FilePlan, SheetPlan
from pipeline.sample.workbooks.layout import Layout
from pipeline.sample.workbooks.row_allocation import RowAllocation, year_of

Faults = dict[str, tuple[str, ...]]


def own_files(allocation: RowAllocation) -> list[FilePlan]:
    """Return files that one school's clerk sends in by himself or herself."""
    return [
        *_activities_and_sign_in(allocation, 2),
        *_sign_in(allocation, 3),
        *_sign_in_by_year(allocation, 15),
        *_attendance_rates(allocation, 13),
        *_in_old_characters(allocation, 16),
        *_corrected(allocation, 17),
    ]


def _activities_and_sign_in(allocation: RowAllocation, place: int) -> Iterator[FilePlan]:
    if rows := allocation.take("activity", (place,)):
        sign_in = allocation.take("attendance", (place,))
        yield FilePlan(
            f"{allocation.stem(place)}活动台账及签到.xlsx",
            (
                SheetPlan("activity", rows, layouts.ACTIVITY_ALIASES, "活动台账"),
                SheetPlan("attendance", sign_in, layouts.SIGN_IN, "签到明细"),
            ),
        )


def _sign_in(allocation: RowAllocation, place: int) -> Iterator[FilePlan]:
    if rows := allocation.take("attendance", (place,)):
        faults: Faults = {"no_activity": ("活动主题",) * 12, "value": ("出勤情况",) * 5}
        sheet = SheetPlan("attendance", rows, layouts.SIGN_IN, "签到", faults)
        yield FilePlan(f"{allocation.stem(place)}签到明细.xlsx", (sheet,))


def _sign_in_by_year(allocation: RowAllocation, place: int) -> Iterator[FilePlan]:
    if rows := allocation.take("attendance", (place,)):
        for year in allocation.district.years:
            part = [row for row in rows if year_of(row) == year]
            name = f"{allocation.stem(place)}签到{year}.csv"
            yield FilePlan(name, (SheetPlan("attendance", part, layouts.SIGN_IN_TEXT),), "gb18030")


def _attendance_rates(allocation: RowAllocation, place: int) -> Iterator[FilePlan]:
    if rows := allocation.take("activity", (place,)):
        sheets = tuple(
            SheetPlan("activity", part, layouts.ACTIVITY_RATE, f"{year}年")
            for year in allocation.district.years
            if (part := [row for row in rows if year_of(row) == year])
        )
        yield FilePlan(f"{allocation.stem(place)}会议台账.xlsx", sheets)


def _in_old_characters(allocation: RowAllocation, place: int) -> Iterator[FilePlan]:
    if rows := allocation.take("activity", (place,)):
        sheet = SheetPlan("activity", rows, layouts.ACTIVITY_OLD, "活動")
        yield FilePlan(f"{allocation.stem(place)}活動臺賬.xlsx", (sheet,))


def _corrected(allocation: RowAllocation, place: int) -> list[FilePlan]:
    """Return a year's file, and the same once more with some figures and the faulty rows corrected."""
    year = allocation.district.as_of.year - 1
    rows = allocation.take("activity", (place,), year=year)
    if not rows:
        return []
    first = [
        {**row, "实到人数": row["实到人数"] - 1}
        if number % 40 == 7 and isinstance(row["实到人数"], int) and row["实到人数"]
        else row
        for number, row in enumerate(rows[: len(rows) * 9 // 10])
    ]
    faults: Faults = {"impossible_date": ("活动日期",), "more_than_expected": ("实到人数", "实到人数")}
    stem = f"{allocation.stem(place)}{year}年活动台账"
    layout = replace(layouts.ACTIVITY_MERGED, totals=None)
    return [
        FilePlan(f"{stem}.xlsx", (SheetPlan("activity", first, layout, "台账", faults, outdated=True),)),
        FilePlan(
            f"{stem}（更正）.xlsx", (SheetPlan("activity", rows, layout, "台账"),), copies=(f"{stem}（更正）副本.xlsx",)
        ),
    ]


def archived_files(allocation: RowAllocation) -> list[FilePlan]:
    """Return the open year of two schools, sent as one zip archive of GBK files."""
    found: list[FilePlan] = []
    year = allocation.district.as_of.year
    for place in (19, 20):
        for ledger, title in (("activity", "活动台账"), ("training", "培训学时")):
            if rows := allocation.take(ledger, (place,), year=year):
                name = f"{allocation.stem(place)}{title}{year}.csv"
                sheet = SheetPlan(ledger, rows, Layout(dates="slash", names="name"))
                found.append(FilePlan(name, (sheet,), "gbk", archive=f"{year}年补报材料.zip"))
    return found
