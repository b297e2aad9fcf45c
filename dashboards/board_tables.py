"""Tables of the boards, with the Chinese headers that people and downloads see; pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from operator import itemgetter
from typing import Any

import polars as pl

from dashboards.tables import table
from dashboards.theme import ACCEPTANCE, BANDS, CHANGES, CONCLUSIONS, ENDINGS, LEVELS, NO_CONCLUSION
from dashboards.words import count, date_text, number, status_label

Row = dict[str, Any]
_COUNTS = dict.fromkeys(("共", "已到期", "按时完成", "逾期完成", "逾期未完成", "未到期", "逾期天数"), pl.Int64)


def _text(name: str) -> Callable[[Row], object]:
    return lambda row: row[name] or "—"


def _day(name: str) -> Callable[[Row], object]:
    return lambda row: date_text(row[name])


_PLACE: dict[str, Callable[[Row], object]] = {
    "单位": lambda row: row["org_name"],
    "学校": _text("school_name"),
    "片区": _text("area_name"),
}
_PROGRESS: dict[str, Callable[[Row], object]] = {
    "共": lambda row: row["tasks"],
    "已到期": lambda row: row["due"],
    "按时完成": lambda row: row["done"],
    "逾期完成": lambda row: row["done_late"],
    "逾期未完成": lambda row: row["overdue"],
    "未到期": lambda row: row["to_come"],
}


def progress(frame: pl.DataFrame, by: str) -> pl.DataFrame:
    """Return the progress of the year's tasks by field, task, area or organisation."""
    heads: dict[str, dict[str, Callable[[Row], object]]] = {
        "field": {"领域": _text("field")},
        "task": {"编号": _text("task_no"), "要点": _text("task"), "领域": _text("field")},
        "area": {"片区": lambda row: row["area_name"] or "区直"},
        "organisation": _PLACE,
    }
    return table(frame, heads[by] | _PROGRESS, _COUNTS)


