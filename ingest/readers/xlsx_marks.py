"""The marks of an .xlsx, of which calamine says nothing: read only from the parts that can hold any."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from posixpath import join, normpath

from ingest.readers.marks import Marks, Place
from ingest.readers.number_formats import BUILT_IN_MONTHS, shows_only_months
from ingest.readers.sheet import Uncomputed
from ingest.readers.xml import Element, attribute, ends_of, is_on, name_of, parse_xml

_MAY_BE_MARKED = (
    b't="e"',
    b"t='e'",
    b"<f>",
    b"<f ",
    b"<f/",
    b":f>",
    b":f ",
    b":f/",
    b' hidden="',
    b" hidden='",
    b"strike",
)
_MAY_SHOW_MONTHS = re.compile(
    rf"""numFmtId=["'](?:{"|".join(map(str, BUILT_IN_MONTHS))})["']|formatCode=["'][^"'d>]*m[^"'d>]*["']""".encode()
)
_REFERENCE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d+)$")
_ROWS = re.compile(r"^\$?[A-Z]+\$?(\d+):\$?[A-Z]+\$?(\d+)$")
_FAR = 16_384


class XlsxMarks:
    """Collects the marks of a package's sheets, each from its part as it is read; may raise BadXml or KeyError."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        book = parse_xml(package.read("xl/workbook.xml"))
        self._places = {part: place for place, part in enumerate(_sheet_parts(package, book))}
        self._from_1904 = any(is_on(attribute(each, "date1904")) for each in book.iter("{*}workbookPr"))
        unsure = any(is_on(attribute(each, "fullCalcOnLoad")) for each in book.iter("{*}calcPr"))
        self._reader = _Reader(*_marked_styles(package), *_struck_texts(package), unsure)
        self.found: dict[int, Marks] = {}

    def add(self, part: str, content: bytes) -> None:
        """Read the marks of the sheet that is kept in this part, by its place in the workbook."""
        place = self._places.get(part)
        if place is not None:
            marks = self.found[place] = Marks(from_1904=self._from_1904)
            if self._reader.is_marked(content):
                self._reader.read(content, marks)


