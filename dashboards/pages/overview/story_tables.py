"""Tables of the overview's story: areas beside the rest, and the last periods; pure."""

from __future__ import annotations

import polars as pl

from dashboards.shared.formatting import number, standard_of
from dashboards.shared.labels import COURSES, PARTS_BESIDE
from dashboards.shared.tables import status_text, table, value_text

_ROW, _SEEN = 36, 8


def tall(shown: pl.DataFrame) -> int:
    """Return a height that shows the first lines whole."""
    return _ROW * (min(shown.height, _SEEN) + 1)


def counted(gaps: pl.DataFrame) -> pl.DataFrame:
    """Return one row an area (part, part_name) with how many indicators are worse, similar and better."""
    counts = [(pl.col("verdict") == code).sum().cast(pl.Int64).alias(code) for code in PARTS_BESIDE]
    return gaps.group_by("part", "part_name").agg(counts).sort(["worse", "part_name"], descending=[True, False])


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


def recent(standing: pl.DataFrame, changes: pl.DataFrame, past: pl.DataFrame) -> pl.DataFrame:
    """Return one line an indicator that is judged and has two closed periods or more, with its small line."""
    lines = {
        code[0]: found["value"].to_list() for code, found in past.group_by(["indicator_code"], maintain_order=True)
    }
    since = {row["indicator_code"]: row for row in changes.to_dicts()}
    judged = standing.filter(pl.col("judgement").is_not_null()).sort(
        "judgement", "indicator_code", descending=[True, False]
    )
    rows = [row for row in judged.to_dicts() if len(lines.get(row["indicator_code"], ())) > 1]
    names = {
        "指标": [row["name_zh"] for row in rows],
        "现在": [value_text(row) for row in rows],
        "状态": [status_text(row) for row in rows],
        "标准": [standard_of(row) for row in rows],
        "比去年": [_since(since.get(row["indicator_code"])) for row in rows],
        "最近八期": [lines[row["indicator_code"]] for row in rows],
    }
    kinds = {name: pl.List(pl.Float64) if name == "最近八期" else pl.String for name in names}
    return pl.DataFrame(names, schema=kinds)


def _since(row: dict[str, object] | None) -> str:
    if row is None or not isinstance(row["change"], int | float):
        return "不比"
    style = COURSES[str(row["course"])]
    far = f"{row['change']:+.1f}{'' if row['unit'] == '%' else ' ' + str(row['unit'])}"
    return f"{style.shape} {far}" if style.shape else far
