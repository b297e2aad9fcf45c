"""The table of source rows behind a number."""

from __future__ import annotations

import polars as pl

from dashboards.shared.formatting import date_text
from dashboards.shared.kept import kept
from dashboards.shared.tables import table


@kept
def evidence(frame: pl.DataFrame) -> pl.DataFrame:
    """Return ledger rows: where each part of a number was written, and which columns older files gave."""
    is_mixed = frame["columns_elsewhere"].null_count() < frame.height
    elsewhere = {"沿用以前文件的列": lambda row: row["columns_elsewhere"] or "—"} if is_mixed else {}
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
            **elsewhere,
        },
        {"数量": pl.Float64, "行": pl.Int64},
    )
