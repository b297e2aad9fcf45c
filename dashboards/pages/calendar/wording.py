"""The sentences of the page 换届与期限; pure."""

from __future__ import annotations

import polars as pl

CLOCKS_NOTE = (
    "期满日是起算日以后满若干个月的同一天（没有这一天的是当月最后一天）；不参加组织生活的只算到本支部最近一次签到，"
    "期间不作硬性要求或流动的重新起算。只作提醒，不是结论；各条依据据转载，待核原文。"
)


def describe_deadlines(within: int, rows: pl.DataFrame) -> str:
    """Return what ends soon and what is over."""
    over = rows.filter(pl.col("days_left") < 0).height
    terms = rows.filter((pl.col("kind") == "换届") & (pl.col("days_left") >= 0)).height
    effects = rows.filter(pl.col("kind") == "影响期").height
    text = f"今后 {within} 天内：换届 {terms} 个"
    if effects:
        text += f"，影响期届满 {effects} 人次"
    return f"{text}。届满还没有换届的 {over} 个。"


def describe_clocks(rows: pl.DataFrame) -> str:
    """Return how many of each clock are full, soon full and running."""
    if rows.is_empty():
        return "没有正在计算的党员期限。"
    kinds = []
    for word, mine in rows.group_by("label", maintain_order=True):
        full, soon = (mine.filter(pl.col("state") == state).height for state in ("reached", "soon"))
        kinds.append(f"{word[0]} {mine.height} 人（已满 {full}，将满 {soon}）")
    return "；".join(kinds) + "。"
