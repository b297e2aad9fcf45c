"""What the grid of units shows, before it; pure."""

from __future__ import annotations

import polars as pl

from dashboards.shared.labels import COUNTED, LEVELS
from dashboards.shared.markdown import escaped


def describe_grid(period: str, family: str, level: str, units: pl.DataFrame, is_filtered: bool) -> str:
    """Return how many units have gaps, and how many were not reported; `units` are all that the filters leave."""
    noun = COUNTED[level]
    if units.is_empty():
        return f"{period}，{escaped(family)}：没有符合条件的{LEVELS[level]}。"
    gaps, silent = units.filter(pl.col("gaps") > 0), units.filter(pl.col("silent") > 0)
    kept = "符合条件的 " if is_filtered else ""
    text = f"{period}，{escaped(family)}，{kept}{units.height} {noun}："
    text += f"{gaps.height} {noun}有低于标准的（共 {gaps['gaps'].sum()} 格）" if gaps.height else "没有低于标准的"
    if silent.height:
        text += f"，{silent.height} {noun}有未报送（共 {silent['silent'].sum()} 格）"
    return text + "。"


def describe_page(first: int, last: int, total: int) -> str:
    """Return which units a page of the grid shows."""
    return f"第 {first}–{last} 个，共 {total} 个"
