"""Binary workbooks. No library writes them, so the test puts one together record by record."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from ingest.readers.sheet import Struck, Uncomputed
from ingest.readers.workbook import read_sheets

TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>"""
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
RELATION = (
    '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
)


def record(kind: int, data: bytes = b"") -> bytes:
    def number(value: int) -> bytes:
        return bytes([value]) if value < 128 else bytes([value & 127 | 128, value >> 7])

    return number(kind) + number(len(data)) + data


def text(value: str) -> bytes:
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def row(number: int, hidden: bool = False) -> bytes:
    return record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0x10 if hidden else 0, 0, 0))


def cell(column: int, value: str, style: int = 0) -> bytes:
    return record(6, struct.pack("<II", column, style) + text(value))


def formula(column: int, result: float) -> bytes:
    return record(9, struct.pack("<IIdHI", column, 0, result, 0, 0))


def xlsb(path: Path, *further: bytes, calculated_by: int | None = None) -> Path:
    sheet = [
        record(129), record(148, struct.pack("<4I", 0, 3, 0, 1)),
        record(60, struct.pack("<4IH", 1, 1, 2000, 0, 1)), record(145),
        row(0), cell(0, "党组织"), cell(1, "应到人数"),
        row(1), cell(0, "一小"), record(3, struct.pack("<IIB", 1, 0, 0x2A)),
        row(2, hidden=True), cell(0, "二小"), record(5, struct.pack("<IId", 1, 0, 12.0)),
        row(3), cell(0, "三小", 1), cell(1, "作废", 1), *further,
        record(146), record(161, struct.pack("<4I", 0, 2, 0, 1)), record(130),
    ]  # fmt: skip
    book = [
        record(131), record(153, struct.pack("<III", 1, 0, 0)), record(143),
        record(156, struct.pack("<II", 0, 1) + text("rId1") + text("台账")), record(144),
    ]  # fmt: skip
    book += [] if calculated_by is None else [record(157, struct.pack("<II", calculated_by, 1) + bytes(18))]
    book.append(record(132))
    fonts = [record(43, struct.pack("<HH", 220, strike) + bytes(21)) for strike in (0, 8)]
    formats = [record(47, struct.pack("<HHH", 0, 0, font) + bytes(10)) for font in (0, 1)]
    styles = [record(278), *fonts, record(617, struct.pack("<I", 2)), *formats, record(618), record(279)]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", RELATIONS.format(RELATION.format("r", "officeDocument", "xl/workbook.bin")))
        sheets = RELATION.format("rId1", "worksheet", "worksheets/sheet1.bin")
        package.writestr("xl/_rels/workbook.bin.rels", RELATIONS.format(sheets))
        package.writestr("xl/workbook.bin", b"".join(book))
        package.writestr("xl/worksheets/sheet1.bin", b"".join(sheet))
        package.writestr("xl/styles.bin", b"".join(styles))
    path.write_bytes(buffer.getvalue())
    return path


def test_a_binary_workbook_is_read_and_its_marks_with_it(tmp_path: Path) -> None:
    """Errors in an .xlsb were blanks, and what it hid or struck out was counted in silence."""
    (sheet,) = read_sheets(xlsb(tmp_path / "a.xlsb"))
    assert sheet.cells == [["党组织", "应到人数"], ["一小", "#N/A"], ["二小", 12.0], ["三小", "作废"]]
    assert (sheet.hidden_rows, sheet.filtered_rows, sheet.hidden_columns) == ({2}, {2}, {1})
    assert sheet.struck_rows == {3} and sheet.from_1904


def test_a_part_of_a_shared_text_that_is_struck_out_is_told(tmp_path: Path) -> None:
    def shared(value: str, *runs: tuple[int, int]) -> bytes:
        told = struct.pack("<I", len(runs)) + b"".join(struct.pack("<HH", *run) for run in runs) if runs else b""
        return record(19, bytes([1 if runs else 0]) + text(value) + told)

    of_shared = [record(7, struct.pack("<III", 0, 0, number)) for number in range(3)]
    path = xlsb(tmp_path / "a.xlsb", *(part for at, one in enumerate(of_shared) for part in (row(4 + at), one)))
    with zipfile.ZipFile(path, "a") as package:
        texts = (shared("十二"), shared("1214", (0, 1), (2, 0)), shared("十四", (0, 0)))
        package.writestr("xl/sharedStrings.bin", record(159, struct.pack("<II", 3, 3)) + b"".join(texts) + record(160))
    (sheet,) = read_sheets(path)
    assert [row[0] for row in sheet.cells[4:]] == ["十二", "1214", "十四"]
    assert [isinstance(row[0], Struck) for row in sheet.cells[4:]] == [False, True, False]


@pytest.mark.parametrize(("calculated_by", "is_told"), [(None, True), (0, True), (191029, False)])
def test_a_formula_without_its_result_is_told_and_not_a_nought(
    tmp_path: Path, calculated_by: int | None, is_told: bool
) -> None:
    """A file that no spreadsheet program worked out has 0 for every result; counted, nobody had come."""
    further = (row(4), cell(0, "四小"), formula(1, 0.0), row(5), cell(0, "五小"), formula(1, 7.0))
    (sheet,) = read_sheets(xlsb(tmp_path / "a.xlsb", *further, calculated_by=calculated_by))
    empty, worked_out = sheet.cells[4][1], sheet.cells[5][1]
    assert isinstance(empty, Uncomputed) == is_told and worked_out == 7.0
