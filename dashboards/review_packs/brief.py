"""一页简报 as Word (from a template that lies in the home) and as a sealed PDF, both on one page."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from dashboards.charts.static.paint import as_data
from dashboards.review_packs.brief_facts import Brief
from dashboards.review_packs.brief_template import COLUMNS
from dashboards.review_packs.docx import environment
from dashboards.review_packs.office_file import without_clock, writable
from dashboards.review_packs.picture import Picture
from dashboards.review_packs.template_check import refused
from dashboards.review_packs.typesetting import millimetres, typeset
from dashboards.review_packs.wording import FOR_REFERENCE
from dashboards.shared.formatting import date_text

_LAYOUT = Path(__file__).with_name("brief.typ")
_WIDTH, _LOW, _PRINTED, _HEIGHT = 150, 34, 174, 48
"""Millimetres across and down that the chart may take of the page in Word, whose letters do not shrink to fit, and in
the sealed file, whose do."""


def in_words(brief: Brief) -> dict[str, Any]:
    """Return what the template's tags stand for."""
    volume = brief.volume
    words: dict[str, Any] = {
        "标题": brief.title,
        "单位名称": volume.unit_name,
        "年度": str(volume.year),
        "数据截止": date_text(volume.as_of),
        "冻结编号": volume.snapshot_id,
        "验真码": volume.code,
        "仅供参考": FOR_REFERENCE,
        "范围": volume.whole,
        "摘要": list(brief.sentences),
        "指标": [
            {
                "名称": one.name,
                "本年": one.value_text,
                "标准": one.standard_text,
                "状态": one.status_text,
                "上年": one.last_text,
                "学校": one.schools_text,
            }
            for one in brief.lines
        ],
        "其余指标": brief.more,
        "清单": [
            {"名称": heading, "内容": "；".join(item.rstrip("。") for item in items) + "。"}
            for heading, items in brief.lists
        ],
        "图示说明": brief.about_chart,
    }
    return {name: writable(value) for name, value in words.items()}


def brief_word(brief: Brief, chart: Picture | None, template: Path) -> bytes:
    """Return the document. Raises UserError naming the place of a template that cannot be filled."""
    words = in_words(brief)
    try:
        document = DocxTemplate(str(template))
        picture: Any = ""
        if chart:
            width = Mm(min(_WIDTH, _LOW / chart.ratio))
            picture = InlineImage(document, io.BytesIO(chart.png), width=width)
        document.render({**words, "图": picture}, jinja_env=environment(), autoescape=True)
    except Exception as error:
        raise refused(template, {**words, "图": ""}, error) from error
    for shape in document.docx.inline_shapes:
        shape._inline.docPr.set("descr", words["图示说明"])
    about = document.docx.core_properties
    about.title, about.author, about.last_modified_by = words["标题"], brief.volume.frozen_by, brief.volume.frozen_by
    about.created = about.modified = dt.datetime.fromisoformat(brief.volume.frozen_at).replace(tzinfo=None)
    out = io.BytesIO()
    document.save(out)
    return without_clock(out.getvalue())


def brief_pdf(brief: Brief, chart: Picture | None) -> bytes:
    """Return the sealed file: one page, in the largest letters that fit."""
    data = in_words(brief) | {
        "冻结人": brief.volume.frozen_by,
        "列": [[title.replace("{{ 范围 }}", brief.volume.whole), key, width] for title, key, width in COLUMNS],
        "清单": [{"名称": heading, "内容": list(items)} for heading, items in writable([list(x) for x in brief.lists])],
    }
    if chart:
        data |= {"图": as_data(chart.drawing), "毫米": millimetres(chart, _PRINTED, _HEIGHT)}
    return typeset(_LAYOUT, data, dt.datetime.fromisoformat(brief.volume.frozen_at))
