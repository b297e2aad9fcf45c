"""The files in which organisations report what they did: activities, attendance, training."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle

from pipeline.sample import layouts
from pipeline.sample.desk import Desk, by_organisation, year_of
from pipeline.sample.file_plan import FilePlan, SheetPlan
from pipeline.sample.layout import Layout

Faults = dict[str, tuple[str, ...]]
ACTIVITY_FAULTS: tuple[Faults, ...] = (
    {
        "future_date": ("活动日期",) * 3, "more_than_expected": ("实到人数",) * 18, "outside_life": ("活动日期",) * 2,
        "missing": ("活动日期",) * 4 + ("活动类型",) * 3,
    },
    {"unknown_organisation": ("党组织",) * 4, "missing": ("活动主题",) * 2, "value": ("活动类型",)},
    {},
    {
        "impossible_date": ("活动日期",) * 9, "value": ("活动类型",) * 8, "text_in_number": ("应到人数",) * 10,
        "duplicate_key": ("实到人数",) * 6, "unknown_organisation": ("党组织",), "more_than_expected": ("实到人数",) * 7,
    },
)  # fmt: skip
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
TRAINING_WAYS = (
    ("{area}培训学时（{year}年）.xlsx", layouts.TRAINING_UNITS, {"text_in_number": ("学时",) * 6}),
    ("{area}{year}培训登记.xlsx", layouts.TRAINING_SHUFFLED, {"value": ("培训类别",) * 9}),
    ("{year}年{area}党员培训.xlsx", layouts.TRAINING_PLAIN, {}),
    ("{area}学时登记{year}.xlsx", replace(layouts.TRAINING_PLAIN, names="short", dates="zh"), {"future_date": ("培训日期",) * 4}),
)  # fmt: skip


def report_files(desk: Desk) -> list[FilePlan]:
    """Reports of a small district: some schools' own files first, then the areas'."""
    return [*_own_files(desk), *_archive(desk), *_activity_files(desk), *_training_files(desk)]


def _own_files(desk: Desk) -> list[FilePlan]:
    found: list[FilePlan] = []
    small, middle, last = (2, 3, 15)  # schools that keep attendance by person
    if rows := desk.take("activity", (small,)):
        sign_in = desk.take("attendance", (small,))
        found.append(FilePlan(f"{desk.stem(small)}活动台账及签到.xlsx", (
            SheetPlan("activity", rows, layouts.ACTIVITY_ALIASES, "活动台账"),
            SheetPlan("attendance", sign_in, layouts.SIGN_IN, "签到明细"),
        )))  # fmt: skip
    if rows := desk.take("attendance", (middle,)):
        faults: Faults = {"no_activity": ("活动主题",) * 12, "value": ("出勤情况",) * 5}
        found.append(FilePlan(f"{desk.stem(middle)}签到明细.xlsx", (SheetPlan("attendance", rows, layouts.SIGN_IN, "签到", faults),)))
    if rows := desk.take("attendance", (last,)):
        for year in desk.world.years:
            part = [row for row in rows if year_of(row) == year]
            name = f"{desk.stem(last)}签到{year}.csv"
            found.append(FilePlan(name, (SheetPlan("attendance", part, layouts.SIGN_IN_TEXT),), "gb18030"))
    if rows := desk.take("activity", (13,)):
        sheets = tuple(
            SheetPlan("activity", part, layouts.ACTIVITY_RATE, f"{year}年")
            for year in desk.world.years
            if (part := [row for row in rows if year_of(row) == year])
        )
        found.append(FilePlan(f"{desk.stem(13)}会议台账.xlsx", sheets))
    if rows := desk.take("activity", (16,)):
        found.append(FilePlan(f"{desk.stem(16)}活動臺賬.xlsx", (SheetPlan("activity", rows, layouts.ACTIVITY_OLD, "活動"),)))
    found += _corrected(desk, 17)
    return found


def _corrected(desk: Desk, place: int) -> list[FilePlan]:
    """A year's file, and the same once more with some figures put right and the faulty rows mended."""
    year = desk.world.as_of.year - 1
    rows = desk.take("activity", (place,), year=year)
    if not rows:
        return []
    first = [
        {**row, "实到人数": row["实到人数"] - 1} if number % 40 == 7 and isinstance(row["实到人数"], int) and row["实到人数"] else row
        for number, row in enumerate(rows[: len(rows) * 9 // 10])
    ]  # fmt: skip
    faults: Faults = {"impossible_date": ("活动日期",), "more_than_expected": ("实到人数", "实到人数")}
    stem = f"{desk.stem(place)}{year}年活动台账"
    layout = replace(layouts.ACTIVITY_MERGED, totals=None)
    return [
        FilePlan(f"{stem}.xlsx", (SheetPlan("activity", first, layout, "台账", faults, outdated=True),)),
        FilePlan(f"{stem}（更正）.xlsx", (SheetPlan("activity", rows, layout, "台账"),), copies=(f"{stem}（更正）副本.xlsx",)),
    ]


def _archive(desk: Desk) -> list[FilePlan]:
    """The open year of two schools, sent as one zip archive of GBK files."""
    found: list[FilePlan] = []
    year = desk.world.as_of.year
    for place in (19, 20):
        for ledger, title in (("activity", "活动台账"), ("training", "培训学时")):
            if rows := desk.take(ledger, (place,), year=year):
                name = f"{desk.stem(place)}{title}{year}.csv"
                sheet = SheetPlan(ledger, rows, Layout(dates="slash", names="name"))
                found.append(FilePlan(name, (sheet,), "gbk", archive=f"{year}年补报材料.zip"))
    return found


def _activity_files(desk: Desk) -> list[FilePlan]:
    found: list[FilePlan] = []
    careful = {code for code, place in desk.places.items() if place in (2, 3, 15)}
    for number, area in enumerate(desk.areas):
        ways = ACTIVITY_WAYS[number % len(ACTIVITY_WAYS)]
        faults = ACTIVITY_FAULTS[number % len(ACTIVITY_FAULTS)]
        short = desk.world.organisations[area].short
        sheets: list[tuple[str, SheetPlan]] = []
        for year, (pattern, layout) in zip(desk.world.years, cycle(ways), strict=False):
            rows = by_organisation(desk.take("activity", area=area, year=year))
            if not rows:
                continue
            # whole sign-in lists would go astray with an activity that comes back
            rows.sort(key=lambda row: getattr(desk.school_of(row), "code", "") in careful)
            spoiled = faults if year == desk.world.as_of.year - 1 else {}
            titles = (f"{short}{year}年度{layout.titles[0] if layout.titles else '组织生活活动台账'}",)
            plain = pattern.endswith((".csv", ".txt"))
            sheet = SheetPlan("activity", rows, layout if plain else replace(layout, titles=titles), f"{year}年", spoiled)
            sheets.append((pattern.format(area=short, year=year), sheet))
        for name in dict.fromkeys(name for name, _ in sheets):
            found.append(FilePlan(name, tuple(sheet for other, sheet in sheets if other == name), _encoding(name)))
    return found


def _encoding(name: str) -> str:
    return "gb18030" if name.endswith(".csv") else "utf-8"


def _training_files(desk: Desk) -> list[FilePlan]:
    found: list[FilePlan] = []
    twins = desk.world.marks.get("same_name_branch", [])
    for number, area in enumerate(desk.areas):
        pattern, layout, wanted = TRAINING_WAYS[number % len(TRAINING_WAYS)]
        for year in desk.world.years:
            rows = desk.take("training", area=area, year=year)
            faults: Faults = dict(wanted) if year == desk.world.as_of.year - 1 else {}
            if year == desk.world.as_of.year - 1 and any(row["党组织"] in twins for row in rows):
                faults["ambiguous_person"] = ("姓名", "姓名")
            if rows:
                name = pattern.format(area=desk.world.organisations[area].short, year=year)
                found.append(FilePlan(name, (SheetPlan("training", rows, layout, "学时", faults),)))
    return found

