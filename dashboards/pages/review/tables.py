"""Tables of the 述职评议 page; pure."""

from __future__ import annotations

import polars as pl

from dashboards.review_packs.brief_facts import Brief
from dashboards.review_packs.facts import Facts
from dashboards.shared.kept import kept
from dashboards.shared.labels import LEVELS
from dashboards.shared.tables import table


@kept
def readiness(frame: pl.DataFrame) -> pl.DataFrame:
    """Return who is ready, and what the others wait for."""
    return table(
        frame,
        {
            "单位": lambda row: row["unit_name"],
            "层级": lambda row: LEVELS[row["unit_level"]],
            "准备情况": lambda row: "✓ 齐全" if row["is_ready"] else "— 缺报",
            "应报份次": lambda row: row["due_months"],
            "缺报份次": lambda row: row["missing_months"],
            "缺哪些台账": lambda row: row["missing_ledgers"],
            "未报送的指标": lambda row: row["silent_values"],
            "片区": lambda row: row["area_name"] or "—",
        },
        {"应报份次": pl.Int64, "缺报份次": pl.Int64, "未报送的指标": pl.Int64},
    )


@kept
def lines(facts: Facts) -> pl.DataFrame:
    """Return the pack's indicator table as the document has it."""
    rows = [
        (one.family, one.name, one.value_text, one.standard_text, one.status_text, one.last_text, one.base_text)
        for one in facts.lines
    ]
    return pl.DataFrame(rows, schema=["类别", "指标", "本年", "标准", "状态", "上年", "分子/分母"], orient="row")


@kept
def shortfalls(facts: Facts) -> pl.DataFrame:
    """Return the pack's items below standard."""
    rows = [
        (
            one.name,
            one.value_text,
            one.standard_text,
            one.depth_text,
            one.gap_text,
            one.since_text,
            one.still_text,
        )
        for one in facts.shortfalls
    ]
    return pl.DataFrame(rows, schema=["事项", "数值", "标准", "程度", "差距", "起始", "还需"], orient="row")


@kept
def problems(facts: Facts) -> pl.DataFrame:
    """Return last year's problems and what became of them."""
    rows = [(one.number, one.source, one.category, one.sentence, one.due_text, one.outcome) for one in facts.problems]
    return pl.DataFrame(rows, schema=["编号", "来源", "类别", "问题", "期限", "整改结果"], orient="row")


@kept
def brief(page: Brief) -> pl.DataFrame:
    """Return the table of 一页简报 as the document has it."""
    rows = [
        (one.name, one.value_text, one.standard_text, one.status_text, one.last_text, one.schools_text)
        for one in page.lines
    ]
    columns = ["指标", page.volume.whole, "标准", "状态", "上年", "学校达标/可判断"]
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")
