"""What ends in each of the next months, drawn the same on 换届与期限 and in two topics."""

from __future__ import annotations

import polars as pl

from dashboards.charts.counts import endings
from dashboards.exports.workbook import Origin
from dashboards.shared.labels import ENDINGS
from dashboards.shared.tables import table
from dashboards.widgets.chart import chart

_NOTHING_ENDS = "数据截止日起十二个月里，没有登记到期的。"


def draw_months(months: pl.DataFrame, sentence: str, source: Origin, key: str) -> None:
    """Draw a row of `deadlines.deadline_months` a month: how many of each kind end in it; say so where none does."""
    told = sentence if months["endings"].sum() else _NOTHING_ENDS
    chart(endings(months), told, month_table(months), source, key, wide=True)


def month_table(months: pl.DataFrame) -> pl.DataFrame:
    """Return the months as table rows."""
    return table(
        months,
        {
            "月份": lambda row: f"{row['month'].year}年{row['month'].month}月",
            "事项": lambda row: ENDINGS[row["kind"]].word if row["kind"] else "—",
            "数量": lambda row: row["endings"],
        },
        {"数量": pl.Int64},
    )
