"""A chart never stands alone: a sentence before it, table and downloads after it, words for who cannot see it."""

from __future__ import annotations

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from dashboards.components.downloads import buttons
from dashboards.components.plain import spoken
from dashboards.exports import Origin
from dashboards.figures.template import CONFIG


def chart(
    drawn: go.Figure,
    sentence: str,
    table: pl.DataFrame,
    origin: Origin,
    key: str,
    *,
    tall: int | None = None,
    wide: bool = False,
) -> None:
    """Draw sentence, figure, table and downloads; figures higher than `tall` scroll in a box.

    A `wide` figure (many columns) scrolls sideways on a phone instead of being squeezed.
    """
    st.markdown(sentence)
    alt = f"{origin.title}。{spoken(sentence)}"
    height = drawn.layout.height or 0
    frame_key = f"{'wide' if wide else 'chart'}_{key}"
    box = st.container(height=tall if tall and height > tall else "content", border=False, key=frame_key)
    with box:
        st.plotly_chart(drawn, theme=None, config=CONFIG, key=f"{key}_chart", alt=alt)
    with st.expander("看数据表、下载"):
        show(table, f"{origin.title}的数据表", f"{key}_table")
        buttons(table, origin, key, drawn, alt)


def fitting(rows: int, most: int = 16) -> int:
    """Return the height in pixels that shows `rows` rows, or `most` of them with scrolling."""
    return 38 + 35 * min(rows, most)


def show(table: pl.DataFrame, alt: str, key: str, *, height: int | None = None) -> None:
    """Draw a table."""
    if table.is_empty():
        st.caption("没有记录。")
        return
    st.dataframe(table, hide_index=True, key=key, alt=alt, height=height or fitting(table.height), placeholder="—")
