"""The sentences of the page 换届与期限; pure."""

from __future__ import annotations

import polars as pl


def describe_deadlines(within: int, rows: pl.DataFrame) -> str:
    """Return what ends soon and what is over."""
    over = rows.filter(pl.col("days_left") < 0).height
    terms = rows.filter((pl.col("kind") == "换届") & (pl.col("days_left") >= 0)).height
    effects = rows.filter(pl.col("kind") == "影响期").height
    text = f"今后 {within} 天内：换届 {terms} 个"
    if effects:
        text += f"，影响期届满 {effects} 人次"
    return f"{text}。届满还没有换届的 {over} 个。"
