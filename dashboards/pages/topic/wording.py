"""One sentence before every chart of 专题; pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboards.shared.formatting import HIDDEN, count, in_order, listed, number
from dashboards.shared.kept import kept
from dashboards.shared.markdown import escaped

TOO_FEW = (
    "有效票不足10张的项目、不足5张的评议人类别不给数；"
    "为防止用减法倒推，必要时次小的一类、同一上级下票数最少的单位一并隐藏。"
)


@kept
def describe_counts(when: str, frame: pl.DataFrame, noun: str) -> str:
    """Return the whole and its largest parts: 2026年共 40 场次：党课 12，主题党日 8 …."""
    parts = _parts(frame)
    whole = sum(value for _, value in parts)
    wording = "，".join(f"{escaped(name)} {count(round(value, 1))}" for name, value in parts[:6])
    more = f"，其余 {len(parts) - 6} 类见表" if len(parts) > 6 else ""
    return f"{when}共 {count(round(whole, 1))} {noun}：{wording}{more}。"


def _parts(frame: pl.DataFrame) -> list[tuple[str, float]]:
    found = frame.group_by("category", maintain_order=True).agg(pl.col("number").sum())
    parts = {str(name): float(value) for name, value in found.iter_rows()}
    return [(name, parts[name]) for name in listed(parts)]


@kept
def describe_series(when: str, frame: pl.DataFrame, whole: str, noun: str) -> str:
    """Return the parts of the line `whole`, which counts every row once; of all lines if there is none."""
    own = frame.filter(pl.col("line") == whole)
    return describe_counts(when, own if own.height else frame, noun)


@kept
def describe_year(year: int, frame: pl.DataFrame, noun: str) -> str:
    """Return the parts of the chosen year of a chart of every year."""
    own = frame.filter(pl.col("line") == str(year))
    return describe_counts(f"{year}年", own, noun) if own.height else f"{year}年没有记录，图中是其他年度。"


def describe_nothing(what: str) -> str:
    """Return what stands in place of an empty chart."""
    return f"{escaped(what)}：在所选范围内没有台账记录。"


@kept
def describe_items(survey: str, frame: pl.DataFrame) -> str:
    """Return the highest and lowest mean of the cells that may be shown."""
    shown = frame.filter(pl.col("mean_points").is_not_null()).sort("mean_points", "item", "evaluator")
    if shown.is_empty():
        return f"{escaped(survey)}：有效票都不足，不给数。"
    low, high = shown.row(0, named=True), shown.row(-1, named=True)
    text = f"{escaped(survey)}平均分最低的是{_mean(low)}"
    if shown.height > 1:
        text += f"；最高的是{_mean(high)}"
    hidden = frame.height - shown.height
    return text + (f"。{hidden} 格票数不足，不显示。" if hidden else "。")


def _mean(cell: Mapping[str, Any]) -> str:
    points = number(cell["mean_points"], "分")
    return f"{escaped(cell['evaluator'])}对“{escaped(cell['item'])}”的评价，{points}"


def describe_best(survey: str) -> str:
    """Return how the dots are read."""
    return (
        f"{escaped(survey)}中给最高等次的票占多少，各类评议人分开看；"
        "横线是95%区间，两条横线大段重叠的，不要当作有差别。"
    )


@kept
def describe_grades(frame: pl.DataFrame) -> str:
    """Return the share of the best grade of each kind of survey."""
    shown = frame.filter(pl.col("share").is_not_null())
    if shown.is_empty():
        return "有效票都不足10张，不给各等次的比例。"
    best = shown.group_by("survey_type", maintain_order=True).first()
    wording = "，".join(
        f"{escaped(row['survey_type'])}“{escaped(row['grade'])}”占 {number(row['share'], '%')}"
        for row in best.to_dicts()
    )
    return f"最高等次：{wording}。"


@kept
def describe_response(frame: pl.DataFrame) -> str:
    """Return the rate of valid forms of each kind of survey."""
    wording = "，".join(
        f"{escaped(row['survey_type'])} {number(row['rate'], '%')}（{count(row['valid'])}/{count(row['sent'])}）"
        for row in frame.to_dicts()
    )
    return f"有效回收率：{wording}。发放不足10份的不算比率。"


@kept
def describe_forms(frame: pl.DataFrame) -> str:
    """Return the decisions of each year that may be shown, and which years are hidden."""
    wording = []
    for year in sorted(set(frame["line"].to_list()), reverse=True):
        mine = frame.filter(pl.col("line") == year)
        if mine["is_hidden"].any():
            wording.append(f"{year}年{HIDDEN}")
        else:
            values = dict(mine.select("category", "number").iter_rows())
            parts = "，".join(f"{name} {count(values[name])}" for name in in_order(values) if values[name])
            wording.append(f"{year}年" + (parts or "没有"))
    return "四种形态处理件次：" + "；".join(wording) + "。"
