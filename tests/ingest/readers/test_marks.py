"""What a workbook says beside its values: errors, formulas without results, hidden and struck-out rows, 1904."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TextProperties
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P, Span
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from ingest.readers.sheet import Sheet, Struck, Uncomputed, why_no_value
from ingest.readers.workbook import read_sheets
from ingest.recognition.sheet_remarks import sheet_remarks

HEADER = ["党组织", "活动日期", "活动主题", "应到人数", "实到人数"]
STRUCK = Font(strike=True)


def only(path: Path) -> Sheet:
    (sheet,) = read_sheets(path)
    return sheet


def xlsx(path: Path, change: object) -> Sheet:
    """Read a workbook of a header and three meetings, changed before it was saved."""
    workbook = Workbook()
    page = workbook.active
    page.append(HEADER)
    for day in (5, 6, 7):
        page.append(["一小支部", date(2026, 3, day), f"主题{day}", 10, 9])
    change(page)  # type: ignore[operator]
    workbook.save(path)
    return only(path)


def with_rows(path: Path, rows: str) -> Sheet:
    """Read a workbook whose only sheet holds these rows, as some program wrote them."""
    plain = path.with_name("plain.xlsx")
    Workbook().save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            sheet = (
                '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                f"<sheetData>{rows}</sheetData></worksheet>"
            )
            new.writestr(name, sheet if name.startswith("xl/worksheets/") else old.read(name))
    return only(path)


def test_a_formula_that_failed_is_no_blank_in_an_xlsx(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADER)
        page.write_row(1, 0, ["一小支部", "2026-03-05", "甲"])
        page.write_formula("D2", "=VLOOKUP(A9,A1:B2,2,0)", None, "#N/A")
        page.write_formula("E2", "=1/0", None, "#DIV/0!")
    assert only(tmp_path / "a.xlsx").cells[1][3:] == ["#N/A", "#DIV/0!"]


def test_a_formula_that_failed_is_no_blank_in_an_xls(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("甲")
    for column, text in enumerate(HEADER):
        page.write(0, column, text)
    page.write(1, 0, "一小支部")
    page.row(1).set_cell_error(3, 0x2A)
    page.row(1).set_cell_error(4, 0x17)
    book.save(str(tmp_path / "a.xls"))
    assert only(tmp_path / "a.xls").cells[1] == ["一小支部", "", "", "#N/A", "#REF!"]


def test_formulas_without_a_stored_result_are_marked_in_an_xlsx(tmp_path: Path) -> None:
    def change(page: object) -> None:
        page["D2"] = "=5+5"  # type: ignore[index]

    found = xlsx(tmp_path / "a.xlsx", change).cells[1][3]
    assert isinstance(found, Uncomputed) and found == "=5+5"


def test_a_nought_that_a_program_left_for_a_formula_is_no_result(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADER)
        page.write_row(1, 0, ["一小支部", "2026-03-05", "甲", 0])
        page.write_formula("E2", "=5+4")
        page.write_formula("E3", "=5+4", None, 9)
    cells = only(tmp_path / "a.xlsx").cells
    assert isinstance(cells[1][4], Uncomputed) and cells[1][3] == 0 and cells[2][4] == 9


def test_a_formula_whose_result_is_an_empty_text_is_blank(tmp_path: Path) -> None:
    row = '<row r="1"><c r="A1" t="str"><v>x</v></c><c r="B1" t="str"><f>IF(A2="","","x")</f><v></v></c></row>'
    assert with_rows(tmp_path / "a.xlsx", row).cells == [["x", ""]]


def test_formulas_without_a_stored_result_are_marked_in_an_xls(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("甲")
    page.write(0, 0, "应到人数")
    page.write(1, 0, xlwt.Formula("5+5"))
    book.save(str(tmp_path / "a.xls"))
    assert isinstance(only(tmp_path / "a.xls").cells[1][0], Uncomputed)


def ods(
    path: Path, rows: list[list[TableCell]], hidden: dict[int, str] | None = None, style: Style | None = None
) -> Sheet:
    document = OpenDocumentSpreadsheet()
    if style is not None:
        document.automaticstyles.addElement(style)
    table = Table(name="甲")
    table.addElement(TableColumn(numbercolumnsrepeated=2))
    table.addElement(TableColumn(visibility="collapse"))
    for place, cells in enumerate(rows):
        row = TableRow(visibility=(hidden or {}).get(place, "visible"))
        for cell in cells:
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(path))
    return only(path)


def text_cell(text: str, **attributes: str) -> TableCell:
    cell = TableCell(valuetype="string", **attributes)
    cell.addElement(P(text=text))
    return cell


def test_an_ods_tells_of_errors_formulas_and_what_is_hidden(tmp_path: Path) -> None:
    failed = text_cell("#DIV/0!", formula="of:=1/0")
    failed.setAttrNS("urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", "value-type", "error")
    failed.removeAttrNS("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "value-type")
    rows = [
        [text_cell("党组织"), text_cell("应到人数"), text_cell("实到人数")],
        [text_cell("一"), failed, TableCell(formula="of:=5+5")],
        [text_cell("二"), text_cell("3"), text_cell("3")],
        [text_cell("三"), text_cell("3"), text_cell("3")],
    ]
    sheet = ods(tmp_path / "a.ods", rows, {2: "collapse", 3: "filter"})
    assert sheet.cells[1][1] == "#DIV/0!" and isinstance(sheet.cells[1][2], Uncomputed)
    assert (sheet.hidden_rows, sheet.filtered_rows, sheet.hidden_columns) == ({2, 3}, {3}, {2})


def test_a_row_struck_out_is_told_in_every_format(tmp_path: Path) -> None:
    def change(page: object) -> None:
        for cell in page[3][:4]:  # type: ignore[index]
            cell.font = STRUCK

    assert xlsx(tmp_path / "a.xlsx", change).struck_rows == {2}
    book = xlwt.Workbook()
    page = book.add_sheet("甲")
    struck = xlwt.easyxf("font: struck_out on")
    for row in range(3):
        for column in range(4):
            page.write(row, column, 5 if column > 1 else "x", struck if row == 1 else xlwt.Style.default_style)
    book.save(str(tmp_path / "a.xls"))
    assert only(tmp_path / "a.xls").struck_rows == {1}
    style = Style(name="X", family="table-cell")
    style.addElement(TextProperties(textlinethroughstyle="solid"))
    rows = [[text_cell("a", stylename=name) for _ in range(3)] for name in ("Default", "X")]
    assert ods(tmp_path / "a.ods", rows, style=style).struck_rows == {1}
    page_text = (
        "<table><tr><td>a<td>b</tr><tr><td><s>c</s><td><del>d</del></tr><tr style='display:none'><td>e<td>f</table>"
    )
    (tmp_path / "b.xls").write_text(page_text)
    sheet = only(tmp_path / "b.xls")
    assert (sheet.struck_rows, sheet.hidden_rows) == ({1}, {2})


def test_texts_struck_out_as_rich_text_strike_out_their_row(tmp_path: Path) -> None:
    def change(page: object) -> None:
        page["D3"].value = page["E3"].value = None  # type: ignore[index]
        for place in ("A3", "C3"):
            page[place] = CellRichText(TextBlock(InlineFont(strike=True), "作废"))  # type: ignore[index]

    assert xlsx(tmp_path / "a.xlsx", change).struck_rows == {2}


def test_a_cell_of_which_a_part_is_struck_out_has_no_value(tmp_path: Path) -> None:
    """Else 12, corrected by striking it out and writing 14 behind it, is read as 1214."""

    def change(page: object) -> None:
        page["C3"] = CellRichText(TextBlock(InlineFont(strike=True), "12"), "14")  # type: ignore[index]
        page["E4"].font = STRUCK  # type: ignore[index]

    sheet = xlsx(tmp_path / "a.xlsx", change)
    assert isinstance(sheet.cells[2][2], Struck) and sheet.cells[2][2] == "1214"
    assert isinstance(sheet.cells[3][4], Struck) and not sheet.struck_rows


def part_struck_xls(path: Path) -> Path:
    """Texts long enough to go on over the end of a record, before and behind the one that is struck out in part."""
    struck, plain = xlwt.easyfont("struck_out on"), xlwt.easyfont("")
    book = xlwt.Workbook()
    page = book.add_sheet("甲")
    for row, text in enumerate(("一" * 5_000, "a" * 9_000, "二" * 4_200)):
        page.write(row, 0, text)
    page.write_rich_text(3, 0, (("12", struck), ("14", plain)))
    page.write_rich_text(4, 0, (("十二人" * 900, plain), ("删去" * 900, struck)))
    page.write_rich_text(5, 0, (("作废", struck),))
    page.write_rich_text(5, 1, (("作废", struck),))
    page.write_rich_text(6, 0, (("加粗", plain),))
    book.save(str(path))
    return path


def part_struck_ods(path: Path) -> Path:
    style = Style(name="T1", family="text")
    style.addElement(TextProperties(textlinethroughstyle="solid"))
    rows = [[text_cell("x")], [TableCell(valuetype="string")], [TableCell(valuetype="string") for _ in range(2)]]
    paragraph = P()
    paragraph.addElement(Span(stylename="T1", text="12"))
    paragraph.addText("14")
    rows[1][0].addElement(paragraph)
    for cell in rows[2]:
        cell.addElement(P())
        cell.lastChild.addElement(Span(stylename="T1", text="作废"))
    ods(path, rows, style=style)
    return path


def part_struck_xml(path: Path) -> Path:
    path.write_text(
        """<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="甲"><Table><Row><Cell>
<ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><S>12</S>14</ss:Data></Cell></Row>
<Row><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B><S>作废</S></B></ss:Data></Cell>
<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><S>作废</S></ss:Data></Cell></Row>
</Table></Worksheet></Workbook>""",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(
    ("write", "name", "parts", "rows"),
    [
        (part_struck_xls, "a.xls", ["1214", "十二人" * 900 + "删去" * 900], {5}),
        (part_struck_ods, "a.ods", ["1214"], {2}),
        (part_struck_xml, "b.xls", ["1214"], {1}),
    ],
    ids=["xls", "ods", "xml"],
)
def test_a_part_of_a_text_that_is_struck_out_is_told_in_every_format(
    tmp_path: Path, write: Callable[[Path], Path], name: str, parts: list[str], rows: set[int]
) -> None:
    """A number struck out beside the new one was read as one number of both, and only in an .xlsx was it said."""
    sheet = only(write(tmp_path / name))
    assert [cell for row in sheet.cells for cell in row if isinstance(cell, Struck)] == parts
    assert sheet.struck_rows == rows


def test_hidden_and_filtered_rows_and_hidden_columns_are_told(tmp_path: Path) -> None:
    def change(page: object) -> None:
        page.auto_filter.ref = "A1:E3"  # type: ignore[attr-defined]
        page.row_dimensions[3].hidden = page.row_dimensions[4].hidden = True  # type: ignore[attr-defined]
        page.row_dimensions[9].hidden = True  # type: ignore[attr-defined]
        page.column_dimensions["D"].hidden = True  # type: ignore[attr-defined]

    sheet = xlsx(tmp_path / "a.xlsx", change)
    assert (sheet.hidden_rows, sheet.filtered_rows, sheet.hidden_columns) == ({2, 3}, {2}, {3})
    said = sheet_remarks([sheet])
    assert [part in line for part, line in zip(("第 3 行", "第 4 行", "D 列"), said, strict=True)] == [True] * 3


def test_hidden_rows_and_columns_of_an_xls_are_told(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("甲")
    for row in range(3):
        for column in range(3):
            page.write(row, column, "x")
    page.row(1).hidden = True
    page.col(2).hidden = True
    book.save(str(tmp_path / "a.xls"))
    sheet = only(tmp_path / "a.xls")
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({1}, {2})


def test_hidden_sheets_are_named(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.append(HEADER)
    for title in ("旧表", "空表"):
        workbook.create_sheet(title).sheet_state = "hidden"
    workbook["旧表"]["A1"] = "x"
    workbook.save(tmp_path / "a.xlsx")
    (sheet,) = read_sheets(tmp_path / "a.xlsx")
    assert sheet.hidden_sheets == ("旧表",)
    assert "“旧表”" in sheet_remarks([sheet])[0]


def test_workbooks_that_count_from_1904_say_so(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.active.append([44674])
    workbook.save(tmp_path / "a.xlsx")
    book = xlwt.Workbook()
    book.dates_1904 = True
    book.add_sheet("甲").write(0, 0, 44674)
    book.save(str(tmp_path / "a.xls"))
    assert only(tmp_path / "a.xlsx").from_1904 and only(tmp_path / "a.xls").from_1904


def test_cells_and_rows_that_are_not_numbered_are_counted(tmp_path: Path) -> None:
    """Some programs write rows and cells without r; a mark must not land on another cell."""
    rows = (
        '<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row>'
        '<row><c t="str"><v>c</v></c><c t="e"><v>#REF!</v></c></row>'
    )
    assert with_rows(tmp_path / "a.xlsx", rows).cells == [["a", "b"], ["c", "#REF!"]]


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#num!", "Err:502", " #NULL! "])
def test_error_texts_have_no_value(text: str) -> None:
    assert why_no_value(text.strip()) is not None


@pytest.mark.parametrize("text", ["", "#1", "#N/A 人", "Error", "E", "错误", "学习#N/A"])
def test_other_texts_are_texts(text: str) -> None:
    assert why_no_value(text) is None
