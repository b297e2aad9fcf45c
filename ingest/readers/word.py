"""Word documents (.docx): every table a sheet, the lines above it its titles, the rest a sheet of lines."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from posixpath import join, normpath

from lxml import etree

from ingest.errors import UserError
from ingest.readers.marks import Marks, marked
from ingest.readers.sheet import Sheet, filled_down
from ingest.readers.word_table import Grid, inside, namespace, read_table, struck_share, text_of
from ingest.readers.xml import BadXml, Element, parse_xml
from ingest.text.heading import NAMES_SOMEBODY

OWN_STYLE = "DangjianReturned"
"""The style of lines that a returned document was given; they are no part of it."""
_MAIN = "word/document.xml"
_BYTES_AT_MOST = 200 * 1024**2
_LINES_ABOVE = 12
_LONGEST_TITLE = 200
_LINES_OF_HEADING = 2
_IS_OF_ONE_TABLE = re.compile(r"(?<!单位)(?<!支部)(?<!党组织)[:：]")
"""What a line says under a label, a day or a place, goes for the table below it alone; 填报单位 goes for all."""
_LINES_AT_MOST = 5_000
TEXT = "正文"


def read_word(package: zipfile.ZipFile, name: str) -> list[Sheet]:
    """Return the tables as sheets 表1, 表2 …, then all lines as one; UserError if the document is damaged or empty.

    Rows are numbered as in the table: the lines above it have numbers below 1.
    """
    try:
        content = package.read(_main_part(package))
        root = parse_xml(content)
        sheets = list(_Document(root, b"trike" in content, name).sheets())
    except (BadXml, KeyError, ValueError) as error:
        raise UserError(
            f"“{name}”是 Word 文档，但打不开或已损坏，请用 Word 或 WPS 打开，另存为 .docx 后重新报送。"
        ) from error
    if not sheets:
        raise UserError(f"“{name}”是 Word 文档，里面没有文字和表格（可能只有图片），请检查后重新报送。")
    return sheets


def blocks(root: Element) -> Iterator[Element]:
    """Yield paragraphs and tables of a document from top to bottom."""
    w = namespace(root)
    body = root.find(w + "body")
    for element in inside(body, w) if body is not None else ():
        if element.tag in {w + "p", w + "tbl"}:
            yield element


def lines_of(paragraph: Element, w: str) -> list[str]:
    """Return what a paragraph says; nothing if a returned document was given it."""
    style = paragraph.find(f"{w}pPr/{w}pStyle")
    if style is not None and style.get(w + "val") == OWN_STYLE:
        return []
    return [line.strip() for line in text_of(paragraph, w).split("\n") if line.strip()]


def _main_part(package: zipfile.ZipFile) -> str:
    part = _MAIN
    if part not in package.NameToInfo:
        relations = parse_xml(package.read("_rels/.rels"))
        targets = [each.get("Target", "") for each in relations if each.get("Type", "").endswith("/officeDocument")]
        part = normpath(join("/", *targets[:1])).lstrip("/")
    if package.getinfo(part).file_size > _BYTES_AT_MOST:
        raise ValueError("too large")
    return part


_GOES_ON = re.compile(r"^[(（【]?\s*(续表|接上表|续上表|上接|表格?续)\s*[\d一二三四五六七八九十]*\s*[)）】]?$")
"""What stands between the parts of one table, and is no title of the second."""


def _titles_in(lines: list[str]) -> list[str]:
    return [line for line in lines if len(line) <= _LONGEST_TITLE and not _GOES_ON.match(line)]


def _heading_in(titles: list[str]) -> list[str]:
    """Return the lines above the first table that go for all tables."""
    return [line for line in titles if not _IS_OF_ONE_TABLE.search(line)][:_LINES_OF_HEADING]


def _below_heading(heading: list[str], titles: list[str]) -> list[str]:
    """Return the lines above a table behind those of the heading that go for it too: another's name does not."""
    is_of_another = any(map(NAMES_SOMEBODY.search, titles))
    kept = [line for line in heading if not (is_of_another and NAMES_SOMEBODY.search(line))]
    return [*kept, *titles[-_LINES_ABOVE + len(kept) :]]


class _Document:
    def __init__(self, root: Element, has_strikes: bool, name: str) -> None:
        self._w = namespace(root)
        # Word keeps pictures twice for older programs, and text where it was moved from.
        etree.strip_elements(root, "{*}Fallback", self._w + "moveFrom", with_tail=False)
        self._root, self._has_strikes, self._name = root, has_strikes, name

    def sheets(self) -> Iterator[Sheet]:
        above: list[str] = []
        heading: list[str] = []
        lines: list[list[object]] = []
        number = 0
        for element in blocks(self._root):
            if element.tag == self._w + "p":
                said = lines_of(element, self._w)
                above += said
                lines += [[line] for line in said]
                continue
            number += 1
            goes_on = number > 1 and all(map(_GOES_ON.match, above))
            titles = _titles_in(above) if goes_on else _below_heading(heading, _titles_in(above))
            heading = heading or _heading_in(titles)
            sheet = self._table(element, f"表{number}", titles)
            if sheet is not None:
                sheet.continues = goes_on
                yield sheet
            above = []
        if lines:
            yield Sheet(TEXT, lines[:_LINES_AT_MOST], file=self._name, kind="lines")

    def _table(self, table: Element, title: str, above: list[str]) -> Sheet | None:
        grid = read_table(table, self._w)
        if not any(cell != "" for row in grid.cells for cell in row):
            return None
        width = len(grid.cells[0])
        titles: list[list[object]] = [[line, *[""] * (width - 1)] for line in above[-_LINES_ABOVE:]]
        down = len(titles)
        marks = Marks(hidden_rows={row + down for row in grid.hidden_rows})
        if self._has_strikes:
            self._mark_struck(grid, marks, down)
        ranges = [((top + down, left), (bottom + down, right)) for (top, left), (bottom, right) in grid.ranges]
        sheet = filled_down(title, [*titles, *grid.cells], ranges, self._name)
        sheet.kind = "table"
        sheet.first_row = 1 - down
        return marked(sheet, marks)

    def _mark_struck(self, grid: Grid, marks: Marks, down: int) -> None:
        for (row, column), element in grid.starts.items():
            marks.strike((row + down, column), struck_share(element, self._w))
