"""The official style (GB/T 9704-2012) of every Word template: page, fonts, page numbers."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

TITLE, BODY, HEADING, SUBHEADING, LATIN = "方正小标宋简体", "仿宋", "黑体", "楷体", "Times New Roman"
_BLACK = RGBColor(0, 0, 0)


def apply_style(document: Any, header_text: str, footer_text: str = "") -> None:
    """Give a new document the page, the styles, a header, page numbers and what stands behind them."""
    _page(document, header_text, footer_text)
    _styles(document)


def tighten(document: Any) -> None:
    """Make the official page small enough for one side: narrow margins, small letters, close lines."""
    section = document.sections[0]
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    section.left_margin = section.right_margin = Mm(18)
    section.header_distance, section.footer_distance = Mm(10), Mm(9)
    styles = document.styles
    for name, size, line in (("Normal", 10.5, 15), ("Title", 15, 20), ("Subtitle", 10, 14), ("Annex", 9, 12.5)):
        style = styles[name]
        style.font.size = Pt(size)
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        style.paragraph_format.line_spacing, style.paragraph_format.space_after = Pt(line), Pt(2)
    styles["Normal"].paragraph_format.first_line_indent = Pt(21)
    styles["Cell"].font.size = Pt(8.5)


def _page(document: Any, header_text: str, footer_text: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(28)
    header = section.header.paragraphs[0]
    header.text = header_text
    header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, code in (("— ", None), ("", "PAGE"), (" —　共 ", None), ("", "NUMPAGES"), (f" 页{footer_text}", None)):
        run = footer.add_run(text)
        if code:
            _field(run, code)
    # The default document says its far-eastern language is Japanese; Word would then fall back to Japanese fonts.
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _field(run: Any, code: str) -> None:
    for kind, text in (("begin", None), (None, code), ("end", None)):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = text
        run._r.append(part)


def _styles(document: Any) -> None:
    styles = document.styles
    _font(styles["Normal"], BODY, 16)
    body = styles["Normal"].paragraph_format
    body.line_spacing_rule, body.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28)
    body.first_line_indent, body.space_after = Pt(32), Pt(0)
    _font(styles["Title"], TITLE, 22)
    _font(styles["Subtitle"], SUBHEADING, 14)
    for name in ("Title", "Subtitle"):
        form = styles[name].paragraph_format
        form.alignment, form.first_line_indent = WD_ALIGN_PARAGRAPH.CENTER, Pt(0)
        form.line_spacing_rule, form.line_spacing, form.space_after = WD_LINE_SPACING.EXACTLY, Pt(34), Pt(6)
    for border in list(styles["Title"].element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)
    _font(styles["Heading 1"], HEADING, 16)
    heading = styles["Heading 1"].paragraph_format
    heading.first_line_indent, heading.space_before, heading.keep_with_next = Pt(32), Pt(8), True
    for name, size in (("Annex", 10.5), ("Cell", 9)):
        style = styles.add_style(name, 1)
        _font(style, BODY, size)
        style.paragraph_format.first_line_indent = Pt(0)
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    for name in ("Header", "Footer"):
        _font(styles[name], "宋体", 9)
        styles[name].paragraph_format.first_line_indent = Pt(0)
        styles[name].paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE


def set_font(run: Any, east_asian: str) -> None:
    """Set one run in another East Asian font than its paragraph's."""
    run.font.name = LATIN
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), east_asian)


def _font(style: Any, east_asian: str, size: float) -> None:
    style.font.name, style.font.size, style.font.color.rgb = LATIN, Pt(size), _BLACK
    style.font.bold = style.font.italic = False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    fonts.set(qn("w:eastAsia"), east_asian)
