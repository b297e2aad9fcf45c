"""Tables of standards: what is in force, what was changed and whom it moved, what another threshold would do; pure."""

from __future__ import annotations

import polars as pl

from dashboards.shared.formatting import date_text, moment_text, number
from dashboards.shared.kept import kept
from dashboards.shared.labels import CHANGES, LEVELS
from dashboards.shared.tables import day, table, text


@kept
def standards(frame: pl.DataFrame) -> pl.DataFrame:
    """Return every indicator's standard with its source and whether someone confirmed it."""
    return table(
        frame,
        {
            "编号": lambda row: row["indicator_code"],
            "指标": lambda row: row["name_zh"],
            "类别": lambda row: row["family"],
            "标准": lambda row: row["standard_text"] or "无标准",
            "是否确认": lambda row: "已确认" if row["confirmed"] else "未确认" if row["may_judge"] else "有争议",
            "依据": lambda row: row["source"] or "",
            "依据原文": lambda row: row["source_passage"] or "",
            "适用范围": lambda row: row["scope_text"] or "",
        },
    )


@kept
def policies(frame: pl.DataFrame) -> pl.DataFrame:
    """Return what policy disputes or bars, with the document and who confirmed it all the same."""
    return table(
        frame,
        {
            "类型": text("kind"),
            "编号": lambda row: row["indicator_code"] or "",
            "名称": text("name_zh"),
            "政策状态": text("policy_status"),
            "依据": text("policy_source"),
            "说明": lambda row: row["policy_note"] or "",
            "改用": lambda row: row["replaced_by"] or "",
            "确认人": lambda row: row["policy_confirmed_by"] or "未确认",
            "确认日期": day("policy_confirmed_on"),
        },
    )


@kept
def trials(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the units whose answer another threshold would change."""
    return table(
        frame,
        {
            "单位": lambda row: row["unit_name"],
            "层级": lambda row: LEVELS[row["unit_level"]],
            "变化": lambda row: CHANGES[row["change"]].label,
            "现在的数值": lambda row: number(row["value_before"], row["unit"]),
            "试算的数值": lambda row: number(row["value_after"], row["unit"]),
            "学校": text("school_name"),
            "片区": text("area_name"),
        },
    )


@kept
def versions(frame: pl.DataFrame) -> pl.DataFrame:
    """Return every version of every standard."""
    return table(
        frame,
        {
            "标准": text("standard"),
            "指标": lambda row: row["name_zh"] or row["indicator_code"] or "—",
            "内容": text("text"),
            "起": day("valid_from"),
            "止": lambda row: date_text(row["valid_to"]) if row["valid_to"] else "至今",
            "是否启用": lambda row: "启用" if row["is_active"] else "未启用",
            "确认人": lambda row: row["confirmed_by"] or "未确认（灰色，不作判断）",
            "依据": text("source"),
        },
    )


@kept
def changes(frame: pl.DataFrame) -> pl.DataFrame:
    """Return every change of a standard, with how many units moved."""
    return table(
        frame,
        {
            "日期": lambda row: moment_text(row["changed_at"]),
            "标准": text("standard"),
            "指标": text("name_zh"),
            "状态改变的支部": lambda row: row["branches"],
            "状态改变的学校": lambda row: row["schools"],
            "同时有新台账": lambda row: "是" if row["ledgers_changed"] else "否",
            "原来": text("before_text"),
            "现在": text("after_text"),
        },
        {"状态改变的支部": pl.Int64, "状态改变的学校": pl.Int64},
    )
