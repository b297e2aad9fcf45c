"""A chart never stands alone: a sentence before it, table and downloads after it, words for who cannot see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Literal

import plotly.graph_objects as go
import polars as pl
import pyarrow as pa
import streamlit as st
from polars import selectors
from streamlit.delta_generator import DeltaGenerator

from dashboards.charts.blank import is_blank
from dashboards.charts.large_numbers import in_wan
from dashboards.charts.template import CONFIG
from dashboards.exports.workbook import Origin
from dashboards.shared.kept import kept
from dashboards.shared.markdown import escaped, unescaped
from dashboards.widgets.downloads import buttons

_ROW, _LETTER, _WIDEST, _MEASURED = 33, 13, 300, 9
"""Pixels: a row of a table and a Chinese character at the theme's base size; the widest column whose width is set here.
Then how many texts (the head and eight rows) the browser surely measures."""


_ROOMS, _PADDING, _SURE = {"vast": 1019, "broad": 362}, 17, 1.1
"""Pixels: a table's place on a laptop and on a phone, and the room around a cell's text; then by how much a guess from
letters may be too wide, so that what is said to scroll does."""
_MOST_READ = 200
NOTHING_TO_DRAW = "这里还没有可以画成图的数，不画图。"


def chart(
    drawn: go.Figure,
    sentence: str,
    table: pl.DataFrame,
    origin: Origin,
    key: str,
    *,
    tall: int | None = None,
    wide: bool = False,
    follow: Callable[[int], None] | None = None,
) -> None:
    """Draw sentence, figure, table and downloads; figures higher than `tall` scroll in a box.

    A `wide` figure (many columns) scrolls sideways on a phone instead of being squeezed. `follow` is told the
    line of the bar that is clicked. A figure that would be empty is not drawn: a sentence says so.
    """
    st.markdown(sentence)
    if is_blank(drawn):
        _without_figure(table, origin, key)
        return
    drawn = in_wan(drawn)
    alt = f"{origin.title}。{unescaped(sentence)}"
    height = drawn.layout.height or 0
    frame_key = f"{'wide' if wide else 'chart'}_{key}"
    box = st.container(height=tall if tall and height > tall else "content", border=False, key=frame_key)
    with box:
        if follow is None:
            st.plotly_chart(drawn, theme=None, config=CONFIG, key=f"{key}_chart", alt=alt)
        else:
            clicked = partial(_line_of, f"{key}_chart", follow)
            st.plotly_chart(
                drawn,
                theme=None,
                config=CONFIG,
                key=f"{key}_chart",
                alt=alt,
                on_select=clicked,
                selection_mode="points",
            )
    if tall and height > tall:
        st.caption("图较高，在框内上下滚动可以看全。")
    with st.expander("看数据表、下载"):
        show(table, f"{origin.title}的数据表", f"{key}_table")
        buttons(table, origin, key, drawn, alt)


def _without_figure(table: pl.DataFrame, origin: Origin, key: str) -> None:
    st.caption(NOTHING_TO_DRAW)
    if table.height:
        with st.expander("看数据表、下载"):
            show(table, f"{origin.title}的数据表", f"{key}_table")
            buttons(table, origin, key)


def _line_of(key: str, follow: Callable[[int], None]) -> None:
    points = st.session_state[key]["selection"]["points"]
    if points:
        follow(int(points[0]["y"]))


def fitting(rows: int, most: int = 16) -> int | Literal["content"]:
    """Return the height that shows `rows` rows and no empty one; of more than `most`, a box that scrolls."""
    return "content" if rows <= most else _ROW * (most + 1) + _ROW // 2


def widths(table: pl.DataFrame) -> dict[str, Any]:
    """Return a width for each column whose long values are rare or far down: the browser would cut them off.

    It measures the first rows only, and leaves what is twice the average out.
    """
    return {name: st.column_config.Column(width=width) for name, width in _uneven(table).items()}


@kept
def _uneven(table: pl.DataFrame) -> dict[str, int]:
    found = {}
    for name in table.select(pl.col(pl.String)).columns:
        lengths = [_letters(text) for text in (name, *table[name].to_list())]
        width = int(max(lengths) * _LETTER) + 24
        is_missed = max(lengths) > min(2 * sum(lengths) / len(lengths), max(lengths[:_MEASURED]))
        if width <= _WIDEST and is_missed:
            found[name] = width
    return found


def _letters(text: str | None) -> float:
    """Return the width of a text in Chinese characters; digits and Latin letters are half as wide."""
    return sum(0.6 if character.isascii() else 1.0 for character in text or "—")


def frame(table: pl.DataFrame, key: str) -> DeltaGenerator:
    """Return the box for a table; the style of the page says above it where only scrolling shows all columns."""
    return st.container(border=False, gap=None, key=f"{_breadth(table)}_{key}")


@kept
def _breadth(table: pl.DataFrame) -> str:
    """Return `vast` for what a laptop cuts, `broad` for what a phone cuts, else `frame`."""
    texts = table.head(_MEASURED).select(~selectors.nested()).cast(pl.String)
    letters = sum(max(map(_letters, (name, *texts[name].to_list()))) for name in texts.columns)
    pixels = letters * _LETTER + _PADDING * table.width
    return next((name for name, room in _ROOMS.items() if pixels > _SURE * room), "frame")


def show(
    table: pl.DataFrame,
    alt: str,
    key: str,
    *,
    height: int | Literal["content"] | None = None,
    columns: Mapping[str, Any] | None = None,
) -> None:
    """Draw a table; `columns` says how some of its columns are drawn."""
    if table.is_empty():
        st.caption("没有记录。")
        return
    with frame(table, key):
        st.dataframe(
            as_sent(table),
            hide_index=True,
            key=key,
            alt=alt,
            height=height or fitting(table.height),
            placeholder="—",
            column_config={**widths(table), **(columns or {})},
        )


@kept
def as_sent(table: pl.DataFrame) -> pa.Table:
    """Return a table as it goes to the browser; by way of pandas it would take ten times as long."""
    return table.to_arrow(compat_level=pl.CompatLevel.oldest())


def read(table: pl.DataFrame, alt: str, key: str, *, most: int = 640) -> None:
    """Draw a table of sentences, each broken over lines until all of it is seen; above `most` pixels it scrolls.

    A grid (`show`) keeps each cell on one line, and a sentence of a receipt does not fit a laptop's; more than
    `_MOST_READ` rows, which nobody reads through, stay a grid that can be sorted and searched.
    """
    if table.is_empty() or table.height > _MOST_READ:
        show(table, alt, key)
        return
    texts = table.select(pl.all().cast(pl.String).fill_null("—").map_elements(escaped, return_dtype=pl.String))
    st.table(texts, hide_index=True, alt=alt, height=most if table.height * _ROW > most else "content")
