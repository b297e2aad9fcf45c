"""One indicator by 学段, in words and as a table; pure."""

from __future__ import annotations

import polars as pl

from dashboards.shared.formatting import number
from dashboards.shared.labels import COUNTED, LEVELS
from dashboards.shared.markdown import escaped
from dashboards.shared.tables import table


def describe_stages(period: str, level: str, stages: pl.DataFrame) -> str:
    """Return the spread in words, 学段 by 学段: how many of how many meet the standard, and the middle value."""
    known = stages.filter(pl.col("known") > 0)
    if known.is_empty():
        return f"{period}没有可看的{LEVELS[level]}数值。"
    judged = known.filter(pl.col("met") + pl.col("short") > 0).height > 0
    text = f"{period} {known['known'].sum()} {COUNTED[level]}有数值"
    if stages["silent"].sum():
        text += f"（另有 {stages['silent'].sum()} 个未报送）"
    return text + "，各学段中位数：" + "；".join(_of_stage(row, judged) for row in known.to_dicts()) + "。"


def _of_stage(row: dict[str, object], judged: bool) -> str:
    middle = number(float(str(row["middle"])), str(row["unit"]))
    text = f"{escaped(row['stage'] or '不分学段')} {escaped(middle)}"
    return f"{text}（{row['met']}/{row['known']} 达标或正常）" if judged else f"{text}（{row['known']} 个）"


def stage_table(frame: pl.DataFrame) -> pl.DataFrame:
    """Return rows of `by_stage`."""
    words = {"单位": "units", "有数值": "known", "达标或正常": "met", "未达标或滞后": "short", "未报送": "silent"}
    ends = {"最低": "lowest", "中位数": "middle", "最高": "highest"}
    return table(
        frame,
        {"学段": lambda row: row["stage"] or "不分学段"}
        | {word: (lambda row, name=name: int(row[name])) for word, name in words.items()}
        | {word: (lambda row, name=name: number(row[name], row["unit"])) for word, name in ends.items()},
        dict.fromkeys(words, pl.Int64),
    )
