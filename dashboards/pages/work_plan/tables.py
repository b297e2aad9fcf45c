"""The tables of the page 年度要点, with their Chinese headers; pure."""

from __future__ import annotations

import polars as pl

from dashboards.shared.kept import kept
from dashboards.shared.tables import PLACE_COLUMNS, Column, day, table, text

_COUNTS = dict.fromkeys(("共", "已到期", "按时完成", "逾期完成", "逾期未完成", "未到期", "逾期天数"), pl.Int64)

_PROGRESS: dict[str, Column] = {
    "共": lambda row: row["tasks"],
    "已到期": lambda row: row["due"],
    "按时完成": lambda row: row["done"],
    "逾期完成": lambda row: row["done_late"],
    "逾期未完成": lambda row: row["overdue"],
    "未到期": lambda row: row["to_come"],
}


@kept
def progress(frame: pl.DataFrame, by: str) -> pl.DataFrame:
    """Return the progress of the year's tasks by field, task, area or organisation."""
    heads: dict[str, dict[str, Column]] = {
        "field": {"领域": text("field")},
        "task": {"编号": text("task_no"), "要点": text("task"), "领域": text("field")},
        "area": {"片区": lambda row: row["area_name"] or "区直"},
        "organisation": PLACE_COLUMNS,
    }
    return table(frame, heads[by] | _PROGRESS, _COUNTS)


@kept
def overdue_tasks(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the tasks that are overdue, and for how long."""
    return table(
        frame,
        PLACE_COLUMNS
        | {
            "领域": text("field"),
            "编号": text("task_no"),
            "要点": text("task"),
            "完成时限": day("due_on"),
            "逾期天数": lambda row: row["days_over"],
        },
        _COUNTS,
    )
