"""The tables of the page 发展党员, with their Chinese headers; pure."""

from __future__ import annotations

from operator import itemgetter

import polars as pl

from dashboards.shared.formatting import count
from dashboards.shared.kept import kept
from dashboards.shared.tables import PLACE_COLUMNS, Column, day, table, text


@kept
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


@kept
def overdue_steps(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the steps that are overdue."""
    return table(
        frame,
        PLACE_COLUMNS
        | {
            "编号": text("candidate_no"),
            "程序": text("step"),
            "应完成日期": day("due_on"),
            "逾期天数": lambda row: row["days_over"],
            "阶段": text("stage"),
        },
        {"逾期天数": pl.Int64},
    )
