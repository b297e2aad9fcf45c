"""What the published build knew of the standards and made of them, so that the next can say what a change did."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from ingest.errors import UserError
from pipeline.warehouse.publish import current_build

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
VALUE: dict[str, pl.DataType] = {
    "indicator_code": pl.String(),
    "unit_level": pl.String(),
    "unit_id": pl.String(),
    "year": pl.Int64(),
    "status": pl.String(),
    "value": pl.Float64(),
}
CHANGE: dict[str, pl.DataType] = {
    "change_id": pl.String(),
    "changed_at": pl.Datetime("us"),
    "build_id": pl.String(),
    "as_of": pl.Date(),
    "standard": pl.String(),
    "indicator_code": pl.String(),
    "before_text": pl.String(),
    "after_text": pl.String(),
    "ledgers_changed": pl.Boolean(),
}
CHANGE_UNIT: dict[str, pl.DataType] = {
    "change_id": pl.String(),
    "indicator_code": pl.String(),
    "unit_level": pl.String(),
    "unit_id": pl.String(),
    "year": pl.Int32(),
    "status_before": pl.String(),
    "status_after": pl.String(),
    "value_before": pl.Float64(),
    "value_after": pl.Float64(),
}
_YEARLY = """
    select indicator_code, unit_level, unit_id, year, status, value from marts.indicator_value
    where period_type = 'year' and breakdown is null
"""


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


def previous(warehouse: Path, live_batches: set[str], as_of: date) -> dict[str, pl.DataFrame]:
    """What the published build holds: lines, yearly values and past changes, all empty before the first build.

    `previous_run` has one row: whether the next build looks at other ledgers or another day as well.
    """
    empty = {
        "previous_line": pl.DataFrame(schema=LINE),
        "previous_value": pl.DataFrame(schema=VALUE),
        "past_change": pl.DataFrame(schema=CHANGE),
        "past_change_unit": pl.DataFrame(schema=CHANGE_UNIT),
        "previous_run": pl.DataFrame({"ledgers_changed": [False]}),
    }
    try:
        connection = duckdb.connect(str(current_build(warehouse)), read_only=True)
    except UserError:
        return empty
    try:
        known = {str(row[0]) for row in connection.execute("select table_name from duckdb_tables()").fetchall()}
        if not {"standard_line", "standard_change", "standard_change_unit"} <= known:
            return empty  # published by an earlier release
        batches = {str(row[0]) for row in connection.execute("select batch from marts.batch").fetchall()}
        seen = connection.execute("select as_of from marts.build_info").fetchall()
        return {
            "previous_line": connection.sql("select * from marts.standard_line").pl().cast(LINE),
            "previous_value": connection.sql(_YEARLY).pl().cast(VALUE),
            "past_change": connection.sql("select * from marts.standard_change").pl().cast(CHANGE),
            "past_change_unit": connection.sql("select * from marts.standard_change_unit").pl().cast(CHANGE_UNIT),
            "previous_run": pl.DataFrame({"ledgers_changed": [batches != live_batches or seen != [(as_of,)]]}),
        }
    finally:
        connection.close()
