"""The sentences of the page 口径与方法 and 标准模拟; pure."""

from __future__ import annotations

import polars as pl


def describe_changed(changed: pl.DataFrame) -> str:
    """Return how many units change their state under the standard that is tried."""
    if changed.is_empty():
        return "没有单位的状态会改变；改一改上面的标准再看。"
    return f"{changed.height} 个单位的状态会改变。"


def describe_changes(changes: int, moving: int, shown: int) -> str:
    """Return how many changes there were, and how many of them moved anything."""
    more = f"，上面写最近 {shown} 次" if moving > shown else ""
    return f"有记录的变更 {changes} 次，其中 {moving} 次改变了单位的状态{more}；全部见下表。"
