"""Tables whose first column opens the next page, filters kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
import pyarrow as pa
import streamlit as st

from dashboards.shared.kept import kept
from dashboards.shared.page_registry import path_of
from dashboards.widgets.chart import as_sent, fitting, frame, widths
from dashboards.widgets.url_state import link

PAGE_OF_LEVEL = {"school": "school", "branch": "branch"}


def table(
    shown: pl.DataFrame,
    rows: pl.DataFrame,
    alt: str,
    key: str,
    *,
    height: int | None = None,
    columns: Mapping[str, Any] | None = None,
) -> None:
    """Draw `shown`; its column 单位 is a button that opens the unit of the same row of `rows` (unit_level, unit_id).

    `columns` says how other columns are drawn.
    """
    if shown.is_empty():
        st.caption("没有记录。")
        return
    targets = [
        (PAGE_OF_LEVEL.get(str(level), "overview"), str(level), str(unit))
        for level, unit in rows.select("unit_level", "unit_id").rows()
    ]
    button = st.column_config.ButtonColumn(
        "单位（点开）",
        type="tertiary",
        alignment="left",
        pinned=True,
        key=f"{key}_click",
        on_click=_open,
        args=(f"{key}_click", targets),
    )
    with frame(shown, key):
        st.dataframe(
            _sent(shown),
            hide_index=True,
            key=key,
            alt=alt,
            height=height or fitting(shown.height),
            placeholder="—",
            column_config={**widths(shown), "单位": button, **(columns or {})},
        )


@kept
def _sent(shown: pl.DataFrame) -> pa.Table:
    return as_sent(shown.with_columns(pl.col("单位").map_elements(_literal, return_dtype=pl.String)))


def _literal(name: str) -> str:
    """Return a button label: the widget reads `:material/…:` at the start of a label as an icon."""
    return "\u200b" + name if name.startswith(":") else name


def _open(key: str, targets: list[tuple[str, str, str]]) -> None:
    click = st.session_state.get(key)
    if click is None or not 0 <= click["row"] < len(targets):
        return
    page, level, unit = targets[click["row"]]
    st.switch_page(path_of(page), query_params=link(area=unit) if level == "area" else link(unit=unit))


def tall(rows: pl.DataFrame) -> int | None:
    """Return a fixed height for long tables, so that what follows stays in reach."""
    return 560 if rows.height > 15 else None


def of_level(rows: pl.DataFrame, level: str) -> pl.DataFrame:
    """Return `rows` with the level that all of them have."""
    return rows.with_columns(unit_level=pl.lit(level))
