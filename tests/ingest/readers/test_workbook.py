"""Files of every format, and files that are not what they say."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from ingest.errors import UserError
from ingest.readers.collect import SourceFile
from ingest.readers.sheet import Sheet
from ingest.readers.workbook import read_sheets

HEADER = ["党组织", "活动日期", "活动主题"]


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def only(path: Path) -> Sheet:
    (sheet,) = read_sheets(path)
    return sheet


def xlsx(path: Path) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": datetime(2025, 1, 1)})  # or a second run draws from a file of another length
        day = book.add_format({"num_format": "yyyy/m/d"})
        sheet = book.add_worksheet("台账")
        sheet.merge_range("A2:C2", "标题")
        sheet.write_row("A3", HEADER)
        sheet.merge_range("A4:A5", "一小支部")
        sheet.write_datetime("B4", datetime(2025, 3, 7), day)
        sheet.write("C4", "甲")
        sheet.write("B5", 45723)
        sheet.merge_range("B6:C6", "两列的话")
        hidden = book.add_worksheet("旧表")
        hidden.write(0, 0, "x")
        hidden.hide()
    return path


def test_rows_keep_the_numbers_of_the_spreadsheet_program(tmp_path: Path) -> None:
    sheet = only(xlsx(tmp_path / "a.xlsx"))
    assert sheet.row_number(3) == 4
    assert sheet.cells[3][:2] == ["一小支部", date(2025, 3, 7)]


def test_merged_ranges_are_filled_down_and_never_across(tmp_path: Path) -> None:
    sheet = only(xlsx(tmp_path / "a.xlsx"))
    assert sheet.cells[4][0] == "一小支部"
    assert sheet.filled == {4: {0}}
    assert sheet.cells[1] == ["标题", "", ""]
    assert sheet.cells[5] == ["", "两列的话", ""]


def test_hidden_sheets_are_left_out(tmp_path: Path) -> None:
    assert [sheet.name for sheet in read_sheets(xlsx(tmp_path / "a.xlsx"))] == ["台账"]


def test_the_ending_of_the_name_does_not_matter(tmp_path: Path) -> None:
    assert only(xlsx(tmp_path / "a.xls")).cells[2] == HEADER
    assert only(written(tmp_path / "b.xlsx", "党组织,活动日期\n一,2025-1-1".encode())).cells[0] == HEADER[:2]


def test_old_excel_files(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("甲")
    sheet.write_merge(2, 3, 1, 1, "支部")
    sheet.write(2, 2, date(2025, 3, 7), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    book.save(str(tmp_path / "a.xls"))
    assert only(tmp_path / "a.xls").cells[2] == ["", "支部", date(2025, 3, 7)]


def test_open_document_rows_that_are_repeated_count(tmp_path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    table = Table(name="甲")
    for times, text in ((2, "x"), (3, ""), (1, "y")):
        row = TableRow(numberrowsrepeated=str(times))
        cell = TableCell(valuetype="string") if text else TableCell()
        if text:
            cell.addElement(P(text=text))
        row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "a.ods"))
    assert [row[0] for row in only(tmp_path / "a.ods").cells] == ["x", "x", "", "", "", "y"]


def test_merged_cells_of_an_ods_are_filled_down_as_those_of_an_xlsx(tmp_path: Path) -> None:
    def cell(text: str, **spans: int) -> TableCell:
        made = TableCell(valuetype="string", **spans)
        made.addElement(P(text=text))
        return made

    document = OpenDocumentSpreadsheet()
    table = Table(name="台账 甲")
    rows = [
        [cell("党组织"), cell("1月", numbercolumnsspanned=2, numberrowsspanned=1), CoveredTableCell()],
        [cell("一小", numberrowsspanned=2, numbercolumnsspanned=1), cell("a"), cell("b")],
        [CoveredTableCell(), cell("c"), cell("d")],
        [TableCell(), cell("e"), cell("f")],
    ]
    for cells in rows:
        row = TableRow()
        for each in cells:
            row.addElement(each)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "a.ods"))
    sheet = only(tmp_path / "a.ods")
    assert [row[0] for row in sheet.cells] == ["党组织", "一小", "一小", ""]
    assert sheet.cells[0] == ["党组织", "1月", ""] and sheet.spans == ((0, 1, 0, 2), (1, 0, 2, 0))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "，"])
def test_text_in_every_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = "\n".join(
        delimiter.join(row)
        for row in (HEADER, ["㙦镇支部" if encoding == "gb18030" else "一小支部", "2025-3-7", "学习"])
    )
    sheet = only(written(tmp_path / "a.csv", text.encode(encoding)))
    assert sheet.cells[0] == HEADER
    assert sheet.cells[1][1:] == ["2025-3-7", "学习"]


def test_a_line_break_in_quotes_is_one_row_and_a_blank_line_is_one_too(tmp_path: Path) -> None:
    text = '标题\r\n\r\n党组织,活动主题\r\n一小,"第一行\n第二行, 还有 ""引号"""\r\n二小,乙\r\n'
    sheet = only(written(tmp_path / "a.csv", text.encode("gbk")))
    assert sheet.cells[3][1] == '第一行\n第二行, 还有 "引号"'
    assert sheet.row_number(4) == 5 and sheet.cells[4] == ["二小", "乙"]


