"""评议、廉政档案、责任书、标准化、述学述职、结对、荣誉、要点: a faultless row and the trials of every rule."""

from datetime import date
from typing import Any

from tests.expectations.trials import AS_OF, NO_ORGANISATION, NOBODY, Row, Trial, in_future, out_of_order, too_early

FAULTLESS: dict[str, Row] = {
    "appraisal": {
        "year": 2025, "org": "一小支部", "org_code": "A1", "name": "赵示例", "person_key": "k1", "grade": "优秀",
    },
    "integrity_file": {
        "org": "一小支部", "org_code": "A1", "name": "赵示例", "person_key": "k1", "filed_on": date(2023, 3, 20),
        "updated_on": date(2025, 3, 18), "relatives_covered": 6,
    },
    "pledge": {
        "year": 2025, "pledge_type": "党员目标管理责任书", "org": "一小支部", "org_code": "A1", "name": "赵示例",
        "person_key": "k1", "signed_on": date(2025, 2, 20), "score": 95.0,
    },
    "standardisation": {
        "year": 2025, "org": "一小支部", "org_code": "A1", "round": "第一批", "is_planned": True,
        "item": "党内组织生活", "points": 9.5, "full_points": 10.0, "conclusion": "达标",
    },
    "deliverable": {
        "year": 2025, "org": "一小支部", "org_code": "A1", "name": "赵示例", "person_key": "k1",
        "deliverable_type": "学习报告", "done_on": date(2025, 6, 30), "title": "谈课堂实效",
    },
    "outreach": {
        "org": "一小支部", "org_code": "A1", "name": "赵示例", "person_key": "k1", "subject_type": "困难学生",
        "paired_on": date(2024, 9, 10), "released_on": date(2025, 7, 1),
    },
    "honour": {
        "org": "一小支部", "org_code": "A1", "name": "赵示例", "person_key": "k1", "honour_type": "先锋岗",
        "title": "党员先锋岗", "level": "区级", "awarded_on": date(2025, 6, 30),
    },
    "work_task": {
        "year": 2025, "task_no": "YD01", "field": "全面从严治党", "task": "纪律教育", "org": "一小支部",
        "org_code": "A1", "due_on": date(2025, 6, 30), "done_on": date(2025, 6, 20),
    },
}  # fmt: skip

# What can differ from row to row without breaking a rule; acceptances of one organisation are judged together.
TOLD_APART_BY = {
    "appraisal": "person_key", "integrity_file": "person_key", "pledge": "person_key", "standardisation": "org_code",
    "deliverable": "person_key", "outreach": "person_key", "honour": "title", "work_task": "task_no",
}  # fmt: skip

NO_NAME: Row = {"name": None, "person_key": None}


def too_early_a_year(**beside: Any) -> Trial:
    return "year_not_before", {"year": 1999}, {"year": 2000} | beside, "“年度”是1999，早于2000"


