"""Tables of 专题, with Chinese headers; pure."""

from __future__ import annotations

import polars as pl

from dashboards.shared.formatting import HIDDEN, NO_VALUE, count, in_order, number
from dashboards.shared.kept import kept


def line_name(line: str, by: str) -> str:
    """Return how a line is called: 2026-03 is 3月 in a chart of one year, 2026 is 2026年."""
    if by == "month":
        return f"{int(line[5:])}月"
    if by == "quarter":
        return f"{line[:4]}年第{(int(line[5:]) + 2) // 3}季度"
    return f"{line}年" if by == "year" else line


@kept
def counts(frame: pl.DataFrame, by: str, first: str, noun: str) -> pl.DataFrame:
    """Return one row a line (or category, where there are no lines) and one column a category."""
    categories = list(dict.fromkeys(frame["category"].to_list()))
    if not by:
        return frame.select(pl.col("category").alias(first), pl.col("number").alias(noun))
    cell = {(row["line"], row["category"]): row["number"] for row in frame.to_dicts()}
    lines = sorted({line for line, _ in cell})
    table = {first: [line_name(line, by) for line in lines]}
    # A category may be called as the first column is.
    named = {name: f"{name}（{noun}）" if name == first else name for name in categories}
    return pl.DataFrame(table | {named[name]: [cell.get((line, name), 0.0) for line in lines] for name in categories})


@kept
def survey(frame: pl.DataFrame) -> pl.DataFrame:
    """Return items by class of evaluators."""
    rows = frame.to_dicts()
    return pl.DataFrame(
        {
            "测评类型": [row["survey_type"] for row in rows],
            "测评项目": [row["item"] for row in rows],
            "评议人类别": [row["evaluator"] for row in rows],
            "有效票": [count(row["valid"]) if row["is_shown"] else "票数不足" for row in rows],
            "平均分": [number(row["mean_points"], "分") for row in rows],
            "最高等次占比": [number(row["best_share"], "%") for row in rows],
            "95%区间": [_between(row["best_lower_95"], row["best_upper_95"]) for row in rows],
        }
    )


@kept
def grades(frame: pl.DataFrame) -> pl.DataFrame:
    """Return votes and shares by grade."""
    rows = frame.to_dicts()
    return pl.DataFrame(
        {
            "测评类型": [row["survey_type"] for row in rows],
            "评价等次": [row["grade"] for row in rows],
            "有效票": [count(row["votes"]) if row["is_shown"] else "票数不足" for row in rows],
            "占比": [number(row["share"], "%") for row in rows],
        }
    )


@kept
def response(frame: pl.DataFrame) -> pl.DataFrame:
    """Return forms distributed and valid."""
    rows = frame.to_dicts()
    return pl.DataFrame(
        {
            "测评类型": [row["survey_type"] for row in rows],
            "发放": [count(row["sent"]) for row in rows],
            "有效": [count(row["valid"]) for row in rows],
            "有效回收率": [number(row["rate"], "%") for row in rows],
            "95%区间": [_between(row["lower_95"], row["upper_95"]) for row in rows],
        }
    )


@kept
def forms(frame: pl.DataFrame, by: str) -> pl.DataFrame:
    """Return 四种形态 by year or quarter."""
    order = in_order(frame["category"].to_list())
    rows = sorted(frame.to_dicts(), key=lambda row: order.index(row["category"]))
    rows.sort(key=lambda row: row["line"], reverse=True)
    return pl.DataFrame(
        {
            "时间": [line_name(row["line"], by) for row in rows],
            "形态": [row["category"] for row in rows],
            "件次": [HIDDEN if row.get("is_hidden") else count(row["number"]) for row in rows],
        }
    )


def _between(lower: float | None, upper: float | None) -> str:
    return NO_VALUE if lower is None or upper is None else f"{lower:.1f}%–{upper:.1f}%"
