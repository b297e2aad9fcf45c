"""Sets a Typst layout as PDF/A-2u with the shipped fonts alone, and no clock but the one it is given."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from dashboards.charts.static.paint import functions
from dashboards.review_packs.picture import Picture
from dashboards.shared.fonts import typst_fonts, without_glyph
from ingest.errors import UserError

GAP = "〓"
"""What printers have always set where a character is not in the case."""


def millimetres(picture: Picture, wide: float, high: float) -> float:
    """Return how long a pixel of `picture` is in a place so many millimetres wide and high."""
    return min(wide / picture.drawing.width, high / picture.drawing.height)


def typeset(layout: Path, data: Mapping[str, Any], made_at: dt.datetime) -> bytes:
    """Return `layout` filled with `data` as PDF/A-2u dated `made_at`; it may draw by `drawing`."""
    try:
        made = typst.compile(
            (functions() + layout.read_text(encoding="utf-8")).encode(),
            font_paths=typst_fonts(),
            format="pdf",
            pdf_standards="a-2u",
            timestamp=made_at,
            sys_inputs={"data": _drawn(json.dumps(data, ensure_ascii=False))},
        )
    except typst.TypstError as error:
        raise UserError(f"PDF 没有排成：{error.message}。请把这句话和数据版本告诉管理员。") from error
    assert isinstance(made, bytes)
    return made


def _drawn(text: str) -> str:
    """Put 〓 in the place of what the fonts cannot draw: a sealed file with a gap in a name would be worse."""
    for letter in without_glyph(text):
        text = text.replace(letter, GAP)
    return text
