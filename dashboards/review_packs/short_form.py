"""述职一页纸 as Word: the speech on one page, from a template that lies in the home; blanks stay the secretary's."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate

from dashboards.review_packs.docx import environment
from dashboards.review_packs.office_file import without_clock, writable
from dashboards.review_packs.speech import MEASURE, REASON, Speech, blank
from dashboards.review_packs.template_check import refused
from dashboards.review_packs.wording import FOR_REFERENCE
from dashboards.shared.formatting import OUT_OF_REACH, date_text

_PROBLEMS, _SHORT, _PLANS, _LETTERS = 3, 5, 3, 46
"""Items of each part that a page takes, and letters of one."""
_DONE = 300
"""Letters of what was done."""
_NAME, _ITEM = 34, 18
"""Letters of a unit's name in the title, and of an indicator's."""


def short_form_bytes(speech: Speech, template: Path) -> bytes:
    """Return the document. Raises UserError naming the place of a template that cannot be filled."""
    words = in_words(speech)
    try:
        document = DocxTemplate(str(template))
        document.render(words, jinja_env=environment(), autoescape=True)
    except Exception as error:
        raise refused(template, words, error) from error
    about, facts = document.docx.core_properties, speech.facts
    about.title, about.author, about.last_modified_by = words["标题"], facts.frozen_by, facts.frozen_by
    about.created = about.modified = dt.datetime.fromisoformat(facts.frozen_at).replace(tzinfo=None)
    out = io.BytesIO()
    document.save(out)
    return without_clock(out.getvalue())


def in_words(speech: Speech) -> dict[str, Any]:
    """Return what the template's tags stand for."""
    facts = speech.facts
    words: dict[str, Any] = {
        "标题": f"{_cut(facts.unit_name, _NAME)}{facts.year}年度抓党建工作述职（一页纸）",
        "单位名称": facts.unit_name,
        "所属": facts.belongs_to,
        "年度": str(facts.year),
        "述职人": blank("述职人姓名、职务"),
        "数据截止": date_text(facts.as_of),
        "冻结编号": facts.snapshot_id,
        "验真码": facts.code,
        "仅供参考": FOR_REFERENCE,
        "上年整改": list(_last_year(speech)),
        "履职情况": [_line(_whole(facts.paragraphs)), _line("", *speech.done.blanks)],
        "问题及原因": list(_short(speech)),
        "下一步打算": list(_plans(speech)),
    }
    return {name: writable(value) for name, value in words.items()}


def _line(text: str, *blanks: str) -> dict[str, str]:
    return {"内容": text, "空白": "".join(blanks)}


def _last_year(speech: Speech) -> Iterable[dict[str, str]]:
    yield _line(speech.last_year.sentences[0])
    rows = speech.last_year.table.rows if speech.last_year.table else ()
    for problem, _, outcome in rows[:_PROBLEMS]:
        yield _line(f"{_cut(problem, _LETTERS)}：{_cut(outcome, _LETTERS)}。")
    yield _line(_left(rows, _PROBLEMS), *speech.last_year.blanks)


def _short(speech: Speech) -> Iterable[dict[str, str]]:
    """Yield a third of the page: each problem with its numbers, and a blank for its reason."""
    yield _line(speech.short.sentences[0])
    rows = speech.short.table.rows if speech.short.table else ()
    for (name, value, standard, depth, _), (_, seen, _) in list(zip(rows, _rows(speech.reasons.table), strict=False))[
        :_SHORT
    ]:
        yield _line(f"{_cut(name, _ITEM)} {value}，标准{standard}（{depth}）；{seen}。", REASON)
    yield _line(_left(rows, _SHORT), *speech.short.blanks, *speech.reasons.blanks)


def _plans(speech: Speech) -> Iterable[dict[str, str]]:
    rows = speech.plans.table.rows if speech.plans.table and speech.facts.shortfalls else ()
    for name, standard, wanting, *_ in rows[:_PLANS]:
        goal = "" if wanting.startswith(OUT_OF_REACH) else f"达到{standard}，"
        yield _line(f"{_cut(name, _ITEM)}：{goal}{wanting}。", MEASURE)
    yield _line(_left(rows, _PLANS), *speech.plans.blanks)


def _rows(table: Any) -> Sequence[tuple[str, ...]]:
    return table.rows if table else ()


def _left(rows: Sequence[object], most: int) -> str:
    return f"另有 {len(rows) - most} 项，见述职评议材料。" if len(rows) > most else ""


def _whole(paragraphs: Sequence[str]) -> str:
    """Return whole sentences up to the room there is."""
    text = "".join(paragraphs)
    if len(text) <= _DONE:
        return text
    return text[: text.rfind("。", 0, _DONE) + 1] + "其余见述职评议材料。"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
