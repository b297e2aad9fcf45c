"""The marks of an .xls (BIFF), of which calamine says nothing: one walk over the records of its stream."""

from __future__ import annotations

import io
from collections.abc import Iterator
from struct import unpack_from

import olefile

from ingest.readers.marks import Marks, Place
from ingest.readers.number_formats import BUILT_IN_MONTHS, note_format
from ingest.readers.sheet import Uncomputed
from ingest.readers.xls_texts import struck_texts

_FORMULA = 0x06
_END = 0x0A
_CALENDAR = 0x22
_FONT = 0x31
_COLUMNS = 0x7D
_SHEET = 0x85
_ROW_OF_RK = 0xBD
_FORMAT = 0xE0
_SHARED_TEXTS = 0xFC
_CONTINUED = 0x3C
_FROM_SHARED = 0xFD
_RECALCULATED = 0x01C1
_NUMBER = 0x0203
_NUMBER_FORMAT = 0x041E
_LABEL = 0x0204
_ERROR = 0x0205
_ROW = 0x0208
_SHORT_NUMBER = 0x027E
_RICH_LABEL = 0xD6
_START = 0x0809
_FILTERED = 0x9B
_CELLS = frozenset({_FORMULA, _FROM_SHARED, _NUMBER, _LABEL, _ERROR, _SHORT_NUMBER, _RICH_LABEL})
_STRIKEOUT = 0x0008
_HIDDEN_ROW = 0x0020
_GLOBALS = 0x0005
_NO_SUCH_FONT = 4
ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}

Record = tuple[int, int, bytes]


def xls_marks(content: bytes) -> dict[int, Marks]:
    """Return the marks of every sheet, by its place in the workbook; may raise OSError, ValueError or struct.error."""
    starts: list[int] = []
    reader = _Reader()
    marks: Marks | None = None
    found: dict[int, Marks] = {}
    for offset, kind, data in _records(_stream(content)):
        if kind == _START:
            is_globals = len(data) >= 4 and unpack_from("<H", data, 2)[0] == _GLOBALS
            marks = None
            if not is_globals and offset in starts:
                marks = found[starts.index(offset)] = Marks(from_1904=reader.from_1904)
        elif kind == _SHEET:
            starts.append(unpack_from("<I", data)[0])
        elif marks is None:
            reader.read_global(kind, data)
        else:
            reader.read(kind, data, marks)
    return found


def _stream(content: bytes) -> bytes:
    with olefile.OleFileIO(io.BytesIO(content)) as package:
        name = next((name for name in ("Workbook", "Book") if package.exists(name)), None)
        return bytes(package.openstream(name).read()) if name else b""


def _records(stream: bytes) -> Iterator[Record]:
    offset, end = 0, len(stream) - 4
    while offset <= end:
        kind, size = unpack_from("<HH", stream, offset)
        yield offset, kind, stream[offset + 4 : offset + 4 + size]
        offset += 4 + size


class _Reader:
    """Knows what the head of the workbook says about fonts, formats and its calendar."""

    def __init__(self) -> None:
        self.from_1904 = False
        self._fonts: list[bool] = []
        self._struck: set[int] = set()
        self._formats = 0
        self._months: set[int] = set()
        self._month_codes = set(BUILT_IN_MONTHS)
        self._texts: list[bytes] = []
        self._are_texts_last = False
        self._struck_texts: dict[int, bool] | None = None
        self._is_computed = False

    def read_global(self, kind: int, data: bytes) -> None:
        """Read a record that stands before the sheets."""
        if kind == _CALENDAR:
            self.from_1904 = unpack_from("<H", data)[0] == 1
        elif kind == _RECALCULATED:  # a spreadsheet program was here, not only one that wrote the file
            self._is_computed = True
        elif kind == _FONT:
            self._fonts += [False] if len(self._fonts) == _NO_SUCH_FONT else []
            self._fonts.append(bool(unpack_from("<H", data, 2)[0] & _STRIKEOUT))
        elif kind == _FORMAT:
            font = unpack_from("<H", data)[0]
            if font < len(self._fonts) and self._fonts[font]:
                self._struck.add(self._formats)
            if unpack_from("<H", data, 2)[0] in self._month_codes:
                self._months.add(self._formats)
            self._formats += 1
        elif kind == _NUMBER_FORMAT:
            self._number_format(data)
        self._read_texts(kind, data)

    def _number_format(self, data: bytes) -> None:
        number, length, is_wide = unpack_from("<HHB", data)
        code = data[5 : 5 + length * 2].decode("utf-16-le") if is_wide & 1 else data[5 : 5 + length].decode("latin-1")
        note_format(self._month_codes, number, code)

    def _read_texts(self, kind: int, data: bytes) -> None:
        """Keep the shared texts, where a font strikes out at all: a text may use several fonts."""
        self._are_texts_last = kind == _SHARED_TEXTS or (kind == _CONTINUED and self._are_texts_last)
        if self._are_texts_last and any(self._fonts):
            self._texts.append(data)

    @property
    def _texts_struck(self) -> dict[int, bool]:
        """Which shared texts are struck out, wholly or in part."""
        if self._struck_texts is None:
            fonts = {place for place, is_struck in enumerate(self._fonts) if is_struck}
            self._struck_texts = struck_texts(self._texts, fonts) if self._texts else {}
        return self._struck_texts

    def read(self, kind: int, data: bytes, marks: Marks) -> None:
        """Read a record of a sheet."""
        if kind == _ROW:
            if unpack_from("<I", data, 12)[0] & _HIDDEN_ROW:
                marks.hidden_rows.add(unpack_from("<H", data)[0])
        elif kind == _COLUMNS:
            first, last, _, _, options = unpack_from("<5H", data)
            if options & 1:
                marks.hidden_columns.update(range(first, min(last, 255) + 1))
        elif kind == _FILTERED:
            marks.filters.append((0, 65_535))
        elif kind == _ERROR:
            row, column, _, code, is_error = unpack_from("<3HBB", data)
            if is_error:
                marks.no_value[row, column] = ERRORS.get(code, "#N/A")
        elif kind == _FORMULA:
            self._formula(data, marks)
        self._styles(kind, data, marks)

    def _formula(self, data: bytes, marks: Marks) -> None:
        row, column, _ = unpack_from("<3H", data)
        result = data[6:14]
        if result[6:] == b"\xff\xff":
            if result[0] == 2:
                marks.no_value[row, column] = ERRORS.get(result[2], "#N/A")
                return
            is_nothing = result[0] == 3
        else:
            is_nothing = result == bytes(8)
        if is_nothing and not self._is_computed:
            marks.no_value[row, column] = Uncomputed("=公式")

    def _styles(self, kind: int, data: bytes, marks: Marks) -> None:
        if self._months:
            marks.months.update(place for place, style in _styled_cells(kind, data) if style in self._months)
        if not self._struck and not self._texts:
            return
        if kind == _FROM_SHARED and self._texts:
            row, column, _, text = unpack_from("<3HI", data)
            marks.strike((row, column), self._texts_struck.get(text))
        marks.struck.update(place for place, style in _styled_cells(kind, data) if style in self._struck)


def _styled_cells(kind: int, data: bytes) -> Iterator[tuple[Place, int]]:
    """Yield the cells of a record, each with its format."""
    if kind in _CELLS:
        row, column, style = unpack_from("<3H", data)
        yield (row, column), style
    elif kind == _ROW_OF_RK:
        row, first = unpack_from("<2H", data)
        for place in range((len(data) - 6) // 6):
            yield (row, first + place), unpack_from("<H", data, 4 + place * 6)[0]
