"""Tables of the boards, with the Chinese headers that people and downloads see; pure."""

from __future__ import annotations

from operator import itemgetter

import polars as pl

from dashboards.tables import Column, day, table, text
from dashboards.theme import ACCEPTANCE, BANDS, CONCLUSIONS, ENDINGS, NO_CONCLUSION
from dashboards.words import count

_COUNTS = dict.fromkeys(("共", "已到期", "按时完成", "逾期完成", "逾期未完成", "未到期", "逾期天数"), pl.Int64)
_PLACE: dict[str, Column] = {
    "单位": lambda row: row["org_name"],
    "学校": text("school_name"),
    "片区": text("area_name"),
}
_PROGRESS: dict[str, Column] = {
    "共": lambda row: row["tasks"],
    "已到期": lambda row: row["due"],
    "按时完成": lambda row: row["done"],
    "逾期完成": lambda row: row["done_late"],
    "逾期未完成": lambda row: row["overdue"],
    "未到期": lambda row: row["to_come"],
}


def progress(frame: pl.DataFrame, by: str) -> pl.DataFrame:
    """Return the progress of the year's tasks by field, task, area or organisation."""
    heads: dict[str, dict[str, Column]] = {
        "field": {"领域": text("field")},
        "task": {"编号": text("task_no"), "要点": text("task"), "领域": text("field")},
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
            "领域": text("field"),
            "编号": text("task_no"),
            "要点": text("task"),
            "完成时限": day("due_on"),
            "逾期天数": lambda row: row["days_over"],
        },
        _COUNTS,
    )


def rounds(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the batches of the year's plan."""
    names = {"计划": "planned", "验收达标": "accepted", "尚未达标": "not_yet", "计划外": "unplanned"}
    columns: dict[str, Column] = {"批次": text("round")}
    columns |= {word: itemgetter(name) for word, name in names.items()}
    return table(frame, columns, dict.fromkeys(names, pl.Int64))


def acceptance(frame: pl.DataFrame) -> pl.DataFrame:
    """Return organisations on the board of 标准化建设."""
    return table(
        frame,
        _PLACE
        | {
            "批次": text("round"),
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
            "项目": text("item"),
            "得分/满分": lambda row: f"{count(row['points'])}/{count(row['full_points'])}",
            "验收结论": lambda row: CONCLUSIONS.get(str(row["conclusion"]), NO_CONCLUSION).label,
            "批次": text("round"),
        },
    )


def deadlines(frame: pl.DataFrame) -> pl.DataFrame:
    """Return what ends, soonest first; what is over says since when."""
    return table(
        frame,
        _PLACE
        | {
            "事项": lambda row: ENDINGS[row["kind"]].word + (f"（{row['what']}）" if row["what"] else ""),
            "到期日": day("ends_on"),
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
    columns: dict[str, Column] = {"阶段": text("stage")}
    columns |= {word: itemgetter(name) for word, name in words.items()}
    return table(frame, columns, dict.fromkeys(words, pl.Int64))


def steps(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the twenty-five steps with how often each stands where."""
    words = {"共": "steps", "按时完成": "done", "逾期完成": "done_late", "逾期未完成": "overdue", "未到期": "to_come"}
    columns: dict[str, Column] = {
        "序号": lambda row: count(row["step_order"]),
        "程序": text("step"),
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
            "编号": text("candidate_no"),
            "程序": text("step"),
            "应完成日期": day("due_on"),
            "逾期天数": lambda row: row["days_over"],
            "阶段": text("stage"),
        },
        _COUNTS,
    )


def bands(frame: pl.DataFrame) -> pl.DataFrame:
    """Return how many pledges of each unit fell into each band."""
    columns: dict[str, Column] = {
        "单位": lambda row: row["unit_name"],
        "片区": text("area_name"),
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
            "责任书": text("pledge_type"),
            "得分": lambda row: row["score"],
        },
        {"得分": pl.Float64},
    )