WRITTEN: dict[str, list[Trial]] = {
    "appraisal": [
        too_early_a_year(),
        ("year_begun", {"year": 2026}, {"year": 2025}, "“年度”是2026，到2025年12月31日这一年还没有开始"),
        NO_ORGANISATION,
        NOBODY,
    ],
    "integrity_file": [
        in_future("filed_on", updated_on=None),
        too_early("filed_on", 2000),
        in_future("updated_on"),
        out_of_order("updated_on", "建档日期", date(2023, 3, 20)),
        NO_ORGANISATION,
        NOBODY,
        ("relatives_usual", {"relatives_covered": 51}, {"relatives_covered": 50}, "“覆盖亲属人数”是51"),
    ],
    "pledge": [
        too_early_a_year(signed_on=date(2000, 1, 1)),
        (
            "year_near",
            {"year": 2027, "signed_on": AS_OF},
            {"year": 2026, "signed_on": AS_OF},
            "“年度”是2027，比2025年12月31日晚了不止一年",
        ),
        in_future("signed_on", year=2026),
        too_early("signed_on", 2000, year=2000),
        ("signed_for_the_year", {"year": 2024}, {"year": 2026}, "“年度”是2024，“签订日期”却是2025年2月20日"),
        NO_ORGANISATION,
        NOBODY,
        ("person_given", NO_NAME, NO_NAME | {"pledge_type": "党建目标责任书"}, "没有填“姓名”"),
        ("score_possible", {"score": -0.5}, {"score": 0.0}, "“考核得分”是-0.5，不在零到二百之间"),
        ("score_usual", {"score": 120.5}, {"score": 120.0}, "“考核得分”是120.5，超过一百二十分"),
    ],
    "standardisation": [
        too_early_a_year(),
        ("year_begun", {"year": 2026}, {"year": 2025}, "“年度”是2026，到2025年12月31日这一年还没有开始"),
        NO_ORGANISATION,
        ("full_points_possible", {"full_points": 0.0, "points": None}, {"full_points": 9.5}, "“满分”是0，"),
        ("points_possible", {"points": -0.5}, {"points": 0.0}, "“得分”是-0.5，不能是负数"),
        ("points_at_most", {"points": 10.5}, {"points": 10.0}, "“得分”（10.5）多于“满分”（10）"),
        (
            "conclusion_agrees",
            {"org_code": "A2", "conclusion": "未达标", "item": "活动场所建设"},
            {"org_code": "A3", "conclusion": "未达标", "item": "活动场所建设"},
            "是未达标，同一党组织2025年另有一行是达标",
        ),
        ("plan_given", {"is_planned": None}, {"is_planned": False}, "2025年各行都没有填“计划达标”"),
    ],
    "deliverable": [
        too_early_a_year(done_on=date(2000, 6, 30)),
        (
            "year_begun",
            {"year": 2026},
            {"year": 2026, "deliverable_type": "实施方案"},
            "“年度”是2026，到2025年12月31日",
        ),
        in_future("done_on"),
        too_early("done_on", 2000, year=2000),
        ("done_for_the_year", {"year": 2023}, {"year": 2024}, "“年度”是2023，“完成日期”却是2025年6月30日"),
        NO_ORGANISATION,
        NOBODY,
    ],
    "outreach": [
        in_future("paired_on", released_on=None),
        too_early("paired_on", 2000),
        out_of_order("released_on", "结对日期", date(2024, 9, 10)),
        in_future("released_on"),
        NO_ORGANISATION,
        NOBODY,
        ("person_given", NO_NAME, NO_NAME | {"subject_type": "村社"}, "没有填党员的“姓名”"),
    ],
    "honour": [
        in_future("awarded_on"),
        too_early("awarded_on", 1980),
        NO_ORGANISATION,
        NOBODY,
        ("person_given", NO_NAME, NO_NAME | {"honour_type": "党建品牌"}, "“类型”是先锋岗，却没有填“姓名”"),
    ],
    "work_task": [
        too_early_a_year(due_on=date(2000, 6, 30)),
        (
            "year_near",
            {"year": 2027, "done_on": None},
            {"year": 2026, "due_on": date(2026, 12, 31), "done_on": None},
            "“年度”是2027，比2025年12月31日晚了不止一年",
        ),
        too_early("due_on", 2000, year=2000),
        ("due_in_the_year", {"due_on": date(2026, 1, 1)}, {"due_on": AS_OF}, "“完成时限”却是2026年1月1日"),
        in_future("done_on"),
        ("done_on_not_before", {"done_on": date(1999, 12, 31)}, {"done_on": date(2025, 1, 1)}, "早于2000年1月1日"),
        ("done_since_the_year_began", {"done_on": date(2024, 12, 31)}, {}, "“完成日期”却是2024年12月31日"),
        NO_ORGANISATION,
    ],
}

# Acceptances beside those on trial: another row of the same organisation says something else, or says what is missing.
BESIDE: dict[str, list[Row]] = {"standardisation": [{"org_code": "A2"}, {"org_code": "A3", "conclusion": "未达标"}]}
