"""The files of the sixteen ledgers beside those of daily work: by area, by year or for the whole district."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.sample.district.records import Rows
from pipeline.sample.workbooks import paperwork_layouts
from pipeline.sample.workbooks.file_plan import FilePlan, SheetPlan
from pipeline.sample.workbooks.layout import Layout
from pipeline.sample.workbooks.row_allocation import Desk, by_organisation, year_of

Faults = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Way:
    """How one clerk sends a ledger: `{year}` in the name makes a file a year, `sheets` a sheet a year."""

    name: str
    layout: Layout
    faults: Faults = field(default_factory=dict)  # in the last closed year, or in the only sheet
    sheets: bool = False
    archive: str | None = None


BY_AREA: dict[str, tuple[Way, ...]] = {
    "appraisal": (
        Way("{area}民主评议党员结果.xlsx", paperwork_layouts.APPRAISAL_MERGED, {"value": ("等次",)}, sheets=True),
        Way("{area}{year}年民主评议.xls", paperwork_layouts.APPRAISAL_CODED, {"not_on_roll": ("姓名",)}),
        Way("{area}民主评议结果{year}.csv", paperwork_layouts.APPRAISAL_TEXT, {"unknown_organisation": ("党组织",)}),
        Way("{area}民主评议{year}.ods", paperwork_layouts.APPRAISAL_PLAIN, {"missing": ("等次", "姓名")}),
    ),
    "pledge": (
        Way("{area}责任书签订考核{year}.xlsx", paperwork_layouts.PLEDGE_TITLED, {"text_in_number": ("考核得分",)}),
        Way(
            "{area}{year}年责任书台账.csv",
            paperwork_layouts.PLEDGE_TEXT,
            {"impossible_date": ("签订日期",) * 2},
            archive="{area}责任书台账.zip",
        ),
        Way(
            "{area}{year}责任书.xls",
            paperwork_layouts.PLEDGE_CODES,
            {"value": ("责任书类型",), "missing": ("签订日期",)},
        ),
        Way("{area}责任书{year}.xlsx", paperwork_layouts.PLEDGE_MIXED, {"not_on_roll": ("姓名",)}),
    ),
    "deliverable": (
        Way("{area}学习报告与述学述职.xlsx", paperwork_layouts.DELIVERABLE, {"value": ("材料类型",)}, sheets=True),
        Way("{area}述学述职材料登记.csv", paperwork_layouts.DELIVERABLE_TEXT, {"missing": ("完成日期",)}),
        Way("{area}学习材料.xls", paperwork_layouts.DELIVERABLE_SHUFFLED, {"not_on_roll": ("姓名",)}),
        Way("{area}述职述学.ods", paperwork_layouts.DELIVERABLE_CODES, {"future_date": ("完成日期",)}),
    ),
    "outreach": (
        Way("{area}联系服务结对台账.xlsx", paperwork_layouts.OUTREACH_MERGED, {"value": ("联系对象类别",)}),
        Way("{area}结对联系.csv", paperwork_layouts.OUTREACH_TEXT, {"dates_out_of_order": ("解除日期",)}),
        Way("{area}结对帮扶登记.xls", paperwork_layouts.OUTREACH_CODES, {"impossible_date": ("结对日期",)}),
        Way(
            "{area}联系群众台账.xlsx",
            paperwork_layouts.OUTREACH_MIXED,
            {"not_on_roll": ("姓名",), "missing": ("结对日期",)},
        ),
    ),
    "dues": (
        Way("{area}党费收缴登记.xlsx", paperwork_layouts.DUES, {"more_than_expected": ("实交人数",) * 2}, sheets=True),
        Way("{area}党费收缴{year}.csv", paperwork_layouts.DUES_TEXT, {"duplicate_key": ("实交人数",)}),
        Way("{area}{year}年党费.xls", paperwork_layouts.DUES_COMPACT, {"text_in_number": ("应交人数",)}),
    ),
    "admission": (
        Way("{area}发展党员进度.xlsx", paperwork_layouts.ADMISSION, {"missing": ("应完成日期",)}),
        Way("{area}发展党员.csv", paperwork_layouts.ADMISSION_TEXT, {"impossible_date": ("应完成日期",)}),
        Way("发展党员工作进度（{area}）.xls", paperwork_layouts.ADMISSION_TEXT, {"unknown_organisation": ("党组织",)}),
    ),
}
FOR_ALL: dict[str, tuple[Way, ...]] = {
    "integrity_file": (
        Way(
            "领导干部廉政档案登记.xlsx",
            paperwork_layouts.INTEGRITY,
            {"dates_out_of_order": ("更新日期",), "not_on_roll": ("姓名",)},
        ),
    ),
    "standardisation": (
        Way(
            "{year}年标准化建设验收.xlsx",
            paperwork_layouts.STANDARDISATION,
            {"more_than_expected": ("得分",), "value": ("验收结论",)},
        ),
        Way("标准化建设验收{year}.csv", paperwork_layouts.STANDARDISATION_TEXT),
    ),
    "request": (
        Way(
            "群众诉求办理台账.xlsx",
            paperwork_layouts.REQUESTS,
            {"dates_out_of_order": ("办结日期",), "value": ("评价",)},
            True,
        ),
    ),
    "transfer": (
        Way(
            "组织关系接转登记.csv",
            paperwork_layouts.TRANSFERS,
            {"nowhere": ("转入党组织",), "dates_out_of_order": ("接收日期",)},
        ),
    ),
    "honour": (
        Way(
            "荣誉与品牌登记.xlsx",
            paperwork_layouts.HONOURS,
            {"value": ("级别",), "not_on_roll": ("姓名",), "future_date": ("授予日期",)},
        ),
    ),
    "work_task": (
        Way(
            "{year}年党建工作要点任务分解.xlsx", paperwork_layouts.TASKS, {"value": ("领域",), "missing": ("完成时限",)}
        ),
    ),
    "decision": (
        Way(
            "三重一大议事台账.xlsx",
            paperwork_layouts.DECISIONS,
            {"value": ("议题类别",), "impossible_date": ("部署日期",)},
            True,
        ),
    ),
    "publicity": (
        Way("宣传与舆情信访{year}.csv", paperwork_layouts.PUBLICITY_TEXT, {"missing": ("类型",)}),
        Way("{year}年宣传信息与舆情信访.xls", paperwork_layouts.PUBLICITY, {"dates_out_of_order": ("办结日期",)}),
    ),
    "funding": (
        Way(
            "党建经费使用明细.xlsx",
            paperwork_layouts.FUNDING,
            {"text_in_number": ("金额",), "unknown_organisation": ("党组织",)},
            sheets=True,
        ),
    ),
}


def paperwork_files(desk: Desk) -> list[FilePlan]:
    """All files of the sixteen ledgers but the wide ones, which are taken off the desk before."""
    found = _own(desk)
    organisations = desk.take("pledge", where=lambda row: row["责任书类型"] == "党建目标责任书")
    found += _files(
        desk, "pledge", organisations, Way("党建目标责任书签订情况.xlsx", paperwork_layouts.GOALS, sheets=True), ""
    )
    for ledger, clerks in BY_AREA.items():
        for number, area in enumerate(desk.areas):
            rows = by_organisation(desk.take(ledger, area=area))
            found += _files(desk, ledger, rows, clerks[number % len(clerks)], desk.world.organisations[area].short)
    for ledger, clerks in FOR_ALL.items():
        found += _in_turn(desk, ledger, clerks)
    return found


def _own(desk: Desk) -> list[FilePlan]:
    """Single schools: with identity numbers, and with a ledger of requests of its own."""
    found: list[FilePlan] = []
    for place in (11, 18):
        rows = desk.take("appraisal", (place,))
        way = Way(f"{desk.stem(place)}民主评议结果.csv", paperwork_layouts.APPRAISAL_IDENTITY)
        found += _files(desk, "appraisal", rows, way, "")
    found += _files(
        desk,
        "request",
        desk.take("request", (0,)),
        Way(f"{desk.stem(0)}诉求登记.csv", paperwork_layouts.REQUESTS_TEXT, {"missing": ("承诺办结日期",)}),
        "",
    )
    return found


def _in_turn(desk: Desk, ledger: str, clerks: Sequence[Way]) -> list[FilePlan]:
    """District-wide files; where there are several clerks, each year has another one."""
    found: list[FilePlan] = []
    if len(clerks) == 1:
        return _files(desk, ledger, desk.take(ledger), clerks[0], "")
    for number, year in enumerate(desk.world.years):
        found += _files(desk, ledger, desk.take(ledger, year=year), clerks[(number + 1) % len(clerks)], "")
    return found


def _files(desk: Desk, ledger: str, rows: Rows, way: Way, area: str) -> list[FilePlan]:
    closed = desk.world.last_closed_year
    parts: list[tuple[str, Rows, int | None]] = [("", rows, None)]
    if way.sheets or "{year}" in way.name:
        parts = [(f"{year}年", [row for row in rows if year_of(row) == year], year) for year in desk.world.years]
        others = [row for row in rows if year_of(row) not in desk.world.years]
        parts.append(("以后年度", others, desk.world.as_of.year + 1))
    found: dict[str, list[SheetPlan]] = {}
    for label, part, year in parts:
        if not part:
            continue
        name = way.name.format(area=area, year=year)
        faults = way.faults if year in (None, closed) else {}
        layout = way.layout
        if layout.titles and not name.endswith((".csv", ".txt")):
            layout = replace(layout, titles=(f"{area}{label}{layout.titles[0]}", *layout.titles[1:]))
        found.setdefault(name, []).append(SheetPlan(ledger, part, layout, label or "台账", faults))
    archive = way.archive.format(area=area) if way.archive else None
    return [FilePlan(name, tuple(sheets), "gb18030", archive) for name, sheets in found.items()]
