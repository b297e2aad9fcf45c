"""Tables of 学校对比: trends beside the peers' bands; pure."""

from __future__ import annotations

import polars as pl

from dashboards.shared.formatting import base_of, number, period_text, status_label, value_of
from dashboards.shared.tables import Column, Row, table


def trends(frame: pl.DataFrame, bands: pl.DataFrame) -> pl.DataFrame:
    """Return values through time, unit by unit, each beside the peers of its period."""
    by_start = {row["period_start"]: row for row in bands.to_dicts()}

    def describe_peers(*names: str) -> Column:
        def shown(row: Row) -> str:
            band = by_start.get(row["period_start"])
            unit = str(row["unit"] or "")
            return " 至 ".join(number(band[name], unit) for name in names) if band else "—"

        return shown

    return table(
        frame,
        {
            "单位": lambda row: row["unit_name"],
            "指标": lambda row: row["name_zh"],
            "周期": lambda row: period_text(row["period_type"], row["period_start"]),
            "数值": value_of,
            "状态": lambda row: status_label(row["status"]),
            "标准": lambda row: number(row["standard"], str(row["unit"] or "")),
            "分子/分母": base_of,
            "同类组": lambda row: by_start.get(row["period_start"], {}).get("peer_group") or "—",
            "同类单位数": lambda row: by_start.get(row["period_start"], {}).get("units"),
            "同类中位数": describe_peers("peer_median"),
            "同类10%–90%": describe_peers("peer_p10", "peer_p90"),
            "同类25%–75%": describe_peers("peer_p25", "peer_p75"),
        },
        {"同类单位数": pl.Int64},
    )