def test_a_quote_that_is_never_closed_refuses_the_file_with_its_line(tmp_path: Path) -> None:
    text = '党组织,活动主题\n一小,甲\n二小,"乙\n三小,丙\n'
    with pytest.raises(UserError, match="第 3 行起有一个双引号没有配对"):
        read_sheets(written(tmp_path / "a.csv", text.encode()))


def test_text_behind_a_closed_quote_is_kept(tmp_path: Path) -> None:
    text = '党组织,活动主题\n一小,"学习"党章\n二小,乙\n'
    sheet = only(written(tmp_path / "a.csv", text.encode()))
    assert sheet.cells[1:] == [["一小", "学习党章"], ["二小", "乙"]]


def test_codes_protected_with_a_formula_are_codes(tmp_path: Path) -> None:
    sheet = only(written(tmp_path / "a.csv", '编号,名称\n="0012",甲\n'.encode()))
    assert sheet.cells[1] == ["0012", "甲"]


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_file_cut_in_the_middle_of_a_character_is_refused(tmp_path: Path, encoding: str) -> None:
    content = "党组织,活动主题\n一小支部,学习".encode(encoding)[:-1]
    with pytest.raises(UserError, match="末尾不完整"):
        read_sheets(written(tmp_path / "a.csv", content))


def test_a_web_page_called_xls_is_read_as_the_table_it_is(tmp_path: Path) -> None:
    page = (
        '<html><meta charset="gb2312"><table><tr><td colspan=3>标题</td></tr>'
        "<tr><th>党组织<th>活动<br>日期<th>活动主题</tr>"
        "<tr><td rowspan=2>一小</td><td>2025-3-7</td><td>A&amp;B</td></tr>"
        "<tr><td>2025-3-8</td><td>乙</td></tr></table>"
    )
    sheet = only(written(tmp_path / "a.xls", page.encode("gbk")))
    assert sheet.cells[2] == ["一小", "2025-3-7", "A&B"]
    assert sheet.cells[3] == ["一小", "2025-3-8", "乙"]


def packed(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "空文件"),
        (b"\xef\xbb\xbf \r\n", "空文件"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "图片"),
        (packed("word/document.xml"), "Word"),
        (packed("a.txt"), "别的压缩文件"),
        (packed("xl/workbook.xml"), "损坏"),
        (b"PK\x03\x04 nonsense", "损坏"),
        (b"\xd0\xcf\x11\xe0" + bytes(2000), "损坏"),
        (b"\xd0\xcf\x11\xe0" + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>", "XML"),
        (b"<html><body>login</body></html>", "网页"),
        (b"abc\xff\xff\xff,def", "编码"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(tmp_path: Path, content: bytes, why: str) -> None:
    with pytest.raises(UserError, match=why):
        read_sheets(written(tmp_path / "报送.xlsx", content))


def test_one_cell_far_away_does_not_eat_the_memory(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write("XFD1048576", "x")
    with pytest.raises(UserError, match="XFD1048576"):
        read_sheets(tmp_path / "a.xlsx")


def test_a_source_file_carries_its_own_refusal() -> None:
    with pytest.raises(UserError, match="不是台账"):
        read_sheets(SourceFile(Path("a.docx"), "a.docx", refusal="不是台账。"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_cut_and_changed_bytes_never_raise_anything_but_a_sentence(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(xlsx(tmp_path / "a.xlsx").read_bytes())
    for _ in range(data.draw(st.integers(0, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = written(tmp_path / "b.xlsx", bytes(content[: data.draw(st.integers(0, len(content)))]))
    try:
        assert all(isinstance(sheet, Sheet) for sheet in read_sheets(path))
    except UserError as error:
        assert str(error).endswith("。")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    try:
        read_sheets(written(tmp_path / "a.csv", content))
    except UserError as error:
        assert str(error).endswith("。")
