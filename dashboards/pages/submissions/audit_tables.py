"""The audit log as its reader sees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import polars as pl

from dashboards.shared.tables import table
from dashboards.store.audit import ACTIONS

_SHOWN = 12
"""Letters of a hash: enough to find a file by."""


def entries(frame: pl.DataFrame, names: Mapping[str, str], zone: dt.tzinfo | None = None) -> pl.DataFrame:
    """Return the entries of the log, units by name where `names` knows them, times in `zone` (None: this machine's)."""
    return table(
        frame,
        {
            "时间": lambda row: dt.datetime.fromisoformat(row["at"]).astimezone(zone).strftime("%Y-%m-%d %H:%M:%S"),
            "用户": lambda row: row["person"] or "—",
            "身份": lambda row: row["role"],
            "单位": lambda row: names.get(row["unit"], row["unit"]),
            "操作": lambda row: ACTIONS.get(row["action"], "其他"),
            "对象": lambda row: row["object"],
            "说明": lambda row: row["detail"] or "—",
            "结果": lambda row: "未成" if row["is_refused"] else "成功",
            "来自": lambda row: row["address"] or "—",
            "文件指纹": lambda row: (row["sha256"] or "")[:_SHOWN] or "—",
        },
        {},
    )
