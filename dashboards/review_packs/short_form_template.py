"""The Word template of 述职一页纸 as it is shipped; a clerk changes it in Word or WPS, as the template of the packs."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Pt

from dashboards.review_packs.template_style import apply_style, tighten

NAME = "述职一页纸模板.docx"
_PARTS = (
    ("一、上年问题整改情况", "上年整改"),
    ("二、履职情况", "履职情况"),
    ("三、存在问题及原因", "问题及原因"),
    ("四、下一步打算", "下一步打算"),
)


def write(path: Path) -> None:
    """Write the shipped template to `path`."""
    document = Document()
    apply_style(document, "验真码 {{ 验真码 }}　冻结编号 {{ 冻结编号 }}", "　{{ 仅供参考 }}")
    tighten(document)
    heading_style = document.styles["Heading 1"]
    heading_style.font.size, heading_style.paragraph_format.line_spacing = Pt(12), Pt(17)
    document.add_paragraph("{{ 标题 }}", style="Title")
    document.add_paragraph("{{ 述职人 }}　数据截止 {{ 数据截止 }}", style="Subtitle")
    for heading, name in _PARTS:
        document.add_heading(heading, 1)
        document.add_paragraph(f"{{%p for 一 in {name} %}}")
        line = document.add_paragraph()
        line.add_run("{{ 一.内容 }}")
        line.add_run("{{ 一.空白 }}").font.highlight_color = WD_COLOR_INDEX.YELLOW
        document.add_paragraph("{%p endfor %}")
    document.save(str(path))
