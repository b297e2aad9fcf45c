"""The two exports of the survey that was asked on the web, as 问卷星 writes them: by text, and by code."""

from __future__ import annotations

from datetime import timedelta

from pipeline.sample.district.records import Rows
from pipeline.sample.ledgers.forms import Form, forms, survey_name
from pipeline.sample.workbooks.clerk_style import Names
from pipeline.sample.workbooks.file_plan import FilePlan, SheetPlan
from pipeline.sample.workbooks.layout import Layout
from pipeline.sample.workbooks.row_allocation import RowAllocation

WORDED = {"满意": "非常满意", "基本满意": "一般", "不满意": "不太满意", None: "(跳过)"}
CODED = {"满意": "1", "比较满意": "2", "基本满意": "3", "不满意": "4", None: "-3"}
WHO = {"教师": "1", "学生家长": "2", "群众": "3"}
MEMBER_QUESTIONS = (
    "2、您对本单位党建工作的总体评价",
    "3、您对组织生活质量的评价",
    "4、您对党员教育培训的评价",
)
OTHER_QUESTIONS = ("3、您对学校党组织工作的总体评价", "4、您对党员作用发挥的评价")
NOWHERE = "云岭区糊涂小学党总支"


def form_files(allocation: RowAllocation) -> list[FilePlan]:
    """Return the files of forms, whose rows leave the allocation; one answers for a school that does not exist."""
    allocation.take("survey", where=lambda row: bool(row.get("_form")))
    members, others = forms(allocation.district)
    if not members:
        return []
    names = Names(allocation.district)
    own: Rows = []
    for form in members:
        organisation = names.organisation(form.organisation, "name", form.at.date())
        answers = {"1、您所在的党组织": organisation, **_answers(MEMBER_QUESTIONS, form, WORDED)}
        own.append({**_head(form), **answers, "5、您的姓名（选填）": form.name})
    rest: Rows = []
    for form in others:
        organisation = names.organisation(form.organisation, "name", form.at.date())
        who: dict[str, object] = {"1、您的身份": WHO[form.evaluator], "2、您评议的党组织": organisation}
        advice = "(空)" if form.serial % 9 else f"多组织活动〖{form.name}，电话略〗"
        answers = _answers(OTHER_QUESTIONS, form, CODED)
        rest.append({**_head(form), **who, **answers, "5、您的意见建议": advice})
    last = others[-1]
    stray: dict[str, object] = {**rest[-1], "序号": last.serial + 1, "2、您评议的党组织": NOWHERE}
    stray["提交答卷时间"] = _time(last, 5)
    rest.append({**stray, "_fault": ("党组织", "unknown_organisation"), "_extra": True})
    title = survey_name(allocation.district)
    return [
        FilePlan(f"{title}（党员问卷）.xlsx", (SheetPlan("survey", own, Layout(), "Sheet1"),)),
        FilePlan(f"{title}（群众问卷）.csv", (SheetPlan("survey", rest, Layout()),)),
    ]


def _head(form: Form) -> dict[str, object]:
    return {
        "序号": form.serial,
        "提交答卷时间": _time(form, 0),
        "所用时间": f"{form.seconds}秒",
        "来源": "微信",
        "来源详情": "N/A",
        "来自IP": form.address,
    }


def _time(form: Form, minutes: int) -> str:
    at = form.at + timedelta(minutes=minutes)
    return f"{at.year}/{at.month}/{at.day} {at:%H:%M:%S}"


def _answers(questions: tuple[str, ...], form: Form, written: dict[str | None, str]) -> dict[str, object]:
    pairs = zip(questions, form.grades, strict=True)
    return {question: written.get(grade, grade) for question, grade in pairs}
