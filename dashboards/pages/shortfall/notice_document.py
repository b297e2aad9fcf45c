"""督办单: the Word document of one supervision notice, from a template that lies in the home."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docxtpl import DocxTemplate

from dashboards.review_packs.docx import environment
from dashboards.review_packs.office_file import without_clock, writable
from dashboards.review_packs.template import template_of
from dashboards.review_packs.template_check import refused
from dashboards.review_packs.template_style import apply_style
from dashboards.shared.formatting import date_text
from dashboards.store.notice import Notice

NAME = "督办单模板.docx"
SOURCE = "督查"
"""问题来源 under which the answer is kept in 问题整改台账."""


def notice_bytes(home: Path, notice: Notice) -> bytes:
    """Return the document. Raises UserError naming the place of a template that cannot be filled."""
    template = template_of(home, NAME, write)
    words = writable(in_words(notice))
    try:
        document = DocxTemplate(str(template))
        document.render(words, jinja_env=environment(), autoescape=True)
    except Exception as error:
        raise refused(template, words, error) from error
    out = io.BytesIO()
    document.save(out)
    return without_clock(out.getvalue())


def in_words(notice: Notice) -> dict[str, str]:
    """Return what the template's tags stand for."""
    return {
        "编号": notice.number,
        "单位名称": notice.unit_name,
        "年度": str(notice.year),
        "事项": notice.item,
        "数值": notice.value_text,
        "标准": notice.standard_text,
        "差距": notice.gap_text,
        "起始": notice.since_text,
        "依据": notice.source,
        "发出日期": date_text(dt.date.fromisoformat(notice.issued_on)),
        "期限": date_text(notice.due),
        "发出单位": notice.issued_by,
        "问题来源": SOURCE,
    }


def write(path: Path) -> None:
    """Write the shipped template to `path`."""
    document = Document()
    apply_style(document, "督办编号 {{ 编号 }}")
    document.add_paragraph("督 办 单", style="Title")
    document.add_paragraph("编号 {{ 编号 }}", style="Subtitle")
    document.add_paragraph("{{ 单位名称 }}：").paragraph_format.first_line_indent = Pt(0)
    for text in (
        "经核对台账，你单位{{ 年度 }}年“{{ 事项 }}”为 {{ 数值 }}，标准为{{ 标准 }}，相差 {{ 差距 }}，{{ 起始 }}。"
        "标准依据：{{ 依据 }}。",
        "请于{{ 期限 }}前整改，并把整改情况登记在问题整改台账：问题编号填“{{ 编号 }}”，问题来源填“{{ 问题来源 }}”，"
        "写明整改措施和完成日期，随下次报送。",
        "对数据有疑问的，请核对台账后重新报送，并在期限前说明。",
    ):
        document.add_paragraph(text)
    for text in ("{{ 发出单位 }}", "{{ 发出日期 }}"):
        document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.save(str(path))
