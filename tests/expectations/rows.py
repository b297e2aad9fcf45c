"""A faultless row of each ledger, as resolved, and frames made of rows that differ from it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import polars as pl

from expectations.columns import columns_of
from ingest.ledger import load_ledgers

AS_OF = date(2025, 12, 31)
SHEET = "表一"
FIRST_ROW = 3

FAULTLESS: dict[str, dict[str, Any]] = {
    "school": {
        "school_code": "S1", "school_name": "示例一小", "stage": "小学", "ownership": "公办", "area": "东片区",
        "staff_count": 90, "student_count": 1200, "area_key": "东",
    },
    "organisation": {
        "org_code": "A1", "org_name": "中共示例一小支部委员会", "org_type": "党支部", "parent": "东片区党委",
        "parent_code": "P1", "schools": "示例一小", "school_codes": "S1", "founded_on": date(2001, 7, 1),
        "dissolved_on": date(2024, 6, 30), "group_count": 2,
    },
    "organisation_event": {
        "event_on": date(2025, 5, 1), "event_type": "更名", "org": "一小支部", "org_code": "A1",
        "before": "一小党支部", "after": "一小支部",
    },
    "member": {
        "name": "赵示例", "org": "一小支部", "org_code": "A1", "school": "示例一小", "school_code": "S1",
        "gender": "女", "born_on": date(1980, 3, 7), "member_type": "正式党员", "joined_on": date(2003, 7, 1),
        "full_on": date(2004, 7, 1), "party_post": "书记", "post": "专任教师", "in_on": date(2010, 9, 1),
        "out_on": date(2025, 8, 31), "person_key": "k1",
    },
    "activity": {
        "org": "一小支部", "org_code": "A1", "held_on": date(2025, 3, 7), "activity_type": "支部党员大会、党课",
        "topic": "学习全会精神", "expected": 20, "attended": 18, "on_leave": 2, "duration_hours": 1.5,
        "participants": 18, "attendance_rate": 90.0,
    },
    "attendance": {
        "org": "一小支部", "org_code": "A1", "held_on": date(2025, 3, 7), "topic": "学习全会精神", "name": "赵示例",
        "attendance": "出席", "person_key": "k1",
    },
    "training": {
        "org": "一小支部", "org_code": "A1", "name": "赵示例", "trained_on": date(2025, 4, 8), "course": "党员轮训",
        "training_type": "集中轮训", "hours": 4.0, "person_key": "k1",
    },
    "discipline": {
        "case_no": "C1", "org": "一小支部", "org_code": "A1", "decided_on": date(2025, 2, 28), "subject_type": "党员",
        "person_key": "k1", "measure_class": "党纪处分", "measure": "警告", "form": "第二种",
        "effect_ends_on": date(2026, 2, 27),
    },
    "survey": {
        "survey_name": "年度测评", "survey_type": "党建满意度", "surveyed_on": date(2025, 11, 20), "org": "一小支部",
        "org_code": "A1", "evaluator": "教师", "item": "总体评价", "grade": "满意", "score": 95.0, "votes": 12,
        "form_no": "1",
    },
    "survey_return": {
        "survey_name": "年度测评", "org": "一小支部", "org_code": "A1", "sent": 50, "returned_count": 48, "valid": 47,
    },
    "problem": {
        "problem_no": "W1", "org": "一小支部", "org_code": "A1", "source": "巡察", "category": "组织生活",
        "description": "会议记录不全", "raised_on": date(2025, 3, 1), "due_on": date(2025, 6, 30),
        "closed_on": date(2025, 6, 1),
    },
}  # fmt: skip

# A part of the key that can differ from row to row without breaking a rule.
TOLD_APART_BY = {
    "school": "school_code", "organisation": "org_code", "organisation_event": "org_code", "member": "person_key",
    "activity": "topic", "attendance": "topic", "training": "person_key", "discipline": "case_no",
    "survey": "form_no", "survey_return": "survey_name", "problem": "problem_no",
}  # fmt: skip


def frame_of(ledger: str, changes: Iterable[dict[str, Any]]) -> pl.DataFrame:
    """One row a change, from row 3 on: the faultless row with a key of its own, changed."""
    columns = columns_of(load_ledgers()[ledger])
    apart = TOLD_APART_BY[ledger]
    rows = [
        {"_sheet": SHEET, "_row": FIRST_ROW + place} | FAULTLESS[ledger] | {apart: f"第{place}个"} | change
        for place, change in enumerate(changes)
    ]
    schema = {"_sheet": pl.String(), "_row": pl.Int64()} | {name: column.dtype for name, column in columns.items()}
    return pl.DataFrame({name: [row.get(name) for row in rows] for name in schema}, schema=schema)
