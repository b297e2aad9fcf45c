"""指标页 as tables; pure."""

from __future__ import annotations

import polars as pl

from dashboards.shared.formatting import number
from dashboards.shared.tables import table


def stages(frame: pl.DataFrame) -> pl.DataFrame:
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
