"""The sentences of the page 标准化建设; pure."""

from __future__ import annotations

import polars as pl

from dashboards.shared.kept import kept
from dashboards.shared.labels import ACCEPTANCE


@kept
def describe_acceptance(year: int, board: pl.DataFrame) -> str:
    """Return how much of the year's plan is accepted."""
    if board.is_empty():
        return f"{year}年在所选范围内没有标准化建设记录。"
    text = "，".join(
        f"{style.word} {board.filter(pl.col('state') == state).height}" for state, style in ACCEPTANCE.items()
    )
    return f"{year}年有记录的党组织 {board.height} 个：{text}。"


@kept
def describe_items(grid: pl.DataFrame, board: pl.DataFrame) -> str:
    """Return what the grid of items shows."""
    drawn, all_of_them = grid["org_code"].n_unique(), board.height
    cut = f"图中列需要关注的 {drawn} 个，全部见表。" if drawn < all_of_them else ""
    return f"每格是“得分/满分”，底色是验收结论；计划内尚未达标的排在前面。{cut}"