def overdue_tasks(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the tasks that are overdue, and for how long."""
    return table(
        frame,
        _PLACE
        | {
            "领域": _text("field"),
            "编号": _text("task_no"),
            "要点": _text("task"),
            "完成时限": _day("due_on"),
            "逾期天数": lambda row: row["days_over"],
        },
        _COUNTS,
    )


def rounds(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the batches of the year's plan."""
    names = {"计划": "planned", "验收达标": "accepted", "尚未达标": "not_yet", "计划外": "unplanned"}
    columns: dict[str, Callable[[Row], object]] = {"批次": _text("round")}
    columns |= {word: itemgetter(name) for word, name in names.items()}
    return table(frame, columns, dict.fromkeys(names, pl.Int64))


def acceptance(frame: pl.DataFrame) -> pl.DataFrame:
    """Return organisations on the board of 标准化建设."""
    return table(
        frame,
        _PLACE
        | {
            "批次": _text("round"),
            "状态": lambda row: ACCEPTANCE[row["state"]].label,
            "得分/满分": lambda row: f"{count(row['points'])}/{count(row['full_points'])}",
            "项目数": lambda row: row["items"],
        },
        {"项目数": pl.Int64},
    )


def items(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the cells of the board as rows."""
    return table(
        frame,
        _PLACE
        | {
            "项目": _text("item"),
            "得分/满分": lambda row: f"{count(row['points'])}/{count(row['full_points'])}",
            "验收结论": lambda row: CONCLUSIONS.get(str(row["conclusion"]), NO_CONCLUSION).label,
            "批次": _text("round"),
        },
    )


def deadlines(frame: pl.DataFrame) -> pl.DataFrame:
    """Return what ends, soonest first; what is over says since when."""
    return table(
        frame,
        _PLACE
        | {
            "事项": lambda row: ENDINGS[row["kind"]].word + (f"（{row['what']}）" if row["what"] else ""),
            "到期日": _day("ends_on"),
            "还有": lambda row: f"● 已过 {-row['days_left']} 天" if row["days_left"] < 0 else f"{row['days_left']} 天",
        },
    )


def endings(frame: pl.DataFrame) -> pl.DataFrame:
    """Return what ends in each month as rows."""
    return table(
        frame,
        {
            "月份": lambda row: f"{row['month'].year}年{row['month'].month}月",
            "事项": lambda row: ENDINGS[row["kind"]].word if row["kind"] else "—",
            "数量": lambda row: row["endings"],
        },
        {"数量": pl.Int64},
    )


def stages(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the pipeline by stage."""
    words = {
        "现有人数": "candidates",
        "其中有逾期程序": "candidates_overdue",
        "逾期程序数": "overdue",
        "一线骨干教师": "frontline",
    }
    columns: dict[str, Callable[[Row], object]] = {"阶段": _text("stage")}
    columns |= {word: itemgetter(name) for word, name in words.items()}
    return table(frame, columns, dict.fromkeys(words, pl.Int64))


def steps(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the twenty-five steps with how often each stands where."""
    words = {"共": "steps", "按时完成": "done", "逾期完成": "done_late", "逾期未完成": "overdue", "未到期": "to_come"}
    columns: dict[str, Callable[[Row], object]] = {
        "序号": lambda row: count(row["step_order"]),
        "程序": _text("step"),
        "阶段": lambda row: row["stage"] or "程序名称待核实",
    }
    columns |= {word: itemgetter(name) for word, name in words.items()}
    return table(frame, columns, dict.fromkeys(words, pl.Int64))


def overdue_steps(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the steps that are overdue."""
    return table(
        frame,
        _PLACE
        | {
            "编号": _text("candidate_no"),
            "程序": _text("step"),
            "应完成日期": _day("due_on"),
            "逾期天数": lambda row: row["days_over"],
            "阶段": _text("stage"),
        },
        _COUNTS,
    )


def bands(frame: pl.DataFrame) -> pl.DataFrame:
    """Return how many pledges of each unit fell into each band."""
    columns: dict[str, Callable[[Row], object]] = {
        "单位": lambda row: row["unit_name"],
        "片区": _text("area_name"),
        "已考核": lambda row: row["scored"],
    }
    columns |= {BANDS[name].word: itemgetter(name) for name in list(BANDS)[::-1]}
    return table(frame, columns, {"已考核": pl.Int64} | {style.word: pl.Int64 for style in BANDS.values()})


def failed(frame: pl.DataFrame) -> pl.DataFrame:
    """Return who scored in the lowest band; for those who may see names."""
    return table(
        frame,
        _PLACE
        | {
            "姓名": lambda row: row["member_name"] or "（没有姓名）",
            "责任书": _text("pledge_type"),
            "得分": lambda row: row["score"],
        },
        {"得分": pl.Float64},
    )


def flags(frame: pl.DataFrame) -> pl.DataFrame:
    """Return rows that somebody should look at, with the reason."""
    return table(
        frame,
        {
            "核实事项": _text("label"),
            "原因": _text("detail"),
            "党组织": _text("org_name"),
            "日期": _day("row_date"),
            "台账": _text("ledger_title"),
            "文件": _text("file"),
            "工作表": _text("sheet"),
            "行": lambda row: row["row_number"],
        },
        {"行": pl.Int64},
    )


def rules(frame: pl.DataFrame) -> pl.DataFrame:
    """Return how much each check points at."""
    return table(
        frame,
        {
            "核实事项": _text("label"),
            "标出行数": lambda row: row["flagged"],
            "党组织数": lambda row: row["organisations"],
        },
        {"标出行数": pl.Int64, "党组织数": pl.Int64},
    )


def trials(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the units whose answer another threshold would change."""
    return table(
        frame,
        {
            "单位": lambda row: row["unit_name"],
            "层级": lambda row: LEVELS[row["unit_level"]],
            "变化": lambda row: CHANGES[row["change"]].label,
            "现在的数值": lambda row: number(row["value_before"], row["unit"]),
            "试算的数值": lambda row: number(row["value_after"], row["unit"]),
            "学校": _text("school_name"),
            "片区": _text("area_name"),
        },
    )


def trial_counts(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the counts before and after, by level and 片区."""
    words = {
        "有数值": "units",
        "现行标准下达标": "met_before",
        "试算标准下达标": "met_after",
        "变为达标": "better",
        "变为未达标": "worse",
    }
    columns: dict[str, Callable[[Row], object]] = {
        "层级": lambda row: LEVELS[row["unit_level"]],
        "片区": lambda row: "合计" if row["is_whole"] else row["area_name"] or "未分片区",
    }
    columns |= {word: itemgetter(name) for word, name in words.items()}
    return table(frame, columns, dict.fromkeys(words, pl.Int64))


def versions(frame: pl.DataFrame) -> pl.DataFrame:
    """Return every version of every standard."""
    return table(
        frame,
        {
            "标准": _text("standard"),
            "指标": lambda row: row["name_zh"] or row["indicator_code"] or "—",
            "内容": _text("text"),
            "起": _day("valid_from"),
            "止": lambda row: date_text(row["valid_to"]) if row["valid_to"] else "至今",
            "是否启用": lambda row: "启用" if row["is_active"] else "未启用",
            "确认人": lambda row: row["confirmed_by"] or "未确认（灰色，不作判断）",
            "依据": _text("source"),
        },
    )


def changes(frame: pl.DataFrame) -> pl.DataFrame:
    """Return every change of a standard, with how many units moved."""
    return table(
        frame,
        {
            "日期": lambda row: when(row["changed_at"]),
            "标准": _text("standard"),
            "指标": _text("name_zh"),
            "状态改变的支部": lambda row: row["branches"],
            "状态改变的学校": lambda row: row["schools"],
            "同时有新台账": lambda row: "是" if row["ledgers_changed"] else "否",
            "原来": _text("before_text"),
            "现在": _text("after_text"),
        },
        {"状态改变的支部": pl.Int64, "状态改变的学校": pl.Int64},
    )


def change_units(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the units whose status changed with a standard."""
    return table(
        frame,
        {
            "单位": lambda row: row["unit_name"],
            "层级": lambda row: LEVELS[row["unit_level"]],
            "指标": _text("name_zh"),
            "年度": lambda row: f"{row['year']}年",
            "变更前": lambda row: status_label(row["status_before"]),
            "变更后": lambda row: status_label(row["status_after"]),
            "变更前数值": lambda row: number(row["value_before"], row["unit"]),
            "变更后数值": lambda row: number(row["value_after"], row["unit"]),
            "片区": _text("area_name"),
        },
    )


def when(moment: dt.datetime | dt.date | None) -> str:
    """Return the day of a change."""
    return date_text(moment.date() if isinstance(moment, dt.datetime) else moment)
