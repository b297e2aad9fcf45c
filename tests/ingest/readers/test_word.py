"""Tables of Word documents: merged cells, several tables, lines above them, and text that is not text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from ingest.errors import UserError
from ingest.readers.sheet import Sheet, Struck
from ingest.readers.workbook import read_sheets

HEADER = ["党支部", "活动时间", "活动主题", "应到人数", "实到人数"]
ROW = ["一小支部", "2026年3月5日", "学习党章", "21", "20"]


def table(document: Any, rows: list[list[str]]) -> Any:
    made = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return made


def read(path: Path, document: Any) -> list[Sheet]:
    document.save(str(path))
    return read_sheets(path)


def one(path: Path, change: Callable[[Any], None], rows: list[list[str]] | None = None) -> Sheet:
    """Read a document of one table that was changed before it was saved."""
    document = Document()
    change(table(document, rows or [HEADER, ROW, ROW]))
    (sheet, *_) = read(path, document)
    return sheet


def test_a_table_is_a_sheet_with_the_lines_above_it_and_its_own_row_numbers(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("2026年三会一课登记表", 1)
    document.add_paragraph("填报单位：一小支部")
    table(document, [HEADER, ROW])
    sheet, prose = read(tmp_path / "a.docx", document)
    assert sheet.name == "表1" and sheet.cells[2:] == [HEADER, ROW]
    assert [row[0] for row in sheet.cells[:2]] == ["2026年三会一课登记表", "填报单位：一小支部"]
    assert [sheet.row_number(row) for row in (0, 2, 3)] == [-1, 1, 2]
    assert prose.kind == "lines" and prose.cells == [["2026年三会一课登记表"], ["填报单位：一小支部"]]


def test_cells_merged_down_are_filled_and_cells_merged_across_are_not(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        made.cell(2, 0).text = ""
        made.cell(1, 0).merge(made.cell(2, 0))
        made.cell(0, 4).text = ""
        made.cell(0, 3).merge(made.cell(0, 4))

    sheet = one(tmp_path / "a.docx", change)
    assert [row[0] for row in sheet.cells] == ["党支部", "一小支部", "一小支部"]
    assert sheet.cells[0][3:] == ["应到人数", ""] and (0, 3, 0, 4) in sheet.spans


def test_every_table_of_a_document_is_numbered_and_one_that_goes_on_is_known(tmp_path: Path) -> None:
    document = Document()
    table(document, [HEADER, ROW])
    document.add_paragraph("")
    table(document, [ROW])
    document.add_paragraph("下一张")
    table(document, [HEADER])
    sheets = read(tmp_path / "a.docx", document)
    assert [(sheet.name, sheet.continues) for sheet in sheets[:-1]] == [("表1", False), ("表2", True), ("表3", False)]


def test_text_in_runs_breaks_tabs_and_symbols_is_one_text(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        paragraph = made.cell(1, 2).paragraphs[0]
        paragraph.text = "学"
        paragraph.add_run("习").add_break()
        paragraph.add_run("二十大").add_tab()
        symbol = paragraph.add_run()._r
        symbol.append(parse_xml(f'<w:sym {nsdecls("w")} w:font="Wingdings" w:char="F0FE"/>'))
        made.cell(1, 2).add_paragraph("精神")

    assert one(tmp_path / "a.docx", change).cells[1][2] == "学习\n二十大 √\n精神"


def test_deleted_and_moved_text_is_gone_and_inserted_text_is_there(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        paragraph = made.cell(1, 3).paragraphs[0]._p
        for run in list(paragraph):
            paragraph.remove(run)
        for name, text in (("del", "delText"), ("ins", "t"), ("moveFrom", "t")):
            xml = f'<w:{name} {nsdecls("w")} w:id="9" w:author="a"><w:r><w:{text}>{name}</w:{text}></w:r></w:{name}>'
            paragraph.append(parse_xml(xml))

    assert one(tmp_path / "a.docx", change).cells[1][3] == "ins"


def test_a_row_that_is_deleted_in_a_revision_is_no_row_and_keeps_its_number(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        made.rows[1]._tr.get_or_add_trPr().append(OxmlElement("w:del"))

    sheet = one(tmp_path / "a.docx", change)
    assert sheet.cells[1] == [""] * 5 and sheet.cells[2] == ROW


def test_a_struck_out_row_and_a_struck_out_part_are_told(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        for cell in made.rows[1].cells:
            cell.paragraphs[0].runs[0].font.strike = True
        made.cell(2, 4).paragraphs[0].runs[0].font.strike = True
        made.cell(2, 4).paragraphs[0].add_run("19")

    sheet = one(tmp_path / "a.docx", change)
    assert sheet.struck_rows == {1}
    assert isinstance(sheet.cells[2][4], Struck) and sheet.cells[2][4] == "2019"


def test_columns_whose_borders_have_drifted_apart_are_still_columns(tmp_path: Path) -> None:
    """A border that was dragged in one row only makes a grid column of its own; cells stood under no header."""
    rows = "".join(
        "<w:tr>"
        + "".join(f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>'
                  for text, span in zip(texts, spans, strict=True))
        + "</w:tr>"
        for texts, spans in (
            (["党支部", "时间", "主题"], [1, 2, 2]), (["甲", "1日", "a"], [2, 1, 2]), (["乙", "2日", "b"], [1, 3, 1]),
            (["合计", "2"], [2, 3]),
        )
    )  # fmt: skip
    widths = "".join(f'<w:gridCol w:w="{width}"/>' for width in (1900, 200, 1900, 200, 1800))
    xml = f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid>{widths}</w:tblGrid>{rows}</w:tbl>"
    document = Document()
    document.element.body.insert(0, parse_xml(xml))
    (sheet,) = read(tmp_path / "a.docx", document)
    assert sheet.cells == [["党支部", "时间", "主题"], ["甲", "1日", "a"], ["乙", "2日", "b"], ["合计", "2", ""]]


def test_a_table_in_a_content_control_is_a_table(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        made._tbl.addprevious(control)
        control.append(content)
        content.append(made._tbl)

    assert one(tmp_path / "a.docx", change).cells[1] == ROW


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    document = Document()
    table(document, [HEADER, ROW])
    box = (
        '<w:r {0} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent><mc:Choice'
        ' Requires="wps"><w:t>框</w:t></mc:Choice><mc:Fallback><w:t>框</w:t></mc:Fallback></mc:AlternateContent></w:r>'
    )
    document.tables[0].cell(1, 2).paragraphs[0]._p.append(parse_xml(box.format(nsdecls("w"))))
    (sheet,) = read(tmp_path / "a.docx", document)
    assert sheet.cells[1][2] == "学习党章框"


def test_a_document_called_xlsx_is_read_as_the_document_it_is(tmp_path: Path) -> None:
    assert one(tmp_path / "a.xlsx", lambda made: None).cells[0] == HEADER


def test_an_empty_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有文字和表格"):
        read(tmp_path / "a.docx", Document())


def test_entities_in_a_document_are_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        name = qn("w:document")[1:].split("}")[0]
        package.writestr(
            "word/document.xml",
            f'<!DOCTYPE a [<!ENTITY b "c">]><w:document xmlns:w="{name}"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p>'
            "</w:body></w:document>",
        )
    (tmp_path / "a.docx").write_bytes(buffer.getvalue())
    with pytest.raises(UserError, match="打不开或已损坏"):
        read_sheets(tmp_path / "a.docx")


def tables_below(folder: Path, *above: tuple[str, ...]) -> list[Sheet]:
    """Write a document with a table of one cell below each group of lines, and read its tables."""
    document = Document()
    for lines, cell in zip(above, "甲乙", strict=True):
        for line in lines:
            document.add_paragraph(line)
        document.add_table(1, 2).cell(0, 0).text = cell
    document.save(str(folder / "a.docx"))
    return [sheet for sheet in read_sheets(folder / "a.docx") if sheet.kind == "table"]


def test_what_stands_under_a_label_above_one_table_goes_for_no_other(tmp_path: Path) -> None:
    """A day above the first table would have been that of the second."""
    tables = tables_below(tmp_path, ("永安小学党支部活动记录", "时间：2025年3月5日"), ("二、其他",))
    assert [row[0] for row in tables[1].cells] == ["永安小学党支部活动记录", "二、其他", "乙"]


def test_a_year_above_all_tables_goes_for_the_tables_of_another_branch_and_the_first_branch_does_not(
    tmp_path: Path,
) -> None:
    tables = tables_below(tmp_path, ("2025年党建经费", "永安小学党支部"), ("一中第一党支部",))
    assert [row[0] for row in tables[1].cells] == ["2025年党建经费", "一中第一党支部", "乙"]
