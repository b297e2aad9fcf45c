"""Tables of 进度预测, with their Chinese headers; pure."""

from __future__ import annotations

from typing import Any

import polars as pl

from dashboards.shared.formatting import NO_VALUE, base_of, date_text, needed_of, number, standard_of, value_of
from dashboards.shared.kept import kept
from dashboards.shared.labels import OUTCOMES, TESTED
from dashboards.shared.tables import Column, table

Row = dict[str, Any]

REASONS = {
    "nothing_due": "还没有到期的要求",
    "too_early": "一年过去的整月数太少",
    "once": "一年一次的事项，进度看不出结果",
}


def _needed(row: Row) -> str:
    if row["forecast_method"] == "stands" and row["outcome"] == "impossible":
        return "已无法补"
    if row["needed"] is None or row["needed"] <= 0:
        return NO_VALUE
    amount = needed_of(row)
    return {
        "periods": f"今后各期一次不缺，共 {amount}",
        "times": f"再开展 {amount}",
        "hours": f"再有 {amount}学时达标",
        "mean": f"合计再学 {amount}",
        "stands": f"分母不再变时还差 {amount}",
    }.get(row["forecast_method"], f"还差 {amount}")


@kept
def rows(frame: pl.DataFrame) -> pl.DataFrame:
    """Return what is forecast of each unit and indicator."""
    return table(
        frame,
        {
            "单位": lambda row: row["unit_name"],
            "指标": lambda row: row["name_zh"],
            "预测": lambda row: OUTCOMES[row["outcome"]].label,
            "目前": value_of,
            "标准": standard_of,
            "还要做": _needed,
            "期限": lambda row: NO_VALUE if row["needed"] is None else date_text(row["needed_by"]),
            "照此到年底": lambda row: value_of(row, "at_pace"),
            "最好可到": lambda row: value_of(row, "best_possible"),
            "分子/分母": base_of,
            "难判断的原因": lambda row: REASONS.get(row["reason"] or "", NO_VALUE),
            "片区": lambda row: row["area_name"] or NO_VALUE,
        },
    )


@kept
def counts(frame: pl.DataFrame) -> pl.DataFrame:
    """Return how many units of each indicator have each outcome."""
    columns: dict[str, Column] = {"指标": lambda row: row["name_zh"], "单位数": lambda row: row["units"]}
    columns |= {style.word: _named(name) for name, style in OUTCOMES.items()}
    return table(frame, columns, dict.fromkeys(list(columns)[1:], pl.Int64))


def _named(name: str) -> Column:
    return lambda row: row[name]


_TEST: dict[str, Column] = {
    "预测时点": lambda row: month_end(row["tested_month"]),
    "作出的预测": lambda row: row["made"],
    "说对了": lambda row: row["was_right"],
    "说对的比例": lambda row: number(row["share_right"], "%"),
    "其中说可达标": lambda row: row["promised"],
    TESTED["wrongly_promised"].word: lambda row: row["wrongly_promised"],
    "其中说不达标": lambda row: row["warned"],
    TESTED["wrongly_warned"].word: lambda row: row["wrongly_warned"],
    "其中当时已成定局": lambda row: row["settled"],
    "没有判断": lambda row: row["undecided"],
}
_TEST_KINDS = {name: pl.Int64 for name in _TEST if name not in ("预测时点", "说对的比例")}


@kept
def tests(frame: pl.DataFrame) -> pl.DataFrame:
    """Return how often forecasts were right, by month and year."""
    year: dict[str, Column] = {"年度": lambda row: f"{row['year']}年" if row["year"] else "各年合计"}
    return table(frame, year | _TEST, _TEST_KINDS)


@kept
def tests_by_indicator(frame: pl.DataFrame) -> pl.DataFrame:
    """Return how often forecasts of each indicator were right."""
    name: dict[str, Column] = {"指标": lambda row: row["name_zh"]}
    return table(frame, name | _TEST, _TEST_KINDS)


def month_end(month: int) -> str:
    """Return 6月底."""
    return f"{month}月底"


@kept
def by_month(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the tests of all years together, each under its month's name, for the chart."""
    together = frame.filter(pl.col("year").is_null())
    return together.with_columns(pl.format("{}月底", pl.col("tested_month")).alias("month_end"))