def _sheet_parts(package: zipfile.ZipFile, book: Element) -> Iterator[str]:
    """Yield the part that holds each sheet, in the order of the workbook."""
    relations = parse_xml(package.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    for sheet in book.iter("{*}sheet"):
        target = targets.get(attribute(sheet, "id"), "")
        yield normpath(target.lstrip("/") if target.startswith("/") else join("xl", target))


def _marked_styles(package: zipfile.ZipFile) -> tuple[frozenset[str], frozenset[str]]:
    """Return the styles that strike a cell out, and those that show of a day its month alone."""
    content = package.read("xl/styles.xml") if "xl/styles.xml" in package.NameToInfo else b""
    if b"strike" not in content and not _MAY_SHOW_MONTHS.search(content):
        return frozenset(), frozenset()
    root = parse_xml(content)
    struck = {str(place) for place, font in enumerate(_grouped(root, "fonts", "font")) if _is_struck(font)}
    months = _formats_of_months(root)
    styles = list(enumerate(_grouped(root, "cellXfs", "xf")))
    return (
        frozenset(str(place) for place, xf in styles if xf.get("fontId") in struck),
        frozenset(str(place) for place, xf in styles if xf.get("numFmtId") in months),
    )


def _formats_of_months(root: Element) -> set[str]:
    codes = {each.get("numFmtId", ""): each.get("formatCode", "") for each in _grouped(root, "numFmts", "numFmt")}
    own = {number for number, code in codes.items() if shows_only_months(code)}
    return own | ({str(each) for each in BUILT_IN_MONTHS} - codes.keys())


def _grouped(root: Element, group: str, kind: str) -> Iterator[Element]:
    for each in root.iterchildren("{*}" + group):
        yield from each.iterchildren("{*}" + kind)


def _struck_texts(package: zipfile.ZipFile) -> tuple[frozenset[str], frozenset[str]]:
    """Return the shared texts that are struck out wholly, and those that are struck out in part."""
    name = "xl/sharedStrings.xml"
    content = package.read(name) if name in package.NameToInfo else b""
    if b"strike" not in content:
        return frozenset(), frozenset()
    wholly: set[str] = set()
    partly: set[str] = set()
    for place, text in enumerate(ends_of(content, "si")):
        struck = _struck_share(text)
        if struck is not None:
            (wholly if struck else partly).add(str(place))
        text.clear()
    return frozenset(wholly), frozenset(partly)


def _struck_share(text: Element) -> bool | None:
    """Say of a rich text whether it is wholly struck out; None if nothing of it is."""
    runs = [run for run in text.iter("{*}r") if any((part.text or "").strip() for part in run.iterchildren("{*}t"))]
    struck = [any(_is_struck(style) for style in run.iterchildren("{*}rPr")) for run in runs]
    return all(struck) if any(struck) else None


def _is_struck(font: Element) -> bool:
    return any(is_on(attribute(each, "val"), missing=True) for each in font.iterchildren("{*}strike"))


class _Reader:
    """Goes through a sheet, counting rows and cells where the file does not number them."""

    def __init__(
        self,
        styles: frozenset[str],
        months: frozenset[str],
        texts: frozenset[str],
        partly: frozenset[str],
        unsure: bool,
    ) -> None:
        self._styles, self._months, self._texts, self._partly, self._unsure = styles, months, texts, partly, unsure
        used = "|".join(styles | months)
        self._styled = re.compile(rf"""\bs=["']({used})["']""".encode()) if used else None

    def is_marked(self, content: bytes) -> bool:
        """Tell quickly whether there can be anything."""
        if self._texts or self._partly or (self._styled is not None and self._styled.search(content)):
            return True
        return any(mark in content for mark in _MAY_BE_MARKED)

    def read(self, content: bytes, marks: Marks) -> None:
        """Fill in the marks."""
        row = -1
        for element in ends_of(content, "row", "col", "autoFilter"):
            kind = name_of(element)
            if kind == "row":
                number = element.get("r", "")
                row = int(number) - 1 if number.isdecimal() else row + 1
                self._row(element, row, marks)
                element.clear()
            elif kind == "col" and is_on(element.get("hidden")):
                first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                marks.hidden_columns.update(range(first - 1, min(last, _FAR)))
            elif kind == "autoFilter" and (match := _ROWS.match(element.get("ref", ""))):
                marks.filters.append((int(match[1]) - 1, int(match[2]) - 1))

    def _row(self, element: Element, row: int, marks: Marks) -> None:
        if is_on(element.get("hidden")):
            marks.hidden_rows.add(row)
        column = -1
        for cell in element:
            match = _REFERENCE.match(cell.get("r", ""))
            column = _column_number(match[1]) - 1 if match else column + 1
            self._cell(cell, (row, column), marks)

    def _cell(self, cell: Element, place: Place, marks: Marks) -> None:
        kind = cell.get("t", "n")
        self._style(cell.get("s"), place, marks)
        parts = {name_of(part): part for part in cell}
        text = parts["v"].text if "v" in parts else None
        if kind == "e":
            marks.no_value[place] = text or "#N/A"
        elif "f" in parts and self._has_no_result(kind, "v" in parts, text):
            marks.no_value[place] = Uncomputed("=" + (parts["f"].text or "公式"))
        else:
            marks.strike(place, self._struck_share(kind, text, parts.get("is")))

    def _style(self, style: str | None, place: Place, marks: Marks) -> None:
        if style in self._styles:
            marks.struck.add(place)
        if style in self._months:
            marks.months.add(place)

    def _struck_share(self, kind: str, text: str | None, own_text: Element | None) -> bool | None:
        """Say of a cell's text, shared or its own, whether it is wholly struck out; None if nothing of it is."""
        if kind == "s" and (text in self._texts or text in self._partly):
            return text in self._texts
        return None if own_text is None else _struck_share(own_text)

    def _has_no_result(self, kind: str, is_there: bool, text: str | None) -> bool:
        """Say so of a formula; where a program left all computing to the reader, its noughts are no results."""
        if text is None:
            return not (kind == "str" and is_there)  # an empty text is a result
        return text == "0" and self._unsure


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
