"""The tables of the page 换届与期限, with their Chinese headers; pure."""

from __future__ import annotations

import polars as pl

from dashboards.shared.kept import kept
from dashboards.shared.labels import CLOCK_STATES, ENDINGS
from dashboards.shared.tables import PLACE_COLUMNS, Row, day, table, text


@kept
def deadlines(frame: pl.DataFrame) -> pl.DataFrame:
    """Return what ends, soonest first; what is over says since when."""
    return table(
        frame,
        PLACE_COLUMNS
        | {
            "事项": lambda row: ENDINGS[row["kind"]].word + (f"（{row['what']}）" if row["what"] else ""),
            "到期日": day("ends_on"),
            "还有": lambda row: f"● 已过 {-row['days_left']} 天" if row["days_left"] < 0 else f"{row['days_left']} 天",
        },
    )


@kept
def person_clocks(frame: pl.DataFrame) -> pl.DataFrame:
    """Return what runs for whom, since when, until when, and what is to be done; for those who may see names."""
    return table(
        frame,
        {
            "单位": PLACE_COLUMNS["单位"],
            "姓名": lambda row: row["member_name"] or "（没有姓名）",
            "事项": text("label"),
            "状态": lambda row: CLOCK_STATES[row["state"]],
            "期满日": day("due_on"),
            "还有": _left,
            "要做的事": text("to_do"),
            "起算日": day("started_on"),
            "最后工作日": day("act_by"),
            "依据": lambda row: f"{row['article']}（{row['source']}）",
        }
        | {name: PLACE_COLUMNS[name] for name in ("学校", "片区")},
    )


def _left(row: Row) -> str:
    left = f"已过 {-row['days_left']} 天" if row["days_left"] < 0 else f"{row['days_left']} 天"
    if row["clock"] != "no_life":
        return left
    return f"{left}（其间 {row['meetings_missed']} 次有签到的活动都没有参加）"
