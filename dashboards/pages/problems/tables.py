"""Tables of 问题整改, with their Chinese headers; pure."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import Any

import polars as pl

from dashboards.shared.formatting import date_text
from dashboards.shared.kept import kept
from dashboards.shared.labels import PROBLEM_STATES
from dashboards.shared.tables import table

Row = dict[str, Any]
NOT_SHOWN = "（信访来源，不公布原文）"
PLACE_COLUMNS: dict[str, Callable[[Row], object]] = {
    "单位": lambda row: row["org_name"],
    "学校": lambda row: row["school_name"] or "—",
    "片区": lambda row: row["area_name"] or "区直",
}
_HEADS: dict[str, dict[str, Callable[[Row], object]]] = {
    "category": {"问题类别": itemgetter("category")},
    "source": {"问题来源": itemgetter("problem_source")},
    "area": {"片区": PLACE_COLUMNS["片区"]},
    "organisation": PLACE_COLUMNS,
}


@kept
def counts(frame: pl.DataFrame, by: str) -> pl.DataFrame:
    """Return how many problems stand where, by category, source, area or organisation."""
    words = {style.word: name for name, style in PROBLEM_STATES.items()}
    columns = _HEADS[by] | {"共": itemgetter("problems")}
    columns |= {word: itemgetter(name) for word, name in words.items()}
    return table(frame, columns, dict.fromkeys(("共", *words), pl.Int64))


@kept
def listing(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the problems one by one."""
    return table(
        frame,
        {
            "单位": PLACE_COLUMNS["单位"],
            "编号": lambda row: row["problem_no"] or "—",
            "状态": lambda row: PROBLEM_STATES[row["state"]].label,
            "期限": lambda row: date_text(row["due_on"]),
            "还有": lambda row: left(row["days_left"]),
            "类别": itemgetter("category"),
            "来源": itemgetter("problem_source"),
            "问题描述": lambda row: row["description"] or NOT_SHOWN,
            "整改措施": lambda row: row["action"] or "—",
            "提出日期": lambda row: date_text(row["raised_on"]),
            "完成日期": lambda row: date_text(row["closed_on"]),
            "反复": lambda row: f"自{row['recurs_since']}年" if row["recurs_since"] else "—",
            "需核实": lambda row: copied(row["same_words_elsewhere"]),
            "学校": PLACE_COLUMNS["学校"],
            "片区": PLACE_COLUMNS["片区"],
        },
    )


def left(days: int | None) -> str:
    """Return how long there is to the deadline of an open problem."""
    if days is None:
        return "—"
    return f"● 已过 {-days} 天" if days < 0 else f"{days} 天"


def copied(elsewhere: int) -> str:
    """Return in how many other organisations the very same sentence stands."""
    return f"与另外 {elsewhere} 个党组织一字不差" if elsewhere else "—"


@kept
def runs(frame: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Return the problems that came back, the sentences of the years side by side, the newest first."""
    years = sorted(sentences["year"].unique().to_list(), reverse=True) if sentences.height else []
    texts = {
        (row["org_code"], row["category"], row["first_year"], row["year"]): row["description"] or NOT_SHOWN
        for row in sentences.to_dicts()
    }
    columns: dict[str, Callable[[Row], object]] = {
        "单位": PLACE_COLUMNS["单位"],
        "问题类别": itemgetter("category"),
        "最相近的两句": lambda row: alike(row),
    }
    columns |= {f"{year}年": _of_year(texts, year) for year in years}
    columns |= {
        "起止": lambda row: f"{row['first_year']}–{row['last_year']}年",
        "提出年数": itemgetter("years_raised"),
        "未销号": itemgetter("still_open"),
        "学校": PLACE_COLUMNS["学校"],
        "片区": PLACE_COLUMNS["片区"],
    }
    return table(frame, columns, {"提出年数": pl.Int64, "未销号": pl.Int64})


def alike(row: Row) -> str:
    """Return how alike the closest sentences are, and whether somebody should look."""
    if row["similarity"] is None:
        return "—"
    mark = "▲ 需核实，" if row["is_near_identical"] else ""
    return f"{mark}相似度 {row['similarity']:.0f}"


def _of_year(texts: dict[tuple[str, str, int, int], str], year: int) -> Callable[[Row], object]:
    return lambda row: texts.get((row["org_code"], row["category"], row["first_year"], year), "—")
