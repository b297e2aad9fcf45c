"""Writing grids as .xlsx, .xls, .ods, .csv and .txt, the same bytes each time."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter
import xlwt

from pipeline.sample.workbooks.layout import Cell, Grid

Sheets = Sequence[tuple[str, Grid]]
EPOCH = datetime(2026, 10, 31, 8, 0, 0)
ZIP_TIME = (2026, 10, 31, 8, 0, 0)


def file_bytes(name: str, sheets: Sheets, encoding: str = "utf-8-sig") -> bytes:
    """Return the content of a file of that name; text files hold one sheet."""
    ending = name.rsplit(".", 1)[-1]
    if ending == "xlsx":
        return _xlsx(sheets)
    if ending == "xls":
        return _xls(sheets)
    if ending == "ods":
        return _ods(sheets)
    return _text(sheets[0][1], "\t" if ending == "txt" else ",", encoding)


def write_zip(path: Path, files: Sequence[tuple[str, bytes]]) -> None:
    """Write a zip archive with fixed times."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, ZIP_TIME), content, zipfile.ZIP_DEFLATED)


def _xlsx(sheets: Sheets) -> bytes:
    target = io.BytesIO()
    large = sum(len(grid.cells) for _, grid in sheets) > 20_000 and not any(grid.merges for _, grid in sheets)
    with xlsxwriter.Workbook(target, {"in_memory": True, "constant_memory": large, "strings_to_urls": False}) as book:
        book.set_properties({"created": EPOCH})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        head = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True})
        for name, grid in sheets:
            sheet = book.add_worksheet(name)
            covered = _merge(sheet, grid, head)
            for row, cells in enumerate(grid.cells):
                for column, cell in enumerate(cells):
                    if cell is not None and (row, column) not in covered:
                        _write_cell(sheet, row, column, cell, day, head if row <= grid.header else None)
    return target.getvalue()


def _merge(sheet: Any, grid: Grid, head: Any) -> set[tuple[int, int]]:
    """Write the merged cells and return the places that they cover."""
    covered: set[tuple[int, int]] = set()
    for top, left, bottom, right in grid.merges:
        value = grid.cells[top][left]
        sheet.merge_range(top, left, bottom, right, "" if value is None else value, head)
        covered |= {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
    return covered


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, day: Any, look: Any) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell, look)
    else:
        sheet.write_number(row, column, cell)


def _xls(sheets: Sheets) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for name, grid in sheets:
        sheet: Any = book.add_sheet(name)
        covered: set[tuple[int, int]] = set()
        for top, left, bottom, right in grid.merges:
            sheet.write_merge(top, bottom, left, right, grid.cells[top][left])
            covered |= {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        for row, cells in enumerate(grid.cells):
            for column, cell in enumerate(cells):
                if cell is None or (row, column) in covered:
                    continue
                if isinstance(cell, date):
                    sheet.write(row, column, cell, day)
                else:
                    sheet.write(row, column, cell)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _text(grid: Grid, delimiter: str, encoding: str) -> bytes:
    grid.fill_merges_in()
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([["" if cell is None else cell for cell in cells] for cells in grid.cells])
    return target.getvalue().encode(encoding)


ODS_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
)


def _ods(sheets: Sheets) -> bytes:
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{"".join(map(_ods_row, _ods_filled(grid)))}</table:table>'
        for name, grid in sheets
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODS_SPACES} office:version="1.2">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{space}" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr(zipfile.ZipInfo("mimetype", ZIP_TIME), kind)  # first and not packed, as the standard asks
        for name, text in (("content.xml", content), ("META-INF/manifest.xml", manifest)):
            package.writestr(zipfile.ZipInfo(name, ZIP_TIME), text, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _ods_filled(grid: Grid) -> list[list[Cell]]:
    grid.fill_merges_in()
    return grid.cells


def _ods_row(cells: list[Cell]) -> str:
    return f"<table:table-row>{''.join(_ods_cell(cell) for cell in cells)}</table:table-row>"


def _ods_cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, date):
        attributes = f'office:value-type="date" office:date-value="{cell:%Y-%m-%d}"'
    elif isinstance(cell, int | float):
        attributes = f'office:value-type="float" office:value="{cell}"'
    else:
        attributes = 'office:value-type="string"'
    return f"<table:table-cell {attributes}><text:p>{escape(str(cell))}</text:p></table:table-cell>"
