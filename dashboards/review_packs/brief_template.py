"""The Word template of 一页简报 as it is shipped; a clerk changes it in Word or WPS, as the template of the packs."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Mm, Pt

from dashboards.review_packs.template import write_table
from dashboards.review_packs.template_style import HEADING, apply_style, set_font

NAME = "一页简报模板.docx"
COLUMNS = (
    ("指标", "名称", 52), ("{{ 范围 }}", "本年", 24), ("标准", "标准", 32), ("状态", "状态", 24), ("上年", "上年", 20),
    ("学校达标/可判断", "学校", 22),
)  # fmt: skip
"""Title, field and width in mm of the columns of the table."""


def write(path: Path) -> None:
    """Write the shipped template to `path`."""
    document = Document()
    apply_style(document, "验真码 {{ 验真码 }}　冻结编号 {{ 冻结编号 }}", "　{{ 仅供参考 }}")
    _tighten(document)
    document.add_paragraph("{{ 标题 }}", style="Title")
    document.add_paragraph("数据截止 {{ 数据截止 }}", style="Subtitle")
    document.add_paragraph("{%p for 一 in 摘要 %}")
    document.add_paragraph("{{ 一 }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p if 指标 %}")
    write_table(document, "指标", COLUMNS)
    document.add_paragraph("{{ 其余指标 }}上年有“*”的，两年标准不同。", style="Annex")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if 图示说明 %}")
    document.add_paragraph("{{ 图示说明 }}", style="Annex").paragraph_format.keep_with_next = True
    picture = document.add_paragraph("{{ 图 }}", style="Annex")
    picture.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p for 一 in 清单 %}")
    line = document.add_paragraph(style="Annex")
    set_font(line.add_run("{{ 一.名称 }}　"), HEADING)
    line.add_run("{{ 一.内容 }}")
    document.add_paragraph("{%p endfor %}")
    document.save(str(path))


def _tighten(document: object) -> None:
    """Make the official page small enough for one side: narrow margins, small letters, close lines."""
    section = document.sections[0]  # type: ignore[attr-defined]
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    section.left_margin = section.right_margin = Mm(18)
    section.header_distance, section.footer_distance = Mm(10), Mm(9)
    styles = document.styles  # type: ignore[attr-defined]
    for name, size, line in (("Normal", 10.5, 15), ("Title", 15, 20), ("Subtitle", 10, 14), ("Annex", 9, 12.5)):
        style = styles[name]
        style.font.size = Pt(size)
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        style.paragraph_format.line_spacing, style.paragraph_format.space_after = Pt(line), Pt(2)
    styles["Normal"].paragraph_format.first_line_indent = Pt(21)
    styles["Cell"].font.size = Pt(8.5)
