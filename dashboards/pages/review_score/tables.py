"""Tables of 综合得分, with their Chinese headers; pure."""

from __future__ import annotations

from typing import Any

import polars as pl

from dashboards.pages.review_score.wording import TREATMENTS
from dashboards.shared.formatting import NO_VALUE, number
from dashboards.shared.kept import kept
from dashboards.shared.tables import table

Row = dict[str, Any]
_STEP_WORDS = {"coverage": "计分权重占比", "total": "总分", "band": "对应区间"}


def _points(value: float | None) -> str:
    return NO_VALUE if value is None else f"{value:.1f}"


@kept
def steps(frame: pl.DataFrame) -> pl.DataFrame:
    """Return every step: items with their indicators, the share of weight counted, total, vetoes and band."""
    return table(
        frame,
        {
            "步骤": _name,
            "得分": lambda row: _points(row["points"]),
            "怎样处理": lambda row: TREATMENTS[row["treatment"]],
            "数值": lambda row: NO_VALUE if row["treatment"] == "withheld" else number(row["value"], row["unit"]),
            "标准": lambda row: number(row["standard"], row["unit"]),
            "权重": lambda row: _points(row["weight"]),
            "分担后权重": lambda row: _points(row["applied_weight"]),
            "折合": lambda row: _points(row["contribution"]),
            "区间": lambda row: row["band"] or NO_VALUE,
        },
    )


def _name(row: Row) -> str:
    if row["kind"] == "item":
        return f"◆ {row['item']}" if row["item"] == row["part"] else f"◆ {row['part']}：{row['item']}"
    if row["kind"] == "indicator":
        return f"　{row['name_zh'] or row['indicator_code']}"
    return _STEP_WORDS.get(row["kind"]) or str(row["item"])


@kept
def rules(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the vetoes with what they found and why."""
    return table(
        frame.filter(pl.col("kind") == "rule"),
        {
            "否决或上限": lambda row: row["item"],
            "结果": lambda row: TREATMENTS[row["treatment"]],
            "数值": lambda row: number(row["value"], row["unit"]),
            "触发后最高": lambda row: row["band"] or NO_VALUE,
            "规则": lambda row: row["sentence"],
        },
    )


@kept
def bands(frame: pl.DataFrame) -> pl.DataFrame:
    """Return how many schools lie in each band now and under the weights that are tried."""
    return table(
        frame,
        {
            "对应区间": lambda row: row["band"] or "没有总分",
            "现行权重": lambda row: row["before"],
            "试算权重": lambda row: row["after"],
        },
        {"现行权重": pl.Int64, "试算权重": pl.Int64},
    )
