"""The marks and merged ranges of an .ods file, of which calamine says nothing: read where there can be any."""

from __future__ import annotations

import re
import zipfile

from ingest.readers.marks import Marks, Range
from ingest.readers.sheet import Uncomputed
from ingest.readers.xml import Element, ends_of, name_of

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_HIDDEN = frozenset({"collapse", "filter"})
_MAY_BE_MARKED = (b"-spanned=", b":visibility=", b":formula=", b"text-line-through-style=")
_MONTH = re.compile(r"^(?:\d{4}\s*[-./年]\s*\d{1,2}\s*月?|\d{1,2}月)$")
_MAY_SHOW_MONTHS = re.compile(r">(?:\d{4}\s*(?:[-./]|年)\s*\d{1,2}\s*(?:月)?|\d{1,2}月)</".encode())
_COMPUTING = re.compile(rb"LibreOffice|OpenOffice|MicrosoftOffice|Excel|WPS|Kingsoft|Calligra|Collabora")
_ROWS_AT_MOST, _COLUMNS_AT_MOST = 1_048_576, 16_384


class OdsMarks:
    """Marks and merged ranges by the place of the sheet; may raise BadXml, KeyError or ValueError."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.found: dict[int, Marks] = {}
        self.ranges: dict[int, list[Range]] = {}
        content = package.read("content.xml")
        if not any(mark in content for mark in _MAY_BE_MARKED) and not _MAY_SHOW_MONTHS.search(content):
            return
        meta = package.read("meta.xml") if "meta.xml" in package.NameToInfo else b""
        self._is_computed = _COMPUTING.search(meta) is not None
        self._struck = _struck_styles(content)
        self._open(0)
        for element in ends_of(content, "table-column", "table-row", "table"):
            if element.tag == f"{_TABLE}table-row":
                self._row(element)
                element.clear()
            elif element.tag == f"{_TABLE}table-column":
                self._columns(element)
            elif element.tag == f"{_TABLE}table":
                self._open(max(self.found) + 1)

    def _open(self, place: int) -> None:
        self._marks = self.found[place] = Marks()
        self._ranges: list[Range] = []
        self.ranges[place] = self._ranges
        self._next_row = self._next_column = 0

    def _columns(self, element: Element) -> None:
        wide = _count(element, "number-columns-repeated")
        if element.get(f"{_TABLE}visibility") in _HIDDEN:
            self._marks.hidden_columns.update(range(self._next_column, min(self._next_column + wide, _COLUMNS_AT_MOST)))
        self._next_column += wide

    def _row(self, element: Element) -> None:
        row, high = self._next_row, _count(element, "number-rows-repeated")
        visibility = element.get(f"{_TABLE}visibility")
        if visibility in _HIDDEN:
            self._marks.hidden_rows.update(range(row, min(row + high, _ROWS_AT_MOST)))
            if visibility == "filter":
                self._marks.filters.append((row, row + high - 1))
        column = 0
        for cell in element:
            down, across = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
            if down > 1 or across > 1:
                self._ranges.append(((row, column), (row + down - 1, column + across - 1)))
            repeated = _count(cell, "number-columns-repeated")
            if high == repeated == 1:
                self._cell(cell, row, column)
                if f"{_OFFICE}date-value" in cell.attrib and _MONTH.match("".join(cell.itertext()).strip()):
                    self._marks.months.add((row, column))
            column += repeated
        self._next_row += high

    def _cell(self, cell: Element, row: int, column: int) -> None:
        formula = cell.get(f"{_TABLE}formula")
        if cell.get(f"{_TABLE}style-name") in self._struck:
            self._marks.struck.add((row, column))
        elif self._struck:
            self._marks.strike((row, column), self._struck_share(cell))
        if formula is None:
            return
        kinds = {value for key, value in cell.attrib.items() if key.endswith("}value-type")}
        if "error" in kinds:
            shown = "".join(cell.itertext()).strip()
            self._marks.no_value[row, column] = shown if shown.startswith(("#", "Err")) else "#N/A"
        elif not kinds and not self._is_computed:
            self._marks.no_value[row, column] = Uncomputed("=" + formula.partition("=")[2])

    def _struck_share(self, cell: Element) -> bool | None:
        """Say of a cell's text whether it is wholly struck out; None if nothing of it is."""
        spans = [span for span in cell.iter("{*}span") if span.get(f"{_TEXT}style-name") in self._struck]
        struck = "".join("".join(span.itertext()) for span in spans).strip()
        return struck == "".join(cell.itertext()).strip() if struck else None


def _struck_styles(content: bytes) -> frozenset[str]:
    """Return the names of the styles, of cells and of parts of their text, that strike text out."""
    found: set[str] = set()
    if b"text-line-through-style" in content:
        for style in ends_of(content, "style", "automatic-styles"):
            if name_of(style) == "automatic-styles":
                break
            lines = {each.get(f"{_STYLE}text-line-through-style") for each in style.iterchildren("{*}text-properties")}
            if lines - {None, "none"}:
                found.add(style.get(f"{_STYLE}name", ""))
    return frozenset(found)


def _count(element: Element, attribute: str) -> int:
    return int(element.get(f"{_TABLE}{attribute}", "1"))
