"""指标页 in words: what the state of an indicator means, and how its values spread over 学段; pure."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dashboards.shared.formatting import number
from dashboards.shared.labels import COUNTED, LEVELS
from dashboards.shared.markdown import escaped

LIFECYCLES: Mapping[str, str] = {
    "试行": "试行：口径还在核对，供参考。",
    "正式": "正式：口径已核对。",
    "停用": "停用：不再更新，历史数值保留。",
}


def describe_lifecycle(row: Mapping[str, object]) -> str:
    """Return what stage of its life an indicator is in."""
    return LIFECYCLES.get(str(row["lifecycle"]), "状态没有登记。")


def describe_stages(year: int, level: str, stages: pl.DataFrame) -> str:
    """Return the spread in words, 学段 by 学段: how many of how many meet the standard, and the middle value."""
    known = stages.filter(pl.col("known") > 0)
    if known.is_empty():
        return f"{year}年没有可看的{LEVELS[level]}数值。"
    judged = known.filter(pl.col("met") + pl.col("short") > 0).height > 0
    text = f"{year}年 {known['known'].sum()} {COUNTED[level]}有数值"
    if stages["silent"].sum():
        text += f"（另有 {stages['silent'].sum()} 个未报送）"
    return text + "，各学段中位数：" + "；".join(_of_stage(row, judged) for row in known.to_dicts()) + "。"


def _of_stage(row: dict[str, object], judged: bool) -> str:
    middle = number(float(str(row["middle"])), str(row["unit"]))
    text = f"{escaped(row['stage'] or '不分学段')} {escaped(middle)}"
    return f"{text}（{row['met']}/{row['known']} 达标或正常）" if judged else f"{text}（{row['known']} 个）"


def describe_notes(notes: pl.DataFrame) -> str:
    """Return the dated notes that stand on time axes, as Markdown lines."""
    rows = notes.to_dicts()
    return "\n".join(
        f"- {row['annotation_date'].year}年{row['annotation_date'].month}月{row['annotation_date'].day}日　"
        f"**{escaped(row['label'])}**（{escaped(row['kind'])}）{escaped(row['description'] or '')}"
        for row in rows
    )
