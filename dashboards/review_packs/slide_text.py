"""Text on slides: measured in the shipped font, so that it fits its box; sizes are points.

Office sets Chinese letters as wide as that font, Latin ones narrower.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.text.text import _Paragraph
from pptx.util import Pt

from dashboards.charts.static.text import wrapped
from dashboards.review_packs.office_file import writable
from dashboards.shared.theme import INK

FONT = "微软雅黑"
LINE, PAD = 1.3, 6.0
"""Height of a line in letters, and points inside a box or cell."""
_SPARE = 0.9
"""How much of a line is counted on."""
_FRAME = {
    "wrap": "square",
    **{f"{side}Ins": str(Pt(PAD if side in "lr" else PAD / 2)) for side in "lrtb"},
}
"""Attributes of every frame of text: lines are broken, and how far from the edges they stand."""
BLANK_GROUND = RGBColor(0xFF, 0xF8, 0xDC)


@dataclass(frozen=True)
class Box:
    """A place on a slide, in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def place(self) -> tuple[Any, Any, Any, Any]:
        """Left, top, width and height as python-pptx takes them."""
        return Pt(self.left), Pt(self.top), Pt(self.width), Pt(self.height)


def height_of(text: str, size: float, width: float) -> float:
    """Return how high `text` stands in a box or cell of that width."""
    return size * LINE * (wrapped(text, size, (width - 2 * PAD) * _SPARE).count("\n") + 1)


def fitting(texts: Sequence[str], box: Box, sizes: Sequence[float]) -> tuple[float, list[str]]:
    """Return the largest size in which all texts fit the box; in the smallest the last ones go, and that is said."""
    for size in sizes:
        if sum(height_of(one, size, box.width) for one in texts) + 2 * PAD <= box.height:
            return size, list(texts)
    kept, room = list(texts), box.height - 2 * PAD - sizes[-1] * LINE
    while kept and sum(height_of(one, sizes[-1], box.width) for one in kept) > room:
        kept[-1] = _shorter(kept[-1])
        kept = kept if kept[-1] else kept[:-1]
    return sizes[-1], [*kept, "其余见述职评议材料。"]


def _shorter(text: str) -> str:
    """Return a text without its last sentence, clause or, if it has none, half."""
    body = text.rstrip("。；，…")
    cut = max(body.rfind(mark) for mark in "。；，")
    return body[: cut + 1].rstrip("；，") if cut > 0 else ""


def write(frame: Any, texts: Sequence[str], size: float, *, bold: bool = False, colour: str = INK) -> None:
    """Put paragraphs into a text frame, every run with a font for Chinese letters of its own."""
    body = frame._txBody
    for name, value in _FRAME.items():
        body.bodyPr.set(name, value)
    for old in body.p_lst:
        body.remove(old)
    for text in texts or [""]:
        paragraph = copy.deepcopy(_paragraph(size, bold, colour))
        paragraph.r_lst[0].text = writable(text)
        body.append(paragraph)


@lru_cache(maxsize=64)
def _paragraph(size: float, bold: bool, colour: str) -> Any:
    """Return a paragraph of one empty run, to be copied: python-pptx takes long for each of its settings."""
    nobody: Any = None
    paragraph = _Paragraph(parse_xml(f"<a:p {nsdecls('a')}/>"), nobody)
    paragraph.line_spacing = Pt(size * LINE)
    run = paragraph.add_run()
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
    run.font.color.rgb = RGBColor.from_string(colour.lstrip("#"))
    chinese(run._r.get_or_add_rPr())
    return paragraph._p


def chinese(properties: Any) -> None:
    """Say which font Chinese letters take: without it Office takes the theme's, which is a Japanese or a Latin one."""
    properties.set("lang", "zh-CN")
    for tag in ("a:ea", "a:cs"):
        found = properties.find(qn(tag))
        if found is None:
            found = properties.makeelement(qn(tag), {})
            properties.append(found)
        found.set("typeface", FONT)


def add_text(slide: Any, texts: Sequence[str], box: Box, sizes: Sequence[float], *, bold: bool = False) -> float:
    """Add a box of text in the largest of `sizes` that fits; return the lower end of what is written."""
    size, kept = fitting(texts, box, sizes)
    written = Box(box.left, box.top, box.width, sum(height_of(one, size, box.width) for one in kept) + 2 * PAD)
    write(slide.shapes.add_textbox(*written.place).text_frame, kept, size, bold=bold)
    return written.top + written.height


def add_blank(slide: Any, texts: Sequence[str], box: Box, size: float = 14) -> None:
    """Add a place for the secretary: in a dashed frame on a pale ground, the mark in words in it."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.place)
    shape.fill.solid()
    shape.fill.fore_color.rgb = BLANK_GROUND
    shape.line.dash_style, shape.line.color.rgb = MSO_LINE_DASH_STYLE.DASH, RGBColor(0x9A, 0x62, 0x08)
    shape.shadow.inherit = False
    write(shape.text_frame, texts, size)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    for paragraph in shape.text_frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
