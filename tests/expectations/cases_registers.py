"""Registers, activities, training, discipline, surveys, problems: a faultless row and the trials of every rule."""

from datetime import date
from typing import Any

from tests.expectations.trials import (
    NO_ORGANISATION,
    NOBODY,
    TOMORROW,
    Trial,
    in_future,
    out_of_order,
    too_early,
    unresolved,
)

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

WRITTEN: dict[str, list[Trial]] = {
    "organisation": [
        too_early("founded_on", 1921),
        out_of_order("dissolved_on", "成立日期", date(2001, 7, 1)),
        ("parent_resolved", {"parent_code": None}, {"parent_code": None, "parent": None}, "“东片区党委”没有对应到"),
        unresolved("schools", "school_codes", "示例一小"),
    ],
    "organisation_event": [in_future("event_on"), too_early("event_on", 1921), NO_ORGANISATION],
    "member": [
        in_future("joined_on", full_on=None),
        in_future("in_on", out_on=None),
        in_future("born_on", joined_on=None),
        too_early("joined_on", 1921, born_on=None),
        too_early("born_on", 1900),
        out_of_order("full_on", "入党日期", date(2003, 7, 1)),
        out_of_order("out_on", "转入日期", date(2010, 9, 1)),
        NO_ORGANISATION,
        unresolved("school", "school_code", "示例一小"),
        (
            "grown_up_when_joining",
            {"joined_on": date(1998, 3, 6)},
            {"joined_on": date(1998, 3, 7)},
            "“出生日期”1980年3月7日算还不满十八岁",
        ),
        (
            "full_member_already",
            {"full_on": TOMORROW},
            {"full_on": TOMORROW, "member_type": "预备党员"},
            "“转正日期”2026年1月1日却晚于",
        ),
        (
            "exempt_since",
            {"exempt_for": "重病"},
            {"exempt_for": "重病", "exempt_days": "2025-03-01起"},
            "“不作硬性要求”填了重病，没有可用的起止日期",
        ),
        (
            "party_status_since",
            {"party_status": "流动"},
            {"party_status": "流动", "party_status_days": "2025-03-01起"},
            "“党籍状态”填了流动，没有可用的起止日期",
        ),
        NOBODY,
    ],
    "activity": [
        in_future("held_on"),
        too_early("held_on", 2000),
        NO_ORGANISATION,
        (
            "attended_at_most",
            {"attended": 21, "on_leave": None},
            {"attended": 20, "on_leave": None},
            "（21）多于“应到人数”（20）",
        ),
        ("attended_and_on_leave", {"on_leave": 3}, {"on_leave": 2}, "实到18人加请假3人，多于应到20人"),
        ("duration_possible", {"duration_hours": 90.0}, {"duration_hours": 0.5}, "90小时，不可能"),
        ("duration_usual", {"duration_hours": 8.5}, {"duration_hours": 8.0}, "8.5小时，超过八小时"),
        ("attendance_rate_possible", {"attendance_rate": 101.0}, {"attendance_rate": 100.0}, "“到课率”是101"),
        ("rate_without_head_count", {"attended": None}, {"attended": 18}, "只填了“到课率”90"),
        ("expected_given", {"expected": None}, {}, "没有填“应到人数”"),
        (
            "attended_given",
            {"attended": None, "attendance_rate": None},
            {"attendance_rate": None},
            "没有填“实到人数”",
        ),
        ("somebody_came", {"attended": 0}, {"attended": 1}, "“实到人数”是0"),
        (
            "activity_type_several_of",
            {"activity_type": "党课、唱歌"},
            {"activity_type": "党课"},
            "“唱歌”不是规定的值",
        ),
    ],
    "attendance": [
        in_future("held_on"),
        too_early("held_on", 2000),
        NO_ORGANISATION,
        ("person_known", {"person_key": None}, {"person_key": None, "attendance": "列席"}, "“赵示例”"),
    ],
    "training": [
        in_future("trained_on"),
        too_early("trained_on", 2000),
        NO_ORGANISATION,
        NOBODY,
        ("hours_possible", {"hours": 0.0}, {"hours": 0.5}, "“学时”是0"),
        ("hours_of_the_day_usual", {"hours": 8.5}, {"hours": 8.0}, "2025年4月8日这一天共登记8.5学时"),
    ],
    "discipline": [
        in_future("decided_on"),
        too_early("decided_on", 2000),
        out_of_order("effect_ends_on", "决定日期", date(2025, 2, 28)),
        NO_ORGANISATION,
        (
            "party_discipline_kind",
            {"measure": "记过"},
            {"measure": "记过", "measure_class": "政务处分"},
            "却是“记过”",
        ),
        ("subject_known", {"person_key": None}, {}, "“当事人编号”不能空着"),
    ],
    "survey": [
        in_future("surveyed_on"),
        too_early("surveyed_on", 2000),
        NO_ORGANISATION,
        ("answered", {"grade": None, "score": None}, {"grade": "弃权", "score": None}, "都是空的"),
        ("score_possible", {"score": 100.5}, {"score": 100.0}, "“得分”是100.5"),
    ],
    "survey_return": [
        NO_ORGANISATION,
        ("returned_count_at_most", {"returned_count": 51}, {"returned_count": 50}, "（51）多于“发放数”（50）"),
        ("valid_at_most", {"valid": 49}, {"valid": 48}, "（49）多于“收回数”（48）"),
    ],
    "problem": [
        in_future("raised_on", due_on=TOMORROW, closed_on=None),
        in_future("closed_on"),
        too_early("raised_on", 2000),
        ("due_on_not_before", {"raised_on": None, "due_on": date(1999, 12, 31)}, {}, "早于2000年1月1日"),
        ("closed_on_not_before", {"closed_on": date(1999, 12, 31)}, {"closed_on": None}, "早于2000年1月1日"),
        out_of_order("due_on", "提出日期", date(2025, 3, 1)),
        out_of_order("closed_on", "提出日期", date(2025, 3, 1)),
        NO_ORGANISATION,
    ],
}
