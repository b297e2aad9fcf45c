"""One number with its status in words, its standard, its base and its 口径."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards.exports.workbook import Origin
from dashboards.shared.formatting import FEW, FEW_MEANING, base_of, short_value_of, standard_of
from dashboards.shared.labels import status
from dashboards.shared.markdown import escaped
from dashboards.shared.tables import Row
from dashboards.widgets import definition
from dashboards.widgets.change_wording import describe_change
from dashboards.widgets.chart import show
from dashboards.widgets.downloads import buttons
from dashboards.widgets.family import spread
from dashboards.widgets.visit import Visit

__all__ = ["row_of", "spread", "table", "tile", "tiles"]


def tile(visit: Visit, row: dict[str, object], key: str, change: Row | None = None) -> None:
    """Draw the tile of one row of `values.standing`, with its row of `year_on_year` where there is one."""
    style = status(str(row["state"]))
    with st.container(border=True, key=f"tile_{'few_' if row['rests_on_few'] else ''}{key}", gap="small"):
        st.markdown(f"**{escaped(row['name_zh'])}**")
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"value_{key}"):
            if not row["is_hidden"]:  # its status says so already
                st.markdown(f"**{escaped(short_value_of(row))}**", width="content")
            st.markdown(f":{style.markdown}[{style.label}]", width="content")
            definition.popover(visit, str(row["indicator_code"]), f"define_{key}")
        text = _below(row) if change is None else [*_below(row), describe_change(change)]
        st.caption("  \n".join(text))


def _below(row: dict[str, object]) -> list[str]:
    """Return the small print of a tile: the standard, the base, and on how many reports it rests."""
    standard, base = escaped(standard_of(row)), escaped(base_of(row))
    text = [standard if standard == "无标准" else f"标准 {standard}"]
    if not row["is_hidden"]:
        text.append(f"分子/分母 {base}" if "/" in base else base)
    if row["unit_level"] != "branch" and row["units_expected"] and row["feeding_ledger"]:
        text.append(f"已报 {row['units_reported']}/{row['units_expected']}")
    if row["rests_on_few"]:
        text.append(f"{FEW} {FEW_MEANING}")
    return text


def tiles(visit: Visit, rows: list[dict[str, object]], changes: pl.DataFrame | None = None, across: int = 4) -> None:
    """Draw tiles in lines of `across`; `changes` are the rows of `year_on_year` of the same unit and period."""
    since = {row["indicator_code"]: row for row in changes.to_dicts()} if changes is not None else {}
    for start in range(0, len(rows), across):
        for column, row in zip(st.columns(across), rows[start : start + across], strict=False):
            with column:
                tile(visit, row, f"{row['unit_id']}_{row['indicator_code']}", since.get(row["indicator_code"]))


def row_of(standing: pl.DataFrame, indicator: str) -> dict[str, object]:
    """Return the row of one indicator."""
    return standing.filter(pl.col("indicator_code") == indicator).row(0, named=True)


def table(visit: Visit, standing: pl.DataFrame, shown: pl.DataFrame, source: Origin) -> None:
    """Draw all indicators of a unit in one table, with the 口径 of any of them one click away."""
    show(shown, "全部指标", "standing_table", height=420 if shown.height > 11 else None)
    buttons(shown, source, "standing")
    with st.popover("各项口径", type="tertiary"):
        definition.one_of(visit, standing["indicator_code"].to_list(), "define")
