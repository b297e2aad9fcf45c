"""The Word template of 一页简报 as it is shipped; a clerk changes it in Word or WPS, as the template of the packs."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.enum.text import WD_LINE_SPACING

from dashboards.review_packs.template import write_table
from dashboards.review_packs.template_style import HEADING, apply_style, set_font, tighten

NAME = "一页简报模板.docx"
COLUMNS = (
    ("指标", "名称", 44), ("{{ 范围 }}", "本年", 30), ("标准", "标准", 28), ("状态", "状态", 36), ("上年", "上年", 18),
    ("学校达标/可判断", "学校", 18),
)  # fmt: skip
"""Title, field and width in mm of the columns of the table."""


def write(path: Path) -> None:
    """Write the shipped template to `path`."""
    document = Document()
    apply_style(document, "验真码 {{ 验真码 }}　冻结编号 {{ 冻结编号 }}", "　{{ 仅供参考 }}")
    tighten(document)
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
