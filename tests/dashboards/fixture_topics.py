"""What the topics count, for the fixture warehouse: small, with hidden votes and hidden discipline counts."""

from __future__ import annotations

import datetime as dt

SCHEMA = """
create table marts.topic_count(measure text, unit_level text, unit_id text, year bigint, month date, series text,
  category text, category_order double, number double);
create table marts.topic_survey(unit_level text, unit_id text, year bigint, survey_type text, item text, evaluator text,
  is_shown boolean, valid double, mean_points double, best_share double, best_lower_95 double, best_upper_95 double);
create table marts.topic_grade(unit_level text, unit_id text, year bigint, survey_type text, grade text,
  coefficient double, is_shown boolean, votes double, share double);
create table marts.topic_response(unit_level text, unit_id text, year bigint, survey_type text, sent double,
  valid double, rate double, lower_95 double, upper_95 double);
create table marts.topic_discipline(unit_level text, unit_id text, year bigint, quarter date, form text,
  decisions bigint);
create table marts.topic_form(unit_level text, unit_id text, year bigint, form text, decisions double,
  is_suppressed boolean);
"""

PLACES = (("district", "D1"), ("area", "A1"), ("school", "S1"), ("branch", "B1"))
SPRING = dt.date(2026, 3, 1)
COUNTS = [
    # measure, month, series, category, order, number
    ("life_attendance", SPRING, "党课", "80%以下", 0, 3),
    ("life_attendance", SPRING, "党课", "全勤", 100, 4),
    ("life_attendance", SPRING, "全部活动", "80%以下", 0, 3),
    ("life_attendance", SPRING, "全部活动", "全勤", 100, 8),
    ("life_kind", SPRING, "", "党课", 0, 7),
    ("life_kind", dt.date(2026, 4, 1), "", "主题党日", 0, 4),
    ("study_hours", SPRING, "", "集中培训", 0, 12.5),
    ("problem_open_age", dt.date(2026, 6, 1), "已逾期", "一年以上", 366, 9),
    ("organisation", dt.date(2025, 12, 1), "小型", "党支部", 0, 11),
    ("organisation", dt.date(2026, 6, 1), "小型", "党支部", 0, 13),
    ("honour", SPRING, "党建品牌", "省级", 0, 14),
]
"""The same for the units of PLACES; nothing for the others."""

_HIDDEN = (None,) * 5
TABLES: dict[str, list[tuple[object, ...]]] = {
    "topic_count": [
        (measure, *place, month.year, month, series, category, order, number)
        for place in PLACES
        for measure, month, series, category, order, number in COUNTS
    ],
    "topic_survey": [
        (*place, 2026, "党建满意度", "总体评价", evaluator, *rest)
        for place in PLACES
        for evaluator, *rest in (
            ("党员", True, 30.0, 91.5, 80.0, 62.7, 90.5),
            ("教师", False, *_HIDDEN),
            ("学生家长", False, *_HIDDEN),
        )
    ],
    "topic_grade": [
        (*place, 2026, "党建满意度", grade, points, True, votes, share)
        for place in PLACES
        for grade, points, votes, share in (("满意", 100, 30.0, 75.0), ("不满意", 0, 10.0, 25.0))
    ],
    "topic_response": [(*place, 2026, "党建满意度", 50.0, 40.0, 80.0, 66.9, 88.8) for place in PLACES],
    "topic_discipline": [("branch", "B2", 2025, dt.date(2025, 4, 1), "第二种", 6)],
    "topic_form": [
        ("district", "D1", 2024, "第一种", 7.0, False),
        ("district", "D1", 2025, "第一种", 2.0, True),
        ("district", "D1", 2025, "第二种", 6.0, True),
        ("area", "A1", 2025, "第二种", 6.0, True),
    ],
}
