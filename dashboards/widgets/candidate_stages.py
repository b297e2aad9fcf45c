"""发展党员 by stage, drawn the same on its own page and in the topic 组织建设."""

from __future__ import annotations

from operator import itemgetter

import polars as pl

from dashboards.charts.counts import stacked
from dashboards.exports.workbook import Origin
from dashboards.shared.labels import PIPELINE
from dashboards.shared.markdown import escaped
from dashboards.shared.tables import Column, table, text
from dashboards.shared.wording import column_sum
from dashboards.widgets.chart import chart


def draw_stages(stages: pl.DataFrame, source: Origin, key: str) -> None:
    """Draw how many candidates stand in each stage, with and without an overdue step."""
    chart(stacked(stages, "stage", PIPELINE), describe_stages(stages), stage_table(stages), source, key)


def stage_table(stages: pl.DataFrame) -> pl.DataFrame:
    """Return the stages as table rows."""
    words = {
        "现有人数": "candidates",
        "其中有逾期程序": "candidates_overdue",
        "逾期程序数": "overdue",
        "一线骨干教师": "frontline",
    }
    columns: dict[str, Column] = {"阶段": text("stage")}
    columns |= {word: itemgetter(name) for word, name in words.items()}
    return table(stages, columns, dict.fromkeys(words, pl.Int64))


def describe_stages(stages: pl.DataFrame) -> str:
    """Return how many candidates are on their way, and how many steps are overdue."""
    if not column_sum(stages, "candidates"):
        return "在所选范围内没有正在发展的对象。"
    sentence = "，".join(f"{escaped(row['stage'])} {row['candidates']}" for row in stages.to_dicts())
    return (
        f"正在发展 {column_sum(stages, 'candidates')} 人：{sentence}。"
        f"{column_sum(stages, 'candidates_overdue')} 人有逾期程序，共 {column_sum(stages, 'overdue')} 项。"
    )
