"""The Word document of a pack: the home's template filled with one unit's facts."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from docx import Document
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from dashboards.review_packs.facts import Facts
from dashboards.review_packs.office_file import without_clock, writable
from dashboards.review_packs.picture import Picture
from dashboards.review_packs.template_check import lost_line, refused
from dashboards.review_packs.wording import FOR_REFERENCE
from dashboards.shared.formatting import date_text

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WIDTH, _HEIGHT = 156, 190
"""Millimetres that a picture may take of a page."""
_TOGETHER = 6
"""So many of the last paragraphs stand on one page: none is printed for two lines."""


def word_bytes(facts: Facts, pictures: Sequence[Picture], template: Path) -> bytes:
    """Return the document; the same facts, pictures and template give the same bytes. Raises jinja2 and docx errors."""
    document = DocxTemplate(str(template))
    words = in_words(facts)
    words["图示"] = [
        {
            "说明": one.sentence,
            "图": InlineImage(document, io.BytesIO(one.png), width=Mm(min(_WIDTH, _HEIGHT / one.ratio))),
        }
        for one in pictures
    ]
    document.render(words, jinja_env=environment(), autoescape=True)
    for shape, one in zip(document.docx.inline_shapes, pictures, strict=False):
        shape._inline.docPr.set("descr", one.alt)
    for last in document.docx.paragraphs[-_TOGETHER:-1]:
        last.paragraph_format.keep_with_next = True
    about = document.docx.core_properties
    about.title, about.author, about.last_modified_by = words["标题"], facts.frozen_by, facts.frozen_by
    about.created = about.modified = dt.datetime.fromisoformat(facts.frozen_at).replace(tzinfo=None)
    out = io.BytesIO()
    document.save(out)
    return without_clock(out.getvalue())


def filled(template: Path, facts: Facts, pictures: Sequence[Picture]) -> bytes:
    """Return the document, or raise UserError that names the place of the template that cannot be filled."""
    try:
        if lost_line(Document(str(template))):
            raise TemplateError
        return word_bytes(facts, pictures, template)
    except Exception as error:
        raise refused(template, {**in_words(facts), "图示": [{"说明": "", "图": ""}]}, error) from error


class _Environment(SandboxedEnvironment):
    """Keeps what it has read: a batch fills one template a thousand times."""

    def from_string(self, source: Any, globals: Any = None, template_class: Any = None) -> Template:
        """Return the template that stands in `source`, read once."""
        return self._read(source)

    @lru_cache(maxsize=64)  # noqa: B019 - there is one, and it lives as long as the program
    def _read(self, source: str) -> Template:
        return super().from_string(source)


@lru_cache(maxsize=1)
def environment() -> SandboxedEnvironment:
    """Return where the tags of a template are worked out: no code, and an unknown word is an error, never a blank."""
    return _Environment(undefined=StrictUndefined, autoescape=True)


def in_words(facts: Facts) -> dict[str, Any]:
    """Return what the template's tags stand for."""
    clean: dict[str, Any] = {
        "标题": facts.title,
        "单位名称": facts.unit_name,
        "所属": facts.belongs_to,
        "年度": str(facts.year),
        "数据截止": date_text(facts.as_of),
        "冻结编号": facts.snapshot_id,
        "数据版本": facts.build_id,
        "验真码": facts.code,
        "仅供参考": FOR_REFERENCE,
        "摘要": list(facts.summary),
        "工作数据": list(facts.paragraphs),
        "数据说明": list(facts.notes),
        "指标": [
            {
                "类别": one.family,
                "名称": one.name,
                "本年": one.value_text,
                "标准": one.standard_text,
                "状态": one.status_text,
                "上年": one.last_text,
                "基数": one.base_text,
                "同类": one.compared_text,
            }
            for one in facts.lines
        ],
        "上年问题": [
            {
                "编号": one.number,
                "来源": one.source,
                "类别": one.category,
                "问题": one.sentence,
                "期限": one.due_text,
                "结果": one.outcome,
            }
            for one in facts.problems
        ],
        "低于标准": [
            {
                "名称": one.name,
                "本年": one.value_text,
                "标准": one.standard_text,
                "程度": one.depth_text,
                "差距": one.gap_text,
                "起始": one.since_text,
                "还需": one.still_text,
            }
            for one in facts.shortfalls
        ],
        "口径": [{"名称": name, "内容": text} for name, text in facts.definitions],
    }
    return {name: writable(value) for name, value in clean.items()}
