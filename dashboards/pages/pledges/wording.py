"""The sentences of the page 责任书考核; pure."""

from __future__ import annotations

import polars as pl

from dashboards.shared.kept import kept
from dashboards.shared.labels import BANDS, LEVELS
from dashboards.shared.wording import column_sum


@kept
def describe_bands(year: int, level: str, rows: pl.DataFrame) -> str:
    """Return how many pledges fell into each band."""
    if rows.is_empty():
        return f"{year}年在所选范围内没有责任书考核得分。"
    text = "，".join(f"{BANDS[name].word} {column_sum(rows, name)}" for name in list(BANDS)[::-1])
    shared = "；联合党支部在各成员校都计入" if level == "school" else ""
    return f"{year}年 {rows.height} 个{LEVELS[level]}，已考核 {column_sum(rows, 'scored')} 份：{text}{shared}。"
