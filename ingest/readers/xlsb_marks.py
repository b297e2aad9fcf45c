"""The marks of an .xlsb, of which calamine says nothing: one walk over the records of its binary parts."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from itertools import dropwhile, takewhile
from posixpath import join, normpath
from struct import unpack_from
from typing import NamedTuple

from ingest.readers.marks import Marks
from ingest.readers.number_formats import BUILT_IN_MONTHS, note_format
from ingest.readers.sheet import Uncomputed
from ingest.readers.xls_marks import ERRORS
from ingest.readers.xls_texts import struck_share
from ingest.readers.xml import parse_xml

WORKBOOK = "xl/workbook.bin"
_ROW, _ERROR, _LAST_CELL, _FORMULA_ERROR = 0, 3, 11, 11
_FROM_SHARED, _FORMULA_TEXT, _FORMULA_NUMBER = 7, 8, 9
_SHARED_TEXT, _RICH = 19, 1
_FONT, _NUMBER_FORMAT, _FORMAT, _COLUMNS, _SETTINGS, _SHEET, _CALCULATION, _FILTER = 43, 44, 47, 60, 153, 156, 157, 161
_FORMATS_BEGIN, _FORMATS_END = 617, 618
_STRIKEOUT = 0x0008
_HIDDEN_ROW = 0x10
_COLUMNS_AT_MOST = 16_384


def xlsb_marks(package: zipfile.ZipFile) -> dict[int, Marks]:
    """Return the marks of every sheet, by its place; may raise KeyError, IndexError, struct.error or BadXml."""
    book = list(_records(package.read(WORKBOOK)))
    from_1904 = any(kind == _SETTINGS and bool(unpack_from("<I", data)[0] & 1) for kind, data in book)
    # A spreadsheet program says by which version of it the formulas were worked out.
    is_computed = any(kind == _CALCULATION and unpack_from("<I", data)[0] for kind, data in book)
    relations = parse_xml(package.read("xl/_rels/workbook.bin.rels"))
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    fonts, styles, months = _marked_styles(package)
    struck = _Struck(styles, _struck_texts(package, fonts) if fonts else {})
    found: dict[int, Marks] = {}
    for place, data in enumerate(data for kind, data in book if kind == _SHEET):
        target = targets.get(_text(data, 8), "")
        part = normpath(target.lstrip("/") if target.startswith("/") else join("xl", target))
        marks = found[place] = Marks(from_1904=from_1904)
        if part in package.NameToInfo:
            _read(package.read(part), struck, months, is_computed, marks)
    return found


class _Struck(NamedTuple):
    """What is struck out: cell formats, and shared texts, wholly or in part."""

    styles: frozenset[int]
    texts: dict[int, bool]

    def share(self, kind: int, style: int, data: bytes) -> bool | None:
        """Say of a cell whether it is wholly struck out; None if nothing of it is."""
        if style in self.styles:
            return True
        return self.texts.get(unpack_from("<I", data, 8)[0]) if kind == _FROM_SHARED and self.texts else None


def _read(content: bytes, struck: _Struck, months: frozenset[int], is_computed: bool, marks: Marks) -> None:
    row = 0
    for kind, data in _records(content):
        if kind == _ROW:
            row = unpack_from("<I", data)[0]
            if data[11] & _HIDDEN_ROW:
                marks.hidden_rows.add(row)
        elif kind <= _LAST_CELL:
            column, style = unpack_from("<2I", data)
            marks.strike((row, column), struck.share(kind, style & 0xFFFFFF, data))
            if style & 0xFFFFFF in months:
                marks.months.add((row, column))
            lacking = _no_value(kind, data, is_computed)
            if lacking is not None:
                marks.no_value[row, column] = lacking
        elif kind == _COLUMNS:
            first, last = unpack_from("<2I", data)
            if unpack_from("<H", data, 16)[0] & 1:
                marks.hidden_columns.update(range(first, min(last + 1, _COLUMNS_AT_MOST)))
        elif kind == _FILTER:
            marks.filters.append(unpack_from("<2I", data))


def _no_value(kind: int, data: bytes, is_computed: bool) -> str | None:
    """Return what a cell without a value says: an error, or a formula that nobody worked out.

    What does not work formulas out writes 0 or an empty text as their result.
    """
    if kind in {_ERROR, _FORMULA_ERROR}:
        return ERRORS.get(data[8], "#N/A")
    is_zero = kind == _FORMULA_NUMBER and data[8:16] == bytes(8)
    is_empty = kind == _FORMULA_TEXT and data[8:12] == bytes(4)
    return Uncomputed("=公式") if (is_zero or is_empty) and not is_computed else None


def _struck_texts(package: zipfile.ZipFile, struck_fonts: frozenset[int]) -> dict[int, bool]:
    """Return of each shared text with a struck-out letter, by its number, whether all of its letters are."""
    name = "xl/sharedStrings.bin"
    records = _records(package.read(name)) if name in package.NameToInfo else ()
    texts = (data for kind, data in records if kind == _SHARED_TEXT)
    shares = ((number, struck_share(_runs(data), struck_fonts)) for number, data in enumerate(texts))
    return {number: share for number, share in shares if share is not None}


def _runs(data: bytes) -> list[tuple[int, int]]:
    """Return from which letter on a shared text uses which font; nothing where it uses one."""
    if not data[0] & _RICH:
        return []
    behind = 5 + 2 * unpack_from("<I", data, 1)[0]
    return [unpack_from("<HH", data, behind + 4 + 4 * run) for run in range(unpack_from("<I", data, behind)[0])]


def _marked_styles(package: zipfile.ZipFile) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """Return the struck-out fonts, the cell formats that use them, and those that show of a day its month alone."""
    name = "xl/styles.bin"
    records = list(_records(package.read(name))) if name in package.NameToInfo else []
    fonts = [bool(unpack_from("<H", data, 2)[0] & _STRIKEOUT) for kind, data in records if kind == _FONT]
    codes = _month_codes(records)
    of_cells = takewhile(
        lambda each: each[0] != _FORMATS_END, dropwhile(lambda each: each[0] != _FORMATS_BEGIN, records)
    )
    styles = [unpack_from("<2H", data, 2) for kind, data in of_cells if kind == _FORMAT]
    struck = _places(fonts)
    return struck, _places([font in struck for _, font in styles]), _places([code in codes for code, _ in styles])


def _month_codes(records: list[tuple[int, bytes]]) -> set[int]:
    """Return the numbers of the formats that show of a day its month alone."""
    codes = set(BUILT_IN_MONTHS)
    for kind, data in records:
        if kind == _NUMBER_FORMAT:
            note_format(codes, unpack_from("<H", data)[0], _text(data, 2))
    return codes


def _places(fonts: list[bool]) -> frozenset[int]:
    return frozenset(place for place, is_struck in enumerate(fonts) if is_struck)


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield kind and data of each record; both numbers before the data are kept in groups of seven bits."""
    place, end = 0, len(content)
    while place < end:
        kind, place = _number(content, place, 2)
        size, place = _number(content, place, 4)
        yield kind, content[place : place + size]
        place += size


def _number(content: bytes, place: int, longest: int) -> tuple[int, int]:
    number = 0
    for step in range(longest):
        byte = content[place]
        place += 1
        number |= (byte & 0x7F) << (7 * step)
        if byte < 0x80:
            break
    return number, place


def _text(data: bytes, place: int) -> str:
    length = unpack_from("<I", data, place)[0]
    return data[place + 4 : place + 4 + 2 * length].decode("utf-16-le")
