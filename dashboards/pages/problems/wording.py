"""Sentences of 问题整改: what is open, what is over, what came back; pure."""

from __future__ import annotations

import polars as pl

from dashboards.shared.kept import kept
from dashboards.shared.labels import PROBLEM_STATES

MEANING = (
    "期限已过、未填完成日期的算逾期；状态按数据截止日。责任人姓名不在这里；信访来源的问题不公布原文。"
    "“一字不差”“需核实”只提示去看一看，不改变任何数值，也不进任何得分。"
)
HOW_RUNS_ARE_FOUND = (
    "同一党组织、同一类别，在前两年之内又提出（与“问题反复率”同一口径）。相似度按去掉空格和标点的文字比较，"
    "100 为一字不差；达到核实线的标“需核实”，是不是没有真正整改，由人核实。"
)


@kept
def describe_problems(counts: pl.DataFrame) -> str:
    """Return how many problems stand where."""
    total = int(counts["problems"].sum()) if counts.height else 0
    if not total:
        return "在所选范围内没有问题记录。"
    text = "，".join(f"{style.word} {int(counts[name].sum())}" for name, style in PROBLEM_STATES.items())
    return f"共 {total} 个问题：{text}。"


@kept
def describe_runs(runs: pl.DataFrame) -> str:
    """Return how many problems came back, and how many of them hardly changed their words."""
    if runs.is_empty():
        return "在所选范围内没有反复出现的问题。"
    current = runs.filter(pl.col("is_current")).height
    alike = runs.filter(pl.col("is_near_identical")).height
    return f"反复出现 {runs.height} 项，其中今年又出现的 {current} 项；文字相近、需核实的 {alike} 项。"
