"""Tables on slides: as many rows as their place takes, and a line that says how many are left; sizes are points."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from dashboards.review_packs.slide_content import Table
from dashboards.review_packs.slide_text import BLANK_GROUND, LINE, PAD, Box, height_of, write

_MARKED = "【"
_INSIDE = {"L": PAD, "R": PAD, "T": PAD / 2, "B": PAD / 2}
"""Points between the edges of a cell and its text."""
_HEAD, _PAPER = RGBColor(0xEE, 0xF2, 0xF6), RGBColor(0xFF, 0xFF, 0xFF)


def add_table(slide: Any, table: Table, box: Box, size: float) -> float:
    """Add as many rows as the box takes, and say at its foot how many are left; return the lower end of all."""
    whole = sum(share for _, share in table.columns)
    widths = [box.width * share / whole for _, share in table.columns]
    lines = [tuple(name for name, _ in table.columns), *table.rows]
    heights = [_row_height(row, widths, size) for row in lines]
    said = size * LINE + PAD
    taken = _taken(heights, box.height - said)
    shape = slide.shapes.add_table(taken, len(widths), *box.place)
    _plain(shape)
    for column, width in zip(shape.table.columns, widths, strict=True):
        column.width = Pt(width)
    for line, (row, height) in enumerate(zip(shape.table.rows, heights, strict=False)):
        row.height = Pt(height)
        _fill(row, lines[line], size, is_head=line == 0)
    shape.height = Pt(sum(heights[:taken]))
    left = len(lines) - taken
    if left:
        place = Box(box.left, box.top + box.height - said, box.width, said)
        write(slide.shapes.add_textbox(*place.place).text_frame, [f"另有 {left} 项，见述职评议材料。"], size)
    return box.top + (box.height if left else sum(heights))


def _fill(row: Any, texts: Sequence[str], size: float, *, is_head: bool) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        write(cell.text_frame, [text], size, bold=is_head)
        ground = _HEAD if is_head else BLANK_GROUND if text.startswith(_MARKED) else _PAPER
        properties = cell._tc.get_or_add_tcPr()
        for side, points in _INSIDE.items():  # else Office's own, which are wider than what was measured
            properties.set(f"mar{side}", str(Pt(points)))
        properties.append(copy.deepcopy(_filled(str(ground))))


@lru_cache(maxsize=8)
def _filled(colour: str) -> Any:
    """Return the fill of a cell, to be copied: python-pptx takes long for each."""
    return parse_xml(f'<a:solidFill {nsdecls("a")}><a:srgbClr val="{colour}"/></a:solidFill>')


def _taken(heights: Sequence[float], room: float) -> int:
    """Return how many rows fit, the head and one row at least."""
    taken = 2
    while taken < len(heights) and sum(heights[: taken + 1]) <= room:
        taken += 1
    return min(taken, len(heights))


def _row_height(texts: Sequence[str], widths: Sequence[float], size: float) -> float:
    return max(height_of(text, size, width) for text, width in zip(texts, widths, strict=True)) + PAD


def _plain(shape: Any) -> None:
    """Give a table the style with lines and without coloured bands."""
    made = shape.table
    made.horz_banding = made.first_row = False
    shape._element.graphic.graphicData.tbl[0][-1].text = "{5940675A-B579-460E-94D1-54222C63F5DA}"
