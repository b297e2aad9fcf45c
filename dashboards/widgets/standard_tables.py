"""The tables of what a standard moved, and of what another threshold would move; pure."""

from __future__ import annotations

from operator import itemgetter

import polars as pl

from dashboards.shared.formatting import number, status_label
from dashboards.shared.kept import kept
from dashboards.shared.labels import LEVELS
from dashboards.shared.tables import Column, table, text


@kept
def trial_counts(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the counts before and after, by level and 片区."""
    words = {
        "有数值": "units",
        "现行标准下达标": "met_before",
        "试算标准下达标": "met_after",
        "变为达标": "better",
        "变为未达标": "worse",
    }
    columns: dict[str, Column] = {
        "层级": lambda row: LEVELS[row["unit_level"]],
        "片区": lambda row: "合计" if row["is_whole"] else row["area_name"] or "未分片区",
    }
    columns |= {word: itemgetter(name) for word, name in words.items()}
    return table(frame, columns, dict.fromkeys(words, pl.Int64))


@kept
def change_units(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the units whose status changed with a standard."""
    return table(
        frame,
        {
            "单位": lambda row: row["unit_name"],
            "层级": lambda row: LEVELS[row["unit_level"]],
            "指标": text("name_zh"),
            "年度": lambda row: f"{row['year']}年",
            "变更前": lambda row: status_label(row["status_before"]),
            "变更后": lambda row: status_label(row["status_after"]),
            "变更前数值": lambda row: number(row["value_before"], row["unit"]),
            "变更后数值": lambda row: number(row["value_after"], row["unit"]),
            "片区": text("area_name"),
        },
    )
