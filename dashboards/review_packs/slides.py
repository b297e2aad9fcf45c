"""述职幻灯片: six slides that a secretary finishes in PowerPoint or WPS, with native charts; same facts, same bytes."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from dashboards.review_packs.office_file import without_clock, writable
from dashboards.review_packs.slide_chart import add_chart
from dashboards.review_packs.slide_content import Part
from dashboards.review_packs.slide_table import add_table
from dashboards.review_packs.slide_text import Box, add_blank, add_text, fitting, write
from dashboards.review_packs.speech import Speech
from dashboards.review_packs.wording import FOR_REFERENCE
from dashboards.shared.formatting import date_text
from dashboards.shared.theme import GREY, RED

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_WIDTH, _HEIGHT, _EDGE, _TOP, _FOOT = 960.0, 540.0, 42.0, 92.0, 506.0
"""Points of a slide of 16 to 9, its margin, and where the content begins and the foot stands."""
_INSIDE, _GAP, _BLANK = _WIDTH - 2 * _EDGE, 16.0, 62.0
_SIDE = 330.0
"""Width of a chart beside text or a table."""
_LAYOUT = 5
"""Title Only, in the template that python-pptx brings."""


def slides_bytes(speech: Speech) -> bytes:
    """Return the presentation."""
    made = Presentation()
    made.slide_width, made.slide_height = Pt(_WIDTH), Pt(_HEIGHT)
    for number, part in enumerate(speech.parts, start=1):
        slide = made.slides.add_slide(made.slide_layouts[_LAYOUT])
        (_opening if part is speech.opening else _content)(slide, speech, part)
        _foot(slide, speech, number, len(speech.parts))
    about, facts = made.core_properties, speech.facts
    about.title, about.author, about.last_modified_by = writable(speech.title), facts.frozen_by, facts.frozen_by
    about.created = about.modified = dt.datetime.fromisoformat(facts.frozen_at).replace(tzinfo=None)
    about.keywords = facts.code
    out = io.BytesIO()
    made.save(out)
    return without_clock(out.getvalue())


def _opening(slide: Any, speech: Speech, part: Part) -> None:
    _title(slide, speech.title, Box(_EDGE + 20, 110, _INSIDE - 40, 110), (40, 36, 32, 28, 24))
    _line(slide, 226)
    box = Box(_EDGE + 20, 240, _INSIDE - 40, 120)
    add_text(slide, part.sentences, box, (20, 18, 16, 14))
    add_blank(slide, part.blanks, Box(_EDGE + 20, 380, 420, 70), 16)


def _content(slide: Any, speech: Speech, part: Part) -> None:
    _title(slide, f"{part.title}（约 {part.minutes} 分钟）", Box(_EDGE, 24, _INSIDE, 50), (28,))
    _line(slide, 80)
    wide = _INSIDE - (_SIDE + _GAP if part.chart else 0)
    end = _FOOT - _GAP - _BLANK
    top = _TOP
    if part.sentences:
        room = (end - _TOP - _GAP) if part.table is None else 70
        top = add_text(slide, part.sentences, Box(_EDGE, _TOP, wide, room), (18, 17, 16, 15, 14, 13, 12))
    if part.table is not None:
        top = add_table(slide, part.table, Box(_EDGE, top, wide, end - top - _GAP), 13)
    if part.chart is not None:
        add_chart(slide, part.chart, Box(_EDGE + wide + _GAP, _TOP, _SIDE, end - _TOP - _GAP))
    start = end if part.chart is not None else min(end, top + _GAP)
    add_blank(slide, part.blanks, Box(_EDGE, start, _INSIDE, _FOOT - _GAP - start))


def _title(slide: Any, text: str, box: Box, sizes: tuple[float, ...]) -> None:
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = box.place
    size, kept = fitting([text], box, sizes)
    write(shape.text_frame, kept[:1], size, bold=True)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def _line(slide: Any, top: float) -> None:
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Pt(_EDGE), Pt(top), Pt(_WIDTH - _EDGE), Pt(top))
    line.line.color.rgb, line.line.width = RGBColor.from_string(RED.lstrip("#")), Pt(2)


def _foot(slide: Any, speech: Speech, number: int, of: int) -> None:
    facts = speech.facts
    text = f"验真码 {facts.code}　冻结编号 {facts.snapshot_id}　数据截止{date_text(facts.as_of)}　{FOR_REFERENCE}"
    for words, box in (
        (text, Box(_EDGE, _FOOT, _INSIDE - 60, 26)),
        (f"{number} / {of}", Box(_WIDTH - _EDGE - 60, _FOOT, 60, 26)),
    ):
        shape = slide.shapes.add_textbox(*box.place)
        write(shape.text_frame, [words], 10, colour=GREY)
