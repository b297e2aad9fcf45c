"""Zip packages that claim to be workbooks: what they hold, and whether they can be opened without harm."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from ingest.bounded import limits
from ingest.errors import UserError
from ingest.readers.marks import Marks, Range
from ingest.readers.ods_marks import OdsMarks
from ingest.readers.refused import damaged
from ingest.readers.unpacked import check_unpacked
from ingest.readers.xlsb_marks import WORKBOOK, xlsb_marks
from ingest.readers.xlsx_marks import XlsxMarks
from ingest.readers.xml import BadXml

_COLUMNS = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+)\d""")
_ROWS = re.compile(rb"""\br\s*=\s*["'][A-Za-z]*(\d+)["']""")
_CELL = re.compile(rb"""<(?:\w+:)?c\s(?:[^<>]*?\s)?r\s*=\s*["']([A-Za-z]+)(\d+)["'][^<>]*(?<!/)>(?!\s*</)""")
_UNREADABLE = (
    zipfile.BadZipFile,
    NotImplementedError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    KeyError,
    zlib.error,
)


@dataclass(slots=True)
class Inspected:
    """What calamine does not tell, by the place of the sheet in the workbook."""

    marks: Mapping[int, Marks] = field(default_factory=dict)
    ranges: Mapping[int, list[Range]] = field(default_factory=dict)


@contextmanager
def opened(content: bytes, name: str) -> Iterator[zipfile.ZipFile]:
    """Open a package; UserError if it is damaged or would fill the memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            check_unpacked(package.infolist(), name)
            yield package
    except _UNREADABLE as error:
        raise damaged(name) from error


def inspect(package: zipfile.ZipFile, name: str) -> Inspected:
    """Refuse what calamine could not survive, such as one cell a million columns away; return marks."""
    parts = [info for info in package.infolist() if info.filename.startswith("xl/worksheets/") and info.file_size > 0]
    try:
        if WORKBOOK in package.NameToInfo:
            return Inspected(xlsb_marks(package))
        if not parts:
            found = OdsMarks(package)
            return Inspected(found.found, found.ranges)
        marks = XlsxMarks(package)
    except (BadXml, KeyError, IndexError, struct.error):  # what can be read without the marks is read without them
        marks = None
    for info in parts:
        content = package.read(info)
        _check_extent(content, name)
        if marks is not None:
            with suppress(BadXml, ValueError):
                marks.add(info.filename, content)
    return Inspected(marks.found if marks is not None else {})


def _check_extent(sheet: bytes, name: str) -> None:
    """Refuse a sheet that is mostly emptiness before one far cell; a far cell that holds nothing does no harm."""
    width = max(map(_column_number, set(_COLUMNS.findall(sheet))), default=1)
    height = max(map(int, set(_ROWS.findall(sheet))), default=1)
    if width * height <= limits.SPARSE_CELLS:
        return
    cells = [(_column_number(match[1]), int(match[2])) for match in _CELL.finditer(sheet)]
    width, height = (max((cell[side] for cell in cells), default=1) for side in (0, 1))
    is_sparse = width * height > max(limits.SPARSE_CELLS, limits.SPARSE_SHARE * len(cells))
    if is_sparse or width * height > limits.GRID_CELLS:
        far = max(_CELL.finditer(sheet), key=lambda match: _column_number(match[1]) * int(match[2]))
        cell = (far[1] + far[2]).decode("ascii")
        raise UserError(f"“{name}”在很远的单元格 {cell} 里有内容，请删去表格右侧和下方的多余内容后重新报送。")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
