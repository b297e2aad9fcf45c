"""Sentences of the 述职评议 page; pure."""

from __future__ import annotations

import datetime as dt

import polars as pl

from dashboards.review_packs.snapshot import Snapshot
from dashboards.shared.kept import kept
from dashboards.shared.markdown import escaped


def describe_snapshot(year: int, taken: Snapshot | None, build_id: str) -> str:
    """Return whether the year is frozen, by whom, and whether data came after it."""
    if taken is None:
        return f"{year}年还没有冻结。冻结以后，谁在什么时候生成，材料都一样；以后数据更新不影响已经冻结的年度。"
    when = dt.datetime.fromisoformat(taken.taken_at).astimezone().strftime("%Y-%m-%d %H:%M")
    text = f"{year}年的数据由{escaped(taken.taken_by)}于 {when} 冻结，编号 {escaped(taken.snapshot_id)}。"
    return (
        text if taken.build_id == build_id else f"{text}此后发布过新数据，材料仍按冻结时的数据；要用新数据，请再冻结。"
    )


@kept
def describe_readiness(year: int, rows: pl.DataFrame) -> str:
    """Return how many units are ready and how many are not."""
    if rows.is_empty():
        return f"{year}年没有可以出材料的学校或支部。"
    waiting = rows.filter(~pl.col("is_ready")).height
    if not waiting:
        return f"{year}年 {rows.height} 个单位，应报的台账都已收到。"
    return (
        f"{year}年 {rows.height} 个单位，{rows.height - waiting} 个应报的台账都已收到，{waiting} 个还缺（排在前面）。"
    )


def describe_batch(done: int, total: int, problems: int) -> str:
    """Return how far a batch has come."""
    text = f"已完成 {done}/{total} 个单位"
    return text + (f"，其中 {problems} 个没有生成，原因见目录。" if problems else "。")
