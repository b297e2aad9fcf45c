"""Tables of ledgers: what was due and submitted, what was wrong, which rows a number came from; pure."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dashboards.shared.kept import kept
from dashboards.shared.labels import SUBMISSION_STATES
from dashboards.shared.tables import table, text
from ingest.ledger import ASKED


@kept
def matrix(frame: pl.DataFrame) -> pl.DataFrame:
    """Return what each organisation had to send and sent, by month."""
    return table(
        frame,
        {
            "党组织": lambda row: row["unit_name"],
            "月份": lambda row: f"{row['month']:%Y-%m}",
            "状态": lambda row: " ".join(SUBMISSION_STATES.get(row["state"], SUBMISSION_STATES["not_due"])[:2]),
            "收到行数": lambda row: int(row["rows_received"] or 0),
            "退回行数": lambda row: int(row["rows_returned"] or 0),
            "缺报台账": lambda row: row["missing_ledgers"] or "",
        },
        {"收到行数": pl.Int64, "退回行数": pl.Int64},
    )


@kept
def asked(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the ledgers that are asked for, with who fills each in and who owes it."""
    return table(
        frame,
        {
            "台账": text("ledger_title"),
            "由谁填报": text("filled_in_by"),
            "向谁要": lambda row: "、".join(word for level, word in ASKED.items() if row[f"owed_by_{level}"]),
        },
    )


_HEADERS: Mapping[str, str] = {
    "batch": "批次",
    "ledger_title": "台账",
    "file": "文件",
    "received_at": "收到时间",
    "received_by": "报送人",
    "rows_read": "读到行数",
    "accepted": "接收",
    "unchanged": "未变",
    "returned": "退回",
    "flagged": "需核实",
    "sheet": "工作表",
    "row_number": "行",
    "column_name": "列",
    "message": "原因",
    "unit_name": "党组织",
    "row_date": "日期",
    "sentence": "校验要求",
    "severity": "处理",
    "checked": "检查行数",
    "failed": "不符行数",
    "files": "涉及文件",
    "worst_file": "最多的文件",
    "expectations": "不符项数",
}


@kept
def renamed(frame: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """Return the named columns under their Chinese headers."""
    words = {"return": "退回", "flag": "标记需核实", "refuse": "整份拒收"}
    shown = frame.select(columns)
    if "severity" in columns:
        shown = shown.with_columns(pl.col("severity").replace(words))
    return shown.rename({name: _HEADERS[name] for name in columns})


@kept
def batches(frame: pl.DataFrame) -> pl.DataFrame:
    """Return what was submitted: read = accepted + unchanged + returned."""
    shown = renamed(
        frame,
        "batch",
        "ledger_title",
        "file",
        "received_at",
        "received_by",
        "rows_read",
        "accepted",
        "unchanged",
        "returned",
        "flagged",
    )
    return shown.with_columns(pl.col("收到时间").dt.strftime("%Y-%m-%d %H:%M"))
