"""Small files that ask for more than a machine has, made here and never kept."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

import xlwt

_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
_BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" '
    'Target="{}"/></Relationships>'
)
_NUMBER = struct.pack("<HH", 0x0203, 14)
_WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
_SPACES_IN_A_ROW, _ROWS_OF_SPACES = 16_000, 250


def workbook_of(rows: str) -> bytes:
    """Return the least .xlsx that holds these rows of XML."""
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": _RELATIONS.format("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": _BOOK,
            "xl/_rels/workbook.xml.rels": _RELATIONS.format("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": _SHEET.format(rows),
        }
    )


def packed(parts: Mapping[str, str] | Mapping[str, bytes]) -> bytes:
    """Return an archive of these parts, without the clock in it: the same parts are the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _two_cells(last: str, cell: str) -> bytes:
    row = "".join(filter(str.isdigit, last))
    return workbook_of(f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}">{cell}<v>1</v></c></row>')


def spaces(rows: int = _ROWS_OF_SPACES, columns: int = _SPACES_IN_A_ROW) -> bytes:
    """Return a sheet that is full of spaces."""
    cell = '<c t="inlineStr"><is><t xml:space="preserve"> </t></is></c>'
    return workbook_of(f"<row>{cell * columns}</row>" * rows)


def far_cell_of_old_workbook() -> bytes:
    """Return an .xls in which one damaged number stands in the last row and a column that no .xls has."""
    book = xlwt.Workbook()
    page = book.add_sheet("Sheet1")
    page.write(0, 0, 1.5)
    page.write(1, 1, 0.123456789)
    out = io.BytesIO()
    book.save(out)
    content = out.getvalue()
    place = content.rindex(_NUMBER) + len(_NUMBER)
    return content[:place] + struct.pack("<HH", 0xFFFF, 0xFFFE) + content[place + 4 :]


def _open_document() -> bytes:
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    names += 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    table = f'<office:spreadsheet><table:table table:name="a">{row}</table:table></office:spreadsheet>'
    content = f"<office:document-content {names}><office:body>{table}</office:body></office:document-content>"
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def _web_page() -> bytes:
    row = "<tr>" + '<td rowspan="1000" colspan="1000">1</td>' * 60 + "</tr>"
    return f"<html><table>{row * 3}</table></html>".encode()


def _nested_word() -> bytes:
    depth = 3_000
    opened, closed = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return packed({"word/document.xml": _WORD.format(opened * depth + closed * depth)})


def _wide_word() -> bytes:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>'
    return packed({"word/document.xml": _WORD.format(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>")})


def _xml_2003() -> bytes:
    head = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    head += 'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table>'
    cell = '<Row ss:Index="{0}"><Cell ss:Index="{0}"><Data ss:Type="String">1</Data></Cell></Row>'
    return f"{head}{cell.format(1)}{cell.format(900_000)}</Table></Worksheet></Workbook>".encode()


def _wide_record() -> bytes:
    return b"a\n" * 5_000 + b"," * 200_000


BOMBS: Mapping[str, Callable[[], bytes]] = {
    "far.xlsx": lambda: _two_cells("XFD3000", '<c r="XFD3000">'),
    "far-below.xlsx": lambda: _two_cells("ZZ1048576", '<c r="ZZ1048576">'),
    "far-attributes.xlsx": lambda: _two_cells("XFD3000", "<c t=\"n\"\n  r = 'XFD3000' >"),
    "far-prefix.xlsx": lambda: _two_cells("XFD9000", '<c s="0" r="&#88;FD9000">'),
    "far-down.xlsx": lambda: _two_cells("J1048576", '<c r="J1048576">'),
    "spaces.xlsx": spaces,
    "far.xls": far_cell_of_old_workbook,
    "repeated.ods": _open_document,
    "spans.xls": _web_page,
    "nested.docx": _nested_word,
    "wide.docx": _wide_word,
    "far.xml": _xml_2003,
    "wide.csv": _wide_record,
}
"""The name of each file, and what makes its content."""
