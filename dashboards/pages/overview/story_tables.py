"""Tables of the overview's story: areas beside the rest, and the last periods; pure."""

from __future__ import annotations

import polars as pl

from dashboards.shared.formatting import number, standard_of
from dashboards.shared.kept import kept
from dashboards.shared.labels import COURSES, PARTS_BESIDE
from dashboards.shared.tables import Row, status_text, table, value_text

_ROW, _SEEN = 36, 8


def tall(shown: pl.DataFrame) -> int:
    """Return a height that shows the first lines whole."""
    return _ROW * (min(shown.height, _SEEN) + 1)


@kept
def counted(gaps: pl.DataFrame) -> pl.DataFrame:
    """Return one row an area (part, part_name) with how many indicators are worse, similar and better."""
    counts = [(pl.col("verdict") == code).sum().cast(pl.Int64).alias(code) for code in PARTS_BESIDE]
    return gaps.group_by("part", "part_name").agg(counts).sort(["worse", "part_name"], descending=[True, False])


@kept
def gaps(frame: pl.DataFrame) -> pl.DataFrame:
    """Return every indicator of every area beside the rest, what differs first."""
    order = frame.with_columns(differs=pl.col("verdict").is_in(["better", "worse"]))
    return table(
        order.sort(["differs", "part_name", "indicator_code"], descending=[True, False, False]),
        {
            "片区": lambda row: row["part_name"],
            "指标": lambda row: row["name_zh"],
            "本片区": lambda row: number(row["value"], row["unit"]),
            "其余片区": lambda row: number(row["rest_value"], row["unit"]),
            "相差（百分点）": lambda row: round(row["gap"], 1),
            "结论": lambda row: (
                PARTS_BESIDE[row["verdict"]].label if row["verdict"] in PARTS_BESIDE else "不作好坏判断"
            ),
        },
        {"相差（百分点）": pl.Float64},
    )


@kept
def recent(standing: pl.DataFrame, changes: pl.DataFrame, past: pl.DataFrame) -> pl.DataFrame:
    """Return one line an indicator that is judged and has two closed periods or more, with its small line."""
    lines = (
        past.group_by("indicator_code", maintain_order=True)
        .agg(line=pl.col("value"))
        .filter(pl.col("line").list.len() > 1)
    )
    since = changes.select("indicator_code", "change", "course")
    judged = standing.filter(pl.col("judgement").is_not_null()).sort(
        "judgement", "indicator_code", descending=[True, False]
    )
    rows = judged.join(lines, on="indicator_code", maintain_order="left")
    rows = rows.join(since, on="indicator_code", how="left", maintain_order="left")
    return table(
        rows,
        {
            "指标": lambda row: row["name_zh"],
            "现在": value_text,
            "状态": status_text,
            "标准": standard_of,
            "比去年": _since,
            "最近八期": lambda row: row["line"],
        },
        {"最近八期": pl.List(pl.Float64)},
    )


def _since(row: Row) -> str:
    if row["change"] is None:
        return "不比"
    style = COURSES[str(row["course"])]
    far = f"{row['change']:+.1f}{'' if row['unit'] == '%' else ' ' + str(row['unit'])}"
    return f"{style.shape} {far}" if style.shape else far
