"""Every line of the standards (标准表) in words, so that a change of one can be told."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import polars as pl

TITLES = {
    "activity_type": "活动类型",
    "admission_step": "发展党员程序",
    "attendance_status": "出勤情况",
    "branch_shape": "支部设置规范",
    "breakdown_value": "分项",
    "check_rule": "需核实规则",
    "deadline": "办理期限",
    "disclosure": "小数保护",
    "discipline_effect": "影响期",
    "evaluator_weight": "三评权重",
    "fixed_day": "固定主题党日",
    "forecast_left_out": "不作预测的口径",
    "forecast_rule": "进度预测规则",
    "forecast_way": "进度预测方法",
    "grade_scale": "评价等次分值",
    "hours_threshold": "学时门槛",
    "indicator_standard": "达标标准",
    "organisation_type": "组织类别",
    "period_start_month": "周期",
    "period_type": "周期汇总",
    "pledge_band": "责任书等次",
    "problem_rule": "问题核实与到期",
    "public_holiday": "法定节假日",
    "reporting_calendar": "报送日历",
    "review_band": "综合得分区间",
    "review_rule": "综合得分否决与上限",
    "review_weight": "综合得分权重",
    "scope": "适用范围",
    "size_band": "规模分档",
    "topic_band": "专题图表分档",
    "work_field": "要点领域",
    "work_plan": "年度要点",
}
"""What people call each file of data/standards. Notes on time axes (dated_note) are no standard."""

_WORDS = {
    ">=": "不低于",
    "<=": "不高于",
    "yes": "是",
    "no": "否",
    "any": "全部党组织",
    "branch": "支部",
    "school": "学校",
    "school_org": "学校一级党组织",
    "district": "区",
    "area": "片区",
    "month": "月",
    "quarter": "季度",
    "semester": "学期",
    "year": "年",
}
_IDENTIFIER = re.compile(r"[a-z_]+")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
LINE: dict[str, pl.DataType] = {"standard": pl.String(), "indicator_code": pl.String(), "line": pl.String()}


def standard_lines(folder: Path) -> pl.DataFrame:
    """One row a line of each file of `folder`: what the file is called, its indicator if any, the line in words."""
    rows = [
        (title, line.get("indicator_code"), _in_words(line))
        for name, title in TITLES.items()
        if (folder / f"{name}.csv").exists()
        for line in csv.DictReader((folder / f"{name}.csv").read_text(encoding="utf-8").splitlines())
    ]
    return pl.DataFrame(rows, schema=LINE, orient="row")


def _in_words(line: dict[str, str]) -> str:
    words = (_WORDS.get(value, value) for name, value in line.items() if value and name != "indicator_code")
    return "，".join(_day(word) for word in words if not _IDENTIFIER.fullmatch(word))


def _day(text: str) -> str:
    found = _DAY.fullmatch(text)
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日" if found else text
