"""A profile as one HTML file that prints on A4: figures as pictures in it, nothing from elsewhere; pure."""

from __future__ import annotations

import base64
import datetime as dt
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.blank import is_blank
from dashboards.charts.png import pictures
from dashboards.exports.workbook import Origin

_WIDTH, _WIDE, _SCALE, _SHORT = 1140, 1650, 1.5, 8
"""Dots of a picture and how many a CSS pixel takes: the smallest letters (12 pixels) are 8 points high on 180 mm, those
of a wide one on the 267 mm of a sheet laid across."""
_STYLE = Path(__file__).resolve().parent / "print_page.css"
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ESCAPED = re.compile(r"\\(.)")
_COLOURED = re.compile(r":[a-z]+\[(.*?)\]")


@dataclass(frozen=True)
class Section:
    """One part of a profile: its heading, the sentences, and a figure and tables if any.

    A figure higher than a sheet has `cuts`: where on its vertical axis one picture ends and the next begins. A `wide`
    one has many columns and gets a sheet of its own, laid across.
    """

    heading: str
    sentences: tuple[str, ...]
    figure: go.Figure | None = None
    tables: tuple[pl.DataFrame, ...] = ()
    cuts: tuple[float, ...] = ()
    wide: bool = False


def document(origin: Origin, unit: str, sections: Sequence[Section], taken_at: dt.datetime) -> str:
    """Return the whole file; who took it when, the as-of day and the build stand on top."""
    facts = "　".join(
        [
            *(f"{name}：{value}" for name, value in origin.filters.items()),
            f"数据截止：{origin.as_of:%Y-%m-%d}",
            f"数据版本：{origin.build_id}",
            f"打印人：{origin.viewer}",
            f"时间：{taken_at:%Y-%m-%d %H:%M}",
        ]
    )
    title = f"{unit}　{origin.title}"
    body = "\n".join(_section(section) for section in sections)
    return f"""<!doctype html>
<html lang="zh-CN" translate="no">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)}</title><style>{_STYLE.read_text(encoding="utf-8")}</style></head>
<body><header><h1>{html.escape(title)}</h1><p class="facts">{html.escape(facts)}</p></header>
{body}
<footer>数据供工作参考，不代替评议结论。“达标”看的是标准，“与同类比”看的是不具名的同类单位，两者分开回答。</footer>
</body></html>
"""


def _section(section: Section) -> str:
    paragraphs = "".join(f"<p>{_read(sentence)}</p>" for sentence in section.sentences if sentence)
    drawn = _figure(section) if section.figure is not None and not is_blank(section.figure) else ""
    listed = "".join(_table(table) for table in section.tables if table.height)
    opening = "<section class=wide>" if section.wide else "<section>"
    return f"{opening}<h2>{html.escape(section.heading)}</h2>{paragraphs}{drawn}{listed}</section>"


def _figure(section: Section) -> str:
    assert section.figure is not None
    alt = html.escape(section.heading)
    made = pictures(section.figure, section.cuts, width_px=_WIDE if section.wide else _WIDTH, scale=_SCALE)
    coded = (base64.b64encode(one).decode("ascii") for one in made)
    return "".join(f'<img alt="{alt}，数据见下表" src="data:image/png;base64,{one}">' for one in coded)


def _table(table: pl.DataFrame) -> str:
    head = "".join(f"<th>{html.escape(name)}</th>" for name in table.columns)
    lines = "".join(
        "<tr>" + "".join(_cell("" if value is None else str(value)) for value in row) + "</tr>"
        for row in table.iter_rows()
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"


def _cell(text: str) -> str:
    """Return a cell; a short one is kept in one line, so that 100.0% is not broken before its sign."""
    return f"<td{' class=short' if len(text) <= _SHORT else ''}>{html.escape(text)}</td>"


def _read(sentence: str) -> str:
    """Return a sentence of the page (Markdown with escaped data) as HTML that says the same letters."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[1])
        return f"\x00{len(kept) - 1}\x00"

    text = _COLOURED.sub(r"\1", _ESCAPED.sub(keep, sentence))
    text = _BOLD.sub(r"<b>\1</b>", html.escape(text))
    return re.sub("\x00(\\d+)\x00", lambda match: html.escape(kept[int(match[1])]), text)
