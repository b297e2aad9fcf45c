"""督办单 as rows, and what a notice says of a below-standard item; pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dashboards.shared.formatting import date_text, number, standard_of, value_of
from dashboards.shared.labels import PROBLEM_STATES
from dashboards.store.notice import Notice

_COLUMNS = ("编号", "单位", "事项", "数值", "标准", "期限", "回复", "整改措施")


def content(row: Mapping[str, Any], due: dt.date, issued_by: str, build_id: str) -> dict[str, str | int]:
    """Return what a notice about one row of the worklist says, in words as of today."""
    unit = str(row["unit"] or "")
    gap = "—" if row["gap"] is None else number(row["gap"], "个百分点" if unit == "%" else unit)
    since = f"{row['since'].year}年起" if row["since"] else ""
    return {
        "year": int(row["year"]),
        "indicator_code": str(row["indicator_code"]),
        "unit_level": str(row["unit_level"]),
        "unit_id": str(row["unit_id"]),
        "unit_name": str(row["unit_name"]),
        "item": str(row["name_zh"]),
        "value_text": value_of(row),
        "standard_text": standard_of(row),
        "gap_text": gap,
        "since_text": f"{since}连续 {row['periods_running']} 年低于标准",
        "source": str(row.get("source") or "本区工作标准"),
        "issued_on": dt.date.today().isoformat(),
        "due_on": due.isoformat(),
        "issued_by": issued_by,
        "build_id": build_id,
    }


def listing(notices: Sequence[Notice], answers: pl.DataFrame, today: dt.date) -> pl.DataFrame:
    """Return one line a notice with the state of its answer; without one it waits, or is overdue by `today`."""
    found = {str(row["problem_no"]): row for row in answers.to_dicts()}
    rows = []
    for one in notices:
        answer = found.get(one.number)
        if answer is not None:
            state = PROBLEM_STATES[answer["state"]].label
            if answer["closed_on"]:
                state += f"（{date_text(answer['closed_on'])}）"
        else:
            state = "● 逾期未回复" if one.due < today else "· 等待回复"
        action = str(answer["action"] or "") if answer is not None else ""
        rows.append(
            (one.number, one.unit_name, one.item, one.value_text, one.standard_text, date_text(one.due), state, action)
        )
    return pl.DataFrame(rows, schema={name: pl.String for name in _COLUMNS}, orient="row")


def sentence(table: pl.DataFrame) -> str:
    """Return how many notices there are and how many wait for an answer."""
    if table.is_empty():
        return "没有发出过督办单。"
    waiting = table.filter(pl.col("回复").str.contains("等待回复|逾期未回复")).height
    return f"发出督办单 {table.height} 份，{table.height - waiting} 份已在问题整改台账里回复，{waiting} 份还没有。"
