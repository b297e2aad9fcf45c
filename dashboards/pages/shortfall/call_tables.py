"""先找谁 as a table that people read and phone by; pure."""

from __future__ import annotations

import polars as pl

from dashboards.shared.formatting import NO_VALUE, count
from dashboards.shared.kept import kept
from dashboards.shared.labels import DEPTHS
from dashboards.shared.tables import Row, table

_ANSWERS = {"branch": "党支部书记", "school": "学校党组织书记"}
_WORK = {"times_needed": "次会议活动", "persons_needed": "人次", "hours_needed": "学时", "items_needed": "项"}
"""What is still to be done, and how it is counted."""


@kept
def with_posts(rows: pl.DataFrame, newest: pl.DataFrame) -> pl.DataFrame:
    """Return `rows` with `posts`: whoever is entered as responsible for anything of the unit."""
    named = (
        newest.filter(pl.col("post") != "")
        .group_by("unit_level", "unit_id")
        .agg(posts=pl.col("post").unique().sort().str.join("、"))
    )
    return rows.join(named, on=["unit_level", "unit_id"], how="left", maintain_order="left")


@kept
def calls(frame: pl.DataFrame) -> pl.DataFrame:
    """Return one line a unit: how much, how deep, what can still be saved and what that takes, who answers for it."""
    return table(
        frame,
        {
            "单位": lambda row: row["unit_name"],
            "还补得上": lambda row: f"{row['can_be_made_up']} 项" if row["can_be_made_up"] else "没有",
            "补上要做": _work,
            "低于标准": lambda row: row["shortfalls"],
            "差距": _depths,
            "从哪年起": lambda row: f"{row['since'].year}年",
            "新低于标准": lambda row: row["newly_short"],
            "上年也低": lambda row: row["short_again"],
            "预警": lambda row: row["raised"],
            "责任岗位": lambda row: row["posts"] or _ANSWERS[row["unit_level"]],
            "片区": lambda row: row["area_name"] or NO_VALUE,
        },
        dict.fromkeys(("低于标准", "新低于标准", "上年也低", "预警"), pl.Int64),
    )


def to_open(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the same lines as the page draws them, where 低于标准 is a button and so a text."""
    return calls(frame).with_columns(pl.format("{} 项", pl.col("低于标准")).alias("低于标准"))


def _work(row: Row) -> str:
    parts = [f"{count(row[name])} {noun}" for name, noun in _WORK.items() if row[name]]
    return "、".join(parts) or NO_VALUE


def _depths(row: Row) -> str:
    return "　".join(f"{look.label} {row[depth]}" for depth, look in DEPTHS.items() if row[depth])
