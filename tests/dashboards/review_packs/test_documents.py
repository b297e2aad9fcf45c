"""What a pack's documents survive: names with odd characters, a template that somebody broke, a font that is gone."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from pathlib import Path

import openpyxl
import polars as pl
import pypdf
import pytest
from docx import Document

from dashboards.charts.static.marks import Box, Drawing, Text
from dashboards.pages.shortfall import notice_document
from dashboards.pages.shortfall.notice_document import notice_bytes
from dashboards.review_packs.docx import filled, word_bytes
from dashboards.review_packs.facts import Facts, Line, Problem, Shortfall
from dashboards.review_packs.file_name import file_name, folder_name
from dashboards.review_packs.pdf import pdf_bytes
from dashboards.review_packs.picture import Picture
from dashboards.review_packs.template import template_of
from dashboards.review_packs.xlsx import workbook_bytes
from dashboards.shared import fonts
from dashboards.store.notice import issue, issued
from ingest.errors import UserError

ODD = "甲&乙<小学>#strong[粗]$x^2${{ 标题 }}{% if %}[点](u)*_`~@\\\"'\x0b〔2026〕𠮷"
SEEN = "甲&乙<小学>#strong[粗]$x^2${{ 标题 }}{% if %}[点](u)*_`~@\\\"'〔2026〕"


def _facts(**changes: object) -> Facts:
    line = Line(
        code="O01",
        name=ODD,
        family="组织生活",
        unit="%",
        status="not_met",
        value=75.0,
        numerator=3.0,
        denominator=4.0,
        standard=100.0,
        last_value=None,
        value_text="75.0%",
        status_text="● 未达标",
        base_text="3/4",
        standard_text="不低于100%",
        last_text="—",
        compared_text="不作比较",
    )
    short = Shortfall(
        code="O01",
        name=ODD,
        unit="%",
        depth="marked",
        value=75.0,
        standard=100.0,
        value_text="75.0%",
        standard_text="不低于100%",
        depth_text="▲ 明显",
        gap_text="25.0 个百分点",
        since_text="2024年起，连续 2 年",
        still_text="—",
        last_text="—",
        compared_text="不作比较",
    )
    facts = Facts(
        unit_level="school",
        unit_id="S1",
        unit_name=ODD,
        belongs_to="东片区",
        year=2025,
        as_of=dt.date(2025, 12, 31),
        snapshot_id="2025-b1",
        build_id="b1",
        frozen_by="区级管理员",
        frozen_at="2026-01-05T08:00:00+00:00",
        summary=(f"{ODD}的情况。",),
        lines=(line,),
        shortfalls=(short,),
        problems=(Problem("done", "1", "督查", "组织生活", ODD, "2025年6月30日", "✓ 按期销号"),),
        paragraphs=("工作数据。",),
        notes=("说明。",),
        definitions=(("O01 名称", "分子：甲；分母：乙。"),),
        frame=pl.DataFrame(),
    )
    return dataclasses.replace(facts, **changes)  # type: ignore[arg-type]


def _text_of(word: bytes) -> str:
    document = Document(io.BytesIO(word))
    said = [paragraph.text for paragraph in document.paragraphs]
    said += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(said)


@pytest.fixture
def template(tmp_path: Path) -> Path:
    return template_of(tmp_path)


def test_a_name_with_every_odd_character_stands_letter_for_letter_in_all_three_files(template: Path) -> None:
    """`&` cut names off in Word, `#` made them bold in PDF, `=` made them formulas in Excel."""
    facts = _facts()
    word = _text_of(word_bytes(facts, [], template))
    assert word.count(SEEN) >= 4
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(facts)))["指标"]
    assert str(sheet["B2"].value).replace("_x000B_", "").replace("\x0b", "").startswith(SEEN)
    pages = pypdf.PdfReader(io.BytesIO(pdf_bytes(facts, []))).pages
    seen = "".join("".join(page.extract_text().split()) for page in pages)
    for piece in ("甲&乙<小学>#strong[粗]$x^2$", "{{标题}}{%if%}[点](u)*_`~@"):
        assert piece in seen


def test_a_sealed_file_is_pdf_a_dated_by_its_snapshot_and_carries_its_code(template: Path) -> None:
    """An archive file that says "today" would be another file every day."""
    facts = _facts()
    made = pdf_bytes(facts, [])
    assert made == pdf_bytes(facts, [])
    reader = pypdf.PdfReader(io.BytesIO(made))
    assert reader.metadata is not None and reader.metadata.creation_date == dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)
    assert b"pdfaid" in made
    assert facts.code in reader.pages[0].extract_text()


@pytest.mark.parametrize("name", ["云岭区" + "长" * 60 + "小学", ODD * 3, "1." + "长" * 90, "..", "甲/乙\\丙", "甲\\"])
def test_two_units_with_the_same_long_name_have_files_of_their_own(name: str) -> None:
    """The name was cut behind, and with it code and ending: the second unit's file lay over the first one's."""
    rests = [f"_{code}_2025年{kind}" for code in ("012101", "012102") for kind in ("存档件.pdf", "数据附件.xlsx")]
    made = [file_name(name, rest) for rest in rests]
    assert all(one.endswith(rest) for one, rest in zip(made, rests, strict=True))
    assert len(set(made)) == len(rests) and max(len(one.encode()) for one in made) <= 120
    assert not any(mark in one + folder_name(name) for one in made for mark in "/\\") and folder_name(name) != ".."


def test_the_code_stands_uncompressed_in_a_sealed_file(template: Path) -> None:
    """A sealed file that somebody changed carried nothing by which 验真 could say whose it had been."""
    assert _facts().code.encode() in pdf_bytes(_facts(), [])


def test_the_code_changes_with_any_number() -> None:
    """A code that stood for two sets of numbers would prove nothing."""
    facts = _facts()
    other = dataclasses.replace(facts.lines[0], numerator=4.0, value=100.0)
    assert facts.code != _facts(lines=(other,)).code
    assert facts.code == _facts(notes=("别的说明。",)).code


def test_an_empty_pack_says_so_instead_of_showing_empty_tables(template: Path) -> None:
    facts = _facts(lines=(), shortfalls=(), problems=(), paragraphs=(), definitions=())
    said = _text_of(word_bytes(facts, [], template))
    assert "本年没有适用的指标。" in said and "上年没有登记的问题。" in said
    assert openpyxl.load_workbook(io.BytesIO(workbook_bytes(facts)))["低于标准"]["A2"].value == "没有。"
    assert pdf_bytes(facts, [])


def test_a_picture_has_words_for_who_cannot_see_it(template: Path) -> None:
    text = Text(10, 10, "图中的字", 12, "#000000ff", up="top")
    shown = Picture("一句话。", Drawing(40, 20, (text,), Box(0, 0, 40, 20)), "替代文字")
    document = Document(io.BytesIO(word_bytes(_facts(), [shown], template)))
    assert document.inline_shapes[0]._inline.docPr.get("descr") == "替代文字"
    sealed = pypdf.PdfReader(io.BytesIO(pdf_bytes(_facts(), [shown])))
    assert "图中的字" in "".join(page.extract_text() for page in sealed.pages)
    objects = (sealed.get_object(number) for number in range(1, len(sealed.xref_objStm) + len(sealed.xref[0]) + 1))
    assert "替代文字" in {one.get("/Alt") for one in objects if isinstance(one, pypdf.generic.DictionaryObject)}


BROKEN = {
    "{% include '别的' %}": ("第 1 段", "不认识“include”"),
    "{{ 行.名称 }}": ("不能填写", "只能写在 for 和 endfor 之间"),
    "{%p if 指标 %}": ("第 1 段", "没有对应的结束标记（endif）"),
    "{{ 单位名字 }}": ("第 1 段", "不认识“单位名字”"),
    "{{ 标题 }": ("第 1 段", "没有配对"),
    "{%p for 一 in 单位名称 %}": ("第 1 段", "不能逐个列出"),
}


@pytest.mark.parametrize("written", BROKEN)
def test_a_broken_template_is_refused_with_the_place_and_the_reason(template: Path, written: str) -> None:
    """A clerk edits it in Word; "TemplateSyntaxError line 1" would help nobody."""
    document = Document(str(template))
    document.paragraphs[0].runs[0].text = written
    for run in document.paragraphs[0].runs[1:]:
        run.text = ""
    document.save(str(template))
    with pytest.raises(UserError) as refused:
        filled(template, _facts(), [])
    for said in (template.name, *BROKEN[written], "Word 或 WPS"):
        assert said in str(refused.value)


def test_a_template_that_lost_the_end_of_a_list_or_is_no_document_is_refused(template: Path) -> None:
    document = Document(str(template))
    ends = next(one for one in document.paragraphs if "endfor" in one.text)
    ends._p.getparent().remove(ends._p)
    document.save(str(template))
    with pytest.raises(UserError, match=r"第 [0-9]+ 段.*没有对应的结束标记（endfor）"):
        filled(template, _facts(), [])
    template.write_bytes(b"not a document")
    with pytest.raises(UserError, match="打不开"):
        filled(template, _facts(), [])


@pytest.mark.parametrize(("line", "said"), [(1, "前面没有对应的开始标记（for）"), (2, "缺少要逐行填写的那一行"),
                                          (3, "没有对应的结束标记（endfor）")])  # fmt: skip
def test_a_table_that_lost_a_line_is_refused_with_its_place(template: Path, line: int, said: str) -> None:
    """Without its middle line the table came out as a head alone, in every pack, and nobody was told."""
    document = Document(str(template))
    table = document.tables[0]
    table._tbl.remove(table.rows[line]._tr)
    document.save(str(template))
    with pytest.raises(UserError, match=f"第 1 个表格第 [0-9] 行.*{said}"):
        filled(template, _facts(), [])


def test_a_clerks_own_wording_is_kept(template: Path) -> None:
    """The template is the user's: it is written once and never again."""
    document = Document(str(template))
    document.add_paragraph("联系人：党建办")
    document.save(str(template))
    assert template_of(template.parent.parent) == template
    assert "联系人：党建办" in _text_of(filled(template, _facts(), []))


