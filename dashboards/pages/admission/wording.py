"""The sentences of the page 发展党员; pure."""

from __future__ import annotations

import polars as pl

from dashboards.shared.markdown import plain
from dashboards.shared.wording import column_sum


def describe_stages(stages: pl.DataFrame) -> str:
    """Return how many candidates are on their way, and how many steps are overdue."""
    if not column_sum(stages, "candidates"):
        return "在所选范围内没有正在发展的对象。"
    said = "，".join(f"{plain(row['stage'])} {row['candidates']}" for row in stages.to_dicts())
    return (
        f"正在发展 {column_sum(stages, 'candidates')} 人：{said}。"
        f"{column_sum(stages, 'candidates_overdue')} 人有逾期程序，共 {column_sum(stages, 'overdue')} 项。"
    )
