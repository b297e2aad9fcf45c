"""What of daily work comes in with files of its own: 志愿服务, 谈心谈话, the district's meetings, 三评 and 述职."""

from __future__ import annotations

from pipeline.sample.district.structure import DISTRICT
from pipeline.sample.workbooks import paperwork_layouts
from pipeline.sample.workbooks.file_plan import FilePlan, SheetPlan
from pipeline.sample.workbooks.layout import Layout
from pipeline.sample.workbooks.row_allocation import RowAllocation


def separate_files(allocation: RowAllocation) -> list[FilePlan]:
    """Return the files of rows marked `_separate`; they leave the allocation before the other clerks come."""
    found: list[FilePlan] = []

    def send(name: str, *sheets: SheetPlan) -> None:
        kept = tuple(sheet for sheet in sheets if sheet.rows)
        if kept:
            found.append(FilePlan(name, kept, "gb18030"))

    of_the_district = allocation.take("activity", where=lambda row: row["党组织"] == DISTRICT)
    columns = paperwork_layouts.SEPARATE_ACTIVITY.columns[:7]
    send(
        "区委教育工委党建工作研究记录.csv",
        SheetPlan("activity", of_the_district, Layout(columns, dates="dash", names="name")),
    )
    send(
        "志愿服务与谈心谈话台账.xlsx",
        SheetPlan(
            "activity", allocation.take("activity", where=_is_separate), paperwork_layouts.SEPARATE_ACTIVITY, "活动"
        ),
        SheetPlan(
            "attendance", allocation.take("attendance", where=_is_separate), paperwork_layouts.SEPARATE_SIGN_IN, "签到"
        ),
    )
    for kind in ("三评", "书记述职测评"):
        votes = allocation.take("survey", where=lambda row, kind=kind: _is_separate(row) and row["测评类型"] == kind)  # type: ignore[misc]
        send(f"{kind}得票统计.xlsx", SheetPlan("survey", votes, paperwork_layouts.SEPARATE_VOTES, kind))
    returns = allocation.take("survey_return", where=_is_separate)
    send("三评与述职测评回收情况.csv", SheetPlan("survey_return", returns, Layout(names="name")))
    return found


def _is_separate(row: dict[str, object]) -> bool:
    return bool(row.get("_separate"))