def test_without_its_font_a_pack_is_refused_and_never_a_page_without_text(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pylopdf_fonts_zh_cn", None)
    with pytest.raises(UserError, match="缺少中文字体包"):
        fonts.font_files()
    with pytest.raises(UserError, match="缺少中文字体包"):
        pdf_bytes(_facts(), [])


def _notice(home: Path) -> object:
    return issue(
        home,
        year=2026,
        indicator_code="O01",
        unit_level="school",
        unit_id="S1",
        unit_name=ODD,
        item="按期召开率",
        value_text="75.0%",
        standard_text="不低于100%",
        gap_text="25.0 个百分点",
        since_text="2024年起连续 2 年低于标准",
        source="条例",
        issued_on="2026-07-01",
        due_on="2026-08-01",
        issued_by="区委教育工委",
        build_id="b1",
    )


def test_notices_are_numbered_by_year_and_say_where_the_answer_goes(tmp_path: Path) -> None:
    """Two notices of one number could not be told apart in the ledger of problems that answers them."""
    first, second = _notice(tmp_path), _notice(tmp_path)
    assert [one.number for one in issued(tmp_path)] == ["DB2026002", "DB2026001"]
    said = _text_of(notice_bytes(tmp_path, first))  # type: ignore[arg-type]
    assert all(piece in said for piece in ("DB2026001", SEEN, "不低于100%", "2026年8月1日", "问题来源填“督查”"))
    assert "DB2026002" in _text_of(notice_bytes(tmp_path, second))  # type: ignore[arg-type]
    (tmp_path / "templates" / notice_document.NAME).write_bytes(b"x")
    with pytest.raises(UserError, match=r"督办单模板\.docx"):
        notice_bytes(tmp_path, first)  # type: ignore[arg-type]
