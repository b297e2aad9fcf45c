"""The sentences of the page 年度要点; pure."""

from __future__ import annotations

import polars as pl

from dashboards.shared.kept import kept
from dashboards.shared.labels import TASK_STATES
from dashboards.shared.wording import column_sum


@kept
def describe_tasks(year: int, fields: pl.DataFrame) -> str:
    """Return how far the year's tasks are."""
    if fields.is_empty():
        return f"{year}年在所选范围内没有要点任务。"
    text = "，".join(f"{style.word} {column_sum(fields, name)}" for name, style in TASK_STATES.items())
    early = (
        "（按时完成里有提前完成的）"
        if column_sum(fields, "tasks") > column_sum(fields, "due") + column_sum(fields, "to_come")
        else ""
    )
    return (
        f"{year}年 {fields.height} 个领域，共 {column_sum(fields, 'tasks')} 项次任务：{text}；"
        f"完成时限已到的 {column_sum(fields, 'due')} 项次{early}。"
    )
