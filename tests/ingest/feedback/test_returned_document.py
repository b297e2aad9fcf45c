"""The clerk's own Word document comes back with faulty cells shaded and commented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from ingest.feedback.receipt import Receipt
from ingest.landing.store import Store
from tests.ingest.readers.test_word import table
from tests.ingest.small_district import ACTIVITIES, basics, counts, only, send

WRONG = [
    ACTIVITIES[0],
    ["永安小学党支部", "2025-03-07", "主题党日", "学习两会", "3", "3"],
    ["永安小学党支部", "2025-02-30", "党课", "甲", "3", "很多"],
]
FORM = [
    ["党支部", "永安小学党支部", "会议时间", "2025年2月30日"],
    ["会议类型", "党课", "会议主题", "学习"],
    ["应到人数", "3", "实到人数", "3"],
]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"))
    return store


def document_of(path: Path, *tables: list[list[str]]) -> Path:
    document = Document()
    for number, rows in enumerate(tables):
        document.add_paragraph(f"第 {number + 1} 张")
        table(document, rows)
    document.save(str(path))
    return path


def returned(receipt: Receipt) -> Any:
    assert receipt.workbook is not None and receipt.workbook.suffix == ".docx"
    return Document(str(receipt.workbook))


def is_shaded(cell: Any) -> bool:
    shades = cell._tc.findall(f"{qn('w:tcPr')}/{qn('w:shd')}")
    return [shade.get(qn("w:fill")) for shade in shades] == ["FFC7CE"]


def test_faulty_cells_of_the_right_table_are_shaded_and_commented(store: Store, tmp_path: Path) -> None:
    receipt = only(send(store, document_of(tmp_path / "三月 登记.docx", [["说明", "无"]], WRONG)), "activity")
    assert counts(receipt) == (2, 1, 0, 1)
    assert "表2第 3 行，“活动日期”列" in receipt.to_text()
    document = returned(receipt)
    page = document.tables[1]
    shaded = [(row, column) for row in range(3) for column in range(6) if is_shaded(page.cell(row, column))]
    assert shaded == [(2, 1), (2, 5)]
    said = [(comment.author, comment.text) for comment in document.comments]
    assert len(said) == 2 and said[0][0] == "报送系统" and "2025-02-30" in said[0][1]
    anchors = [each.getparent().getparent() for each in document.element.body.iter(qn("w:commentRangeStart"))]
    assert anchors == [page.cell(2, 1)._tc, page.cell(2, 5)._tc]


def test_a_corrected_document_is_taken_in_and_forgets_its_marks(store: Store, tmp_path: Path) -> None:
    receipt = only(send(store, document_of(tmp_path / "a.docx", WRONG)), "activity")
    document = returned(receipt)
    document.tables[0].cell(2, 1).paragraphs[0].runs[0].text = "2025-02-28"
    document.save(str(tmp_path / "half.docx"))
    again = only(send(store, tmp_path / "half.docx"), "activity")
    assert counts(again) == (2, 0, 1, 1)
    half = returned(again)
    assert [is_shaded(cell) for cell in half.tables[0].rows[2].cells] == [False] * 5 + [True]
    assert len([*half.comments]) == 1
    half.tables[0].cell(2, 5).paragraphs[0].runs[0].text = "3"
    half.save(str(tmp_path / "whole.docx"))
    assert counts(only(send(store, tmp_path / "whole.docx"), "activity")) == (2, 1, 1, 0)


def test_a_fault_of_a_form_is_marked_beside_its_label(store: Store, tmp_path: Path) -> None:
    receipt = only(send(store, document_of(tmp_path / "a.docx", FORM)), "activity")
    assert counts(receipt) == (1, 0, 0, 1)
    assert is_shaded(returned(receipt).tables[0].cell(0, 3))


def test_a_fault_of_a_form_in_a_workbook_is_marked_beside_its_label(store: Store, tmp_path: Path) -> None:
    from openpyxl import Workbook, load_workbook

    workbook = Workbook()
    for row in [["会议记录"], [], *FORM]:
        workbook.active.append(row)
    workbook.save(tmp_path / "a.xlsx")
    receipt = only(send(store, tmp_path / "a.xlsx"), "activity")
    assert receipt.workbook is not None
    assert load_workbook(receipt.workbook)["Sheet"]["D3"].fill.start_color.rgb == "FFFFC7CE"


def test_a_fault_in_a_line_of_text_is_marked_at_the_line(store: Store, tmp_path: Path) -> None:
    document = Document()
    for line in ("党支部：永安小学党支部", "会议时间：2025年2月30日", "会议类型：党课", "会议主题：学习"):
        document.add_paragraph(line)
    document.save(str(tmp_path / "a.docx"))
    receipt = only(send(store, tmp_path / "a.docx"), "activity")
    assert receipt.returned == 1
    paragraphs = [
        each for each in returned(receipt).element.body if each.find(f"{qn('w:pPr')}/{qn('w:shd')}") is not None
    ]
    assert ["".join(text.text or "" for text in each.iter(qn("w:t"))) for each in paragraphs] == [
        "会议时间：2025年2月30日"
    ]


def test_a_direction_character_keeps_no_document_from_going_back(store: Store, tmp_path: Path) -> None:
    rows = [*WRONG[:2], ["永安小学党支部", "2025-02-30\u202e", "党课", "甲", "3", "很\u2066多"]]
    receipt = only(send(store, document_of(tmp_path / "三月\u202e.docx", rows)), "activity")
    assert "\u202e" not in "".join(paragraph.text for paragraph in returned(receipt).paragraphs)
