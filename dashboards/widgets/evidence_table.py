"""The table of source rows behind a number."""

from __future__ import annotations

import polars as pl

from dashboards.shared.formatting import date_text
from dashboards.shared.tables import table


def evidence(frame: pl.DataFrame) -> pl.DataFrame:
    """Return ledger rows: where each part of a number was written."""
    return table(
        frame,
        {
            "计入": lambda row: "分子" if row["side"] == "numerator" else "分母",
            "日期": lambda row: date_text(row["row_date"]),
            "数量": lambda row: row["amount"],
            "党组织": lambda row: row["org_name"] or "—",
            "文件": lambda row: row["file"],
            "工作表": lambda row: row["sheet"],
            "行": lambda row: row["row_number"],
            "批次": lambda row: row["batch"],
        },
        {"数量": pl.Float64, "行": pl.Int64},
    )
