"""The sealed file of a pack: PDF/A-2u with the shipped fonts, a watermark, the code, and no clock but the snapshot's.

The same snapshot gives the same bytes, so a file can be known again by its hash.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dashboards.charts.static.paint import as_data
from dashboards.review_packs.docx import in_words
from dashboards.review_packs.facts import Facts
from dashboards.review_packs.picture import Picture
from dashboards.review_packs.template import TABLES
from dashboards.review_packs.typesetting import GAP, millimetres, typeset
from dashboards.shared.fonts import without_glyph

_LAYOUT = Path(__file__).with_name("pack.typ")
_WIDE, _HIGH = 156, 203
"""Millimetres that a picture may take of a page."""


def pdf_bytes(facts: Facts, pictures: Sequence[Picture]) -> bytes:
    """Return the sealed file. Raises UserError when the fonts are missing or the layout cannot be set."""
    data: dict[str, Any] = in_words(facts)
    data |= {
        "冻结人": facts.frozen_by,
        "水印": f"{facts.unit_name}　{facts.frozen_by}　{facts.frozen_at[:10]}　{facts.code}",
        "数据说明": _with_gaps(data),
        "图示": [
            {
                "说明": one.sentence,
                "图": as_data(one.drawing),
                "替代文字": one.alt,
                "毫米": millimetres(one, _WIDE, _HIGH),
            }
            for one in pictures
        ],
        "表": [
            {"key": key, "heading": heading, "empty": empty, "columns": columns}
            for key, (heading, empty, columns) in TABLES.items()
        ],
    }
    return typeset(_LAYOUT, data, dt.datetime.fromisoformat(facts.frozen_at))


def _with_gaps(data: Mapping[str, Any]) -> list[str]:
    """Return the notes, with one more when a character of the pack cannot be drawn."""
    gone = without_glyph(json.dumps(data, ensure_ascii=False))
    notes = list(data["数据说明"])
    return [*notes, f"有 {len(gone)} 个生僻字本文件的字体里没有，以{GAP}代替，见 Word 文件。"] if gone else notes
