"""The tables of the page 标准化建设, with their Chinese headers; pure."""

from __future__ import annotations

from operator import itemgetter

import polars as pl

from dashboards.shared.formatting import count
from dashboards.shared.kept import kept
from dashboards.shared.labels import ACCEPTANCE, CONCLUSIONS, NO_CONCLUSION
from dashboards.shared.tables import PLACE_COLUMNS, Column, table, text


@kept
def rounds(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the batches of the year's plan."""
    names = {"计划": "planned", "验收达标": "accepted", "尚未达标": "not_yet", "计划外": "unplanned"}
    columns: dict[str, Column] = {"批次": text("round")}
    columns |= {word: itemgetter(name) for word, name in names.items()}
    return table(frame, columns, dict.fromkeys(names, pl.Int64))


@kept
def acceptance(frame: pl.DataFrame) -> pl.DataFrame:
    """Return organisations on the board of 标准化建设."""
    return table(
        frame,
        PLACE_COLUMNS
        | {
            "批次": text("round"),
            "状态": lambda row: ACCEPTANCE[row["state"]].label,
            "得分/满分": lambda row: f"{count(row['points'])}/{count(row['full_points'])}",
            "项目数": lambda row: row["items"],
        },
        {"项目数": pl.Int64},
    )


@kept
def items(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the cells of the board as rows."""
    return table(
        frame,
        PLACE_COLUMNS
        | {
            "项目": text("item"),
            "得分/满分": lambda row: f"{count(row['points'])}/{count(row['full_points'])}",
            "验收结论": lambda row: CONCLUSIONS.get(str(row["conclusion"]), NO_CONCLUSION).label,
            "批次": text("round"),
        },
    )
