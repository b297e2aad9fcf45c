"""The sentences of the page 口径与方法 and 标准模拟; pure."""

from __future__ import annotations

from typing import Any

import polars as pl

from dashboards.shared.formatting import date_text
from dashboards.shared.markdown import escaped

POLICY = (
    "哪些还能用来考核，以现行文件为准。**有争议**的只列数值，不判断达标、不进未达标、预警和得分，直到区里写明谁、哪一天确认使用；"
    "**不得用于考核**的不再出现在任何页面、清单、得分、述职材料和提示里，只在这里说明原因。"
)


def describe_policy(row: dict[str, Any]) -> str:
    """Return what one document says of an indicator, standard, rule or weight, and what became of it."""
    code = f"{row['indicator_code']} " if row["kind"] == "指标" else ""
    what = f"**{escaped(row['kind'])}｜{code}{escaped(row['name_zh'])}**：{escaped(row['policy_status'])}"
    note = f"{escaped(row['policy_note'])}。" if row["policy_note"] else ""
    instead = f"改用 {escaped(row['replaced_by'])}。" if row["replaced_by"] else ""
    return f"{what}，依据{escaped(row['policy_source'])}。{note}{_outcome(row)}{instead}"


def _outcome(row: dict[str, Any]) -> str:
    if row["may_judge"]:
        day = date_text(row["policy_confirmed_on"])
        return f"{escaped(row['policy_confirmed_by'])}已于{day}确认使用，照常判断。"
    return "不再使用。" if row["policy_status"] == "不得用于考核" else "尚未确认，不作判断。"


def describe_changed(changed: pl.DataFrame) -> str:
    """Return how many units change their state under the standard that is tried."""
    if changed.is_empty():
        return "没有单位的状态会改变；改一改上面的标准再看。"
    return f"{changed.height} 个单位的状态会改变。"


def describe_changes(changes: int, moving: int, shown: int) -> str:
    """Return how many changes there were, and how many of them moved anything."""
    more = f"，上面写最近 {shown} 次" if moving > shown else ""
    return f"有记录的变更 {changes} 次，其中 {moving} 次改变了单位的状态{more}；全部见下表。"
