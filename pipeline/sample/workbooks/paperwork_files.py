"""The files of the sixteen ledgers beside those of daily work: by area, by year or for the whole district."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.sample.district.records import Rows
from pipeline.sample.workbooks import paperwork_layouts
from pipeline.sample.workbooks.file_plan import FilePlan, SheetPlan
from pipeline.sample.workbooks.layout import Layout
from pipeline.sample.workbooks.row_allocation import RowAllocation, by_organisation, year_of

Faults = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class FileStyle:
    """How one clerk sends a ledger: `{year}` in the name makes a file a year, `sheets` a sheet a year."""

    name: str
    layout: Layout
    faults: Faults = field(default_factory=dict)  # in the last closed year, or in the only sheet
    sheets: bool = False
    archive: str | None = None


BY_AREA: dict[str, tuple[FileStyle, ...]] = {
    "appraisal": (
        FileStyle("{area}民主评议党员结果.xlsx", paperwork_layouts.APPRAISAL_MERGED, {"value": ("等次",)}, sheets=True),
        FileStyle("{area}{year}年民主评议.xls", paperwork_layouts.APPRAISAL_CODED, {"not_on_roll": ("姓名",)}),
        FileStyle(
            "{area}民主评议结果{year}.csv", paperwork_layouts.APPRAISAL_TEXT, {"unknown_organisation": ("党组织",)}
        ),
        FileStyle("{area}民主评议{year}.ods", paperwork_layouts.APPRAISAL_PLAIN, {"missing": ("等次", "姓名")}),
    ),
    "pledge": (
        FileStyle(
            "{area}责任书签订考核{year}.xlsx", paperwork_layouts.PLEDGE_TITLED, {"text_in_number": ("考核得分",)}
        ),
        FileStyle(
            "{area}{year}年责任书台账.csv",
            paperwork_layouts.PLEDGE_TEXT,
            {"impossible_date": ("签订日期",) * 2},
            archive="{area}责任书台账.zip",
        ),
        FileStyle(
            "{area}{year}责任书.xls",
            paperwork_layouts.PLEDGE_CODES,
            {"value": ("责任书类型",), "missing": ("签订日期",)},
        ),
        FileStyle("{area}责任书{year}.xlsx", paperwork_layouts.PLEDGE_MIXED, {"not_on_roll": ("姓名",)}),
    ),
    "deliverable": (
        FileStyle(
            "{area}学习报告与述学述职.xlsx", paperwork_layouts.DELIVERABLE, {"value": ("材料类型",)}, sheets=True
        ),
        FileStyle("{area}述学述职材料登记.csv", paperwork_layouts.DELIVERABLE_TEXT, {"missing": ("完成日期",)}),
        FileStyle("{area}学习材料.xls", paperwork_layouts.DELIVERABLE_SHUFFLED, {"not_on_roll": ("姓名",)}),
        FileStyle("{area}述职述学.ods", paperwork_layouts.DELIVERABLE_CODES, {"future_date": ("完成日期",)}),
    ),
    "outreach": (
        FileStyle("{area}联系服务结对台账.xlsx", paperwork_layouts.OUTREACH_MERGED, {"value": ("联系对象类别",)}),
        FileStyle("{area}结对联系.csv", paperwork_layouts.OUTREACH_TEXT, {"dates_out_of_order": ("解除日期",)}),
        FileStyle("{area}结对帮扶登记.xls", paperwork_layouts.OUTREACH_CODES, {"impossible_date": ("结对日期",)}),
        FileStyle(
            "{area}联系群众台账.xlsx",
            paperwork_layouts.OUTREACH_MIXED,
            {"not_on_roll": ("姓名",), "missing": ("结对日期",)},
        ),
    ),
    "dues": (
        FileStyle(
            "{area}党费收缴登记.xlsx", paperwork_layouts.DUES, {"more_than_expected": ("实交人数",) * 2}, sheets=True
        ),
        FileStyle("{area}党费收缴{year}.csv", paperwork_layouts.DUES_TEXT, {"duplicate_key": ("实交人数",)}),
        FileStyle("{area}{year}年党费.xls", paperwork_layouts.DUES_COMPACT, {"text_in_number": ("应交人数",)}),
    ),
    "admission": (
        FileStyle("{area}发展党员进度.xlsx", paperwork_layouts.ADMISSION, {"missing": ("应完成日期",)}),
        FileStyle("{area}发展党员.csv", paperwork_layouts.ADMISSION_TEXT, {"impossible_date": ("应完成日期",)}),
        FileStyle(
            "发展党员工作进度（{area}）.xls", paperwork_layouts.ADMISSION_TEXT, {"unknown_organisation": ("党组织",)}
        ),
    ),
}
FOR_ALL: dict[str, tuple[FileStyle, ...]] = {
    "integrity_file": (
        FileStyle(
            "领导干部廉政档案登记.xlsx",
            paperwork_layouts.INTEGRITY,
            {"dates_out_of_order": ("更新日期",), "not_on_roll": ("姓名",)},
        ),
    ),
    "standardisation": (
        FileStyle(
            "{year}年标准化建设验收.xlsx",
            paperwork_layouts.STANDARDISATION,
            {"more_than_expected": ("得分",), "value": ("验收结论",)},
        ),
        FileStyle("标准化建设验收{year}.csv", paperwork_layouts.STANDARDISATION_TEXT),
    ),
    "request": (
        FileStyle(
            "群众诉求办理台账.xlsx",
            paperwork_layouts.REQUESTS,
            {"dates_out_of_order": ("办结日期",), "value": ("评价",)},
            True,
        ),
    ),
    "transfer": (
        FileStyle(
            "组织关系接转登记.csv",
            paperwork_layouts.TRANSFERS,
            {"nowhere": ("转入党组织",), "dates_out_of_order": ("接收日期",)},
        ),
    ),
    "honour": (
        FileStyle(
            "荣誉与品牌登记.xlsx",
            paperwork_layouts.HONOURS,
            {"value": ("级别",), "not_on_roll": ("姓名",), "future_date": ("授予日期",)},
        ),
    ),
    "work_task": (
        FileStyle(
            "{year}年党建工作要点任务分解.xlsx", paperwork_layouts.TASKS, {"value": ("领域",), "missing": ("完成时限",)}
        ),
    ),
    "decision": (
        FileStyle(
            "三重一大议事台账.xlsx",
            paperwork_layouts.DECISIONS,
            {"value": ("议题类别",), "impossible_date": ("部署日期",)},
            True,
        ),
    ),
    "publicity": (
        FileStyle("宣传与舆情信访{year}.csv", paperwork_layouts.PUBLICITY_TEXT, {"missing": ("类型",)}),
        FileStyle("{year}年宣传信息与舆情信访.xls", paperwork_layouts.PUBLICITY, {"dates_out_of_order": ("办结日期",)}),
    ),
    "funding": (
        FileStyle(
            "党建经费使用明细.xlsx",
            paperwork_layouts.FUNDING,
            {"text_in_number": ("金额",), "unknown_organisation": ("党组织",)},
            sheets=True,
        ),
    ),
}


def paperwork_files(allocation: RowAllocation) -> list[FilePlan]:
    """Return the files of the sixteen ledgers but the wide ones, whose rows have left the allocation before."""
    found = _own(allocation)
    organisations = allocation.take("pledge", where=lambda row: row["责任书类型"] == "党建目标责任书")
    found += _files(
        allocation,
        "pledge",
        organisations,
        FileStyle("党建目标责任书签订情况.xlsx", paperwork_layouts.GOALS, sheets=True),
        "",
    )
    for ledger, clerks in BY_AREA.items():
        for number, area in enumerate(allocation.areas):
            rows = by_organisation(allocation.take(ledger, area=area))
            found += _files(
                allocation, ledger, rows, clerks[number % len(clerks)], allocation.district.organisations[area].short
            )
    for ledger, clerks in FOR_ALL.items():
        found += _in_turn(allocation, ledger, clerks)
    return found


def _own(allocation: RowAllocation) -> list[FilePlan]:
    """Return the files of single schools: with identity numbers, and with a ledger of requests of its own."""
    found: list[FilePlan] = []
    for place in (11, 18):
        rows = allocation.take("appraisal", (place,))
        style = FileStyle(f"{allocation.stem(place)}民主评议结果.csv", paperwork_layouts.APPRAISAL_IDENTITY)
        found += _files(allocation, "appraisal", rows, style, "")
    found += _files(
        allocation,
        "request",
        allocation.take("request", (0,)),
        FileStyle(f"{allocation.stem(0)}诉求登记.csv", paperwork_layouts.REQUESTS_TEXT, {"missing": ("承诺办结日期",)}),
        "",
    )
    return found


def _in_turn(allocation: RowAllocation, ledger: str, clerks: Sequence[FileStyle]) -> list[FilePlan]:
    """Return district-wide files; where there are several clerks, each year has another one."""
    found: list[FilePlan] = []
    if len(clerks) == 1:
        return _files(allocation, ledger, allocation.take(ledger), clerks[0], "")
    for number, year in enumerate(allocation.district.years):
        found += _files(allocation, ledger, allocation.take(ledger, year=year), clerks[(number + 1) % len(clerks)], "")
    return found


def _files(allocation: RowAllocation, ledger: str, rows: Rows, style: FileStyle, area: str) -> list[FilePlan]:
    closed = allocation.district.last_closed_year
    parts: list[tuple[str, Rows, int | None]] = [("", rows, None)]
    if style.sheets or "{year}" in style.name:
        parts = _by_year(allocation, rows)
    found: dict[str, list[SheetPlan]] = {}
    for label, part, year in parts:
        if part:
            name = style.name.format(area=area, year=year)
            faults = style.faults if year in (None, closed) else {}
            layout = _titled(style.layout, name, f"{area}{label}")
            found.setdefault(name, []).append(SheetPlan(ledger, part, layout, label or "台账", faults))
    archive = style.archive.format(area=area) if style.archive else None
    return [FilePlan(name, tuple(sheets), "gb18030", archive) for name, sheets in found.items()]


def _by_year(allocation: RowAllocation, rows: Rows) -> list[tuple[str, Rows, int | None]]:
    """Return (label, rows, year) for each year, last what is due after the last of them."""
    years = allocation.district.years
    parts: list[tuple[str, Rows, int | None]] = [
        (f"{year}年", [row for row in rows if year_of(row) == year], year) for year in years
    ]
    others = [row for row in rows if year_of(row) not in years]
    return [*parts, ("以后年度", others, allocation.district.as_of.year + 1)]


def _titled(layout: Layout, name: str, whose: str) -> Layout:
    """Return the layout with its first title saying whose it is; text files have none."""
    if not layout.titles or name.endswith((".csv", ".txt")):
        return layout
    return replace(layout, titles=(f"{whose}{layout.titles[0]}", *layout.titles[1:]))
