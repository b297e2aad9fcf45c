"""指标页 in words: what the state of an indicator means, and what happened while it was counted; pure."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dashboards.shared.kept import kept
from dashboards.shared.markdown import escaped

LIFECYCLES: Mapping[str, str] = {
    "试行": "试行：口径还在核对，供参考。",
    "正式": "正式：口径已核对。",
    "停用": "停用：不再更新，历史数值保留。",
}


def describe_lifecycle(row: Mapping[str, object]) -> str:
    """Return what stage of its life an indicator is in."""
    return LIFECYCLES.get(str(row["lifecycle"]), "状态没有登记。")


def describe_exempt(unit_name: str, year: int, counted: Mapping[str, int]) -> str:
    """Return how many of a unit's members owe nothing, and for what."""
    by_state = "、".join(f"{state}{members}名" for state, members in counted.items() if state != "不分情形")
    told = f"（{by_state}）" if by_state else ""
    return (
        f"{unit_name}{year}年另有{sum(counted.values())}名党员没有计入应计人数{told}：花名册写明了情形和起止日期，"
        "期间一结束就照常计入。"
    )


@kept
def describe_notes(notes: pl.DataFrame) -> str:
    """Return the dated notes that stand on time axes, as Markdown lines."""
    rows = notes.to_dicts()
    return "\n".join(
        f"- {row['annotation_date'].year}年{row['annotation_date'].month}月{row['annotation_date'].day}日　"
        f"**{escaped(row['label'])}**（{escaped(row['kind'])}）{escaped(row['description'] or '')}"
        for row in rows
    )
