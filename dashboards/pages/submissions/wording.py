"""The sentences of the page 数据报送 and 数据质量; pure."""

from __future__ import annotations

import polars as pl

from dashboards.shared.wording import column_sum


def describe_flags(rows: pl.DataFrame) -> str:
    """Return how much is to be looked at, and that it changes no value."""
    text = f"共标出 {column_sum(rows, 'flagged')} 行。" if rows.height else "没有需要核实的记录。"
    return text + "需核实只提示去看一看：不改变任何数值，也不进任何得分。"


def describe_matrix(frame: pl.DataFrame) -> str:
    """Return how many organisations have ledgers missing."""
    missing = frame.filter(pl.col("state") == "missing")
    return (
        f"列出 {frame['unit_id'].n_unique()} 个党组织（欠报多的在前，最多60个）："
        f"{missing['unit_id'].n_unique()} 个有缺报，共 {missing.height} 个月次。"
    )


def describe_quality(failed: pl.DataFrame, returned: pl.DataFrame) -> str:
    """Return how much failed and came back."""
    if failed.is_empty() and returned.is_empty():
        return "没有未通过的校验，也没有退回的行。"
    return f"{failed.height} 项校验有不符，共 {failed['failed'].sum()} 行次；退回 {returned.height} 行，改好重传即可。"


def describe_asked(ledgers: pl.DataFrame) -> str:
    """Return how many ledgers the viewer's units are asked for."""
    if ledgers.is_empty():
        return "没有向你和下属单位要的台账。"
    return f"向你和下属单位要 {ledgers.height} 本台账；不在表里的不用报，也不会记作未报送。"
