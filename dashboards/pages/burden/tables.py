"""The tables of the page 减负对照, with their Chinese headers; pure."""

from __future__ import annotations

from operator import itemgetter

import polars as pl

from dashboards.shared.formatting import date_text
from dashboards.shared.kept import kept
from dashboards.shared.labels import COLUMN_USES
from dashboards.shared.tables import Row, day, table, text
from ingest.ledger import ASKED

_FEW = 3


@kept
def practices(frame: pl.DataFrame) -> pl.DataFrame:
    """Return what documents ask beside what is done here, a line each thing that a rule touches."""
    return table(
        frame,
        {
            "要求": text("asks"),
            "文件": text("document"),
            "最晚印发": day("known_since"),
            "本区做法": text("practice"),
            "涉及": lambda row: f"{row['kind']}：{row['name_zh']}" if row["kind"] else "—",
            "现在的状态": lambda row: _status(row) if row["kind"] else "—",
            "所用台账": text("ledger_title"),
            "一年要报": lambda row: f"{row['times_a_year']} 次" if row["times_a_year"] else "—",
            "是否核对原文": lambda row: f"{row['confirmed_by']}已核对" if row["confirmed"] else "待核对",
        },
    )


def _status(row: Row) -> str:
    if row["policy_status"] == "有争议":
        return "有争议，已确认使用" if row["may_judge"] else "有争议，不作判断"
    return str(row["policy_status"])


_COUNTS = {
    "列数": "total",
    "必填": "required",
    **{style.word: use for use, style in list(COLUMN_USES.items())[::-1]},
    "别的台账也问": "asked_twice",
    "可推算": "derivable",
    "已停报": "switched_off",
}


@kept
def ledgers(frame: pl.DataFrame) -> pl.DataFrame:
    """Return how many columns each ledger has, by what they are used for."""
    columns = {"台账": text("ledger_title"), "由谁填报": text("filled_in_by"), "向谁要": _asked_of}
    counts = {header: itemgetter(name) for header, name in _COUNTS.items()}
    return table(frame, columns | counts, dict.fromkeys(_COUNTS, pl.Int64))


def _asked_of(row: Row) -> str:
    return "、".join(word for level, word in ASKED.items() if row[f"owed_by_{level}"])


@kept
def columns(frame: pl.DataFrame) -> pl.DataFrame:
    """Return every column that is asked for, with what it is used for and why it may be needless."""
    return table(
        frame,
        {
            "台账": text("ledger_title"),
            "列": text("column_header"),
            "必填": lambda row: "是" if row["is_required"] else "",
            "用处": lambda row: COLUMN_USES[row["used_for"]].label,
            "已确认的指标": lambda row: _few(row["judging_codes"], "项指标"),
            "别的台账也问": lambda row: _few(row["asked_in"], "本台账"),
            "不必再问的理由": _needless,
            "停报": lambda row: "停报" if row["is_off"] else "",
        },
    )


def _few(joined: str | None, counted: str) -> str:
    """Return what is named, or how many there are of it where they are many."""
    names = joined.split("、") if joined else []
    return "、".join(names) if len(names) <= _FEW else f"{'、'.join(names[:_FEW])}等 {len(names)} {counted}"


def _needless(row: Row) -> str:
    if not row["finding"]:
        return ""
    state = "" if row["finding_confirmed"] else f"（{date_text(row['judged_on'])}看出，待确认）"
    return f"{row['finding']}：{row['from_ledger_title']}。{row['how']}{state}"


@kept
def typed(frame: pl.DataFrame, own: str) -> pl.DataFrame:
    """Return the lines of a year by ledger: what is usual, the most, and the viewer's own under the header `own`."""
    return table(
        frame,
        {
            "台账": lambda row: row["ledger_title"] or "全部台账",
            "中位数": lambda row: row["median_lines"],
            "最多": lambda row: row["most_lines"],
            "填报单位数": lambda row: row["organisations"],
            own: lambda row: row["lines"],
        },
        {"中位数": pl.Float64, "最多": pl.Int64, "填报单位数": pl.Int64, own: pl.Int64},
    )
