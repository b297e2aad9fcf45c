"""Tables of 学校对比: units shrunk towards their peers, one unit's peers with the reasons, trends; pure."""

from __future__ import annotations

import polars as pl

from dashboards.shared import tables as shared_tables
from dashboards.shared.formatting import base_of, number, period_text, status_label, value_of
from dashboards.shared.kept import kept
from dashboards.shared.tables import Column, Row, table


@kept
def across(frame: pl.DataFrame, *, shrunk: bool) -> pl.DataFrame:
    """Return one indicator over many units; `shrunk`: also drawn towards the peers, with the own value's weight."""
    shown = shared_tables.across(frame)
    if not shrunk:
        return shown
    more = table(
        frame,
        {
            "收缩后": lambda row: "—" if row["shrunk_value"] is None else f"{row['shrunk_value']:.1f}%",
            "自身占": lambda row: "—" if row["own_weight"] is None else f"{100 * row['own_weight']:.0f}%",
        },
    )
    return pl.concat([shown, more], how="horizontal")


@kept
def beside(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the peers of one unit, those in scope by name, each with what makes it one and with its value."""
    named = frame.filter(pl.col("unit_name").is_not_null())
    values = table(named, {"数值": value_of, "分子/分母": base_of})
    return pl.concat([shared_tables.peer_reasons(named), values], how="horizontal")


@kept
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
