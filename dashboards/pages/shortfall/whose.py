"""Whose items 清单 and 督办单 show: everybody's or one unit's, as the address says; 先找谁 leads there."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from dashboards.widgets.filter_bar import ALL
from dashboards.widgets.url_state import choose

LIST, VIEW = "清单", "view"
_KEY = pl.concat_str("unit_level", pl.lit("-"), "unit_id")


def box(rows: pl.DataFrame) -> tuple[str | None, str]:
    """Draw the box with the units of `rows`; return whose items are asked for (None: everybody's), and its words."""
    named = rows.select(_KEY.alias("whose"), "unit_name").unique().sort("unit_name", "whose")
    units = {ALL: "全部单位"} | dict(named.rows())
    whose = choose("单位", "whose", units, ALL, width=240)
    return (None if whose == ALL else whose), units[whose]


def only(rows: pl.DataFrame, whose: str | None) -> pl.DataFrame:
    """Return the items of one unit, or all of them."""
    return rows if whose is None else rows.filter(whose == _KEY)


def column(rows: pl.DataFrame) -> dict[str, Any]:
    """Return the drawing of the column 低于标准: a button that opens the list of what its unit falls short of."""
    targets = rows.select("unit_level", _KEY.alias("whose")).rows()
    button = st.column_config.ButtonColumn(
        "低于标准（点开）", type="tertiary", alignment="left", key="whose_click", on_click=_open, args=(targets,)
    )
    return {"低于标准": button}


def _open(targets: list[tuple[str, str]]) -> None:
    click = st.session_state.get("whose_click")
    if click is not None and 0 <= click["row"] < len(targets):
        st.query_params["at"], st.query_params["whose"] = targets[click["row"]]
        st.session_state[VIEW] = LIST
