"""A table of a Word document as a grid, merged cells and rows that begin further right included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from ingest.readers.marks import Place, Range
from ingest.readers.word_columns import WordCell, columns_of
from ingest.readers.xml import Element, is_on

_WRAPPERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
_SYMBOLS = {"FC": "√", "FE": "√", "52": "√", "53": "×", "FB": "×", "FD": "×"}  # of Wingdings, which have no letters
_COLUMNS_AT_MOST = 1_000


@dataclass(slots=True)
class Grid:
    """What a table holds; `starts` are the cells of the document by the place at which they begin."""

    cells: list[list[object]] = field(default_factory=list)
    starts: dict[Place, Element] = field(default_factory=dict)
    ranges: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)

    def element_at(self, row: int, column: int) -> Element | None:
        """Return the cell of the document that covers a place."""
        for (top, left), (bottom, right) in self.ranges:
            if top <= row <= bottom and left <= column <= right:
                row, column = top, left
        return self.starts.get((row, column))


def namespace(root: Element) -> str:
    """Return the namespace of a document, in braces."""
    return str(root.tag).partition("}")[0] + "}"


def inside(parent: Element, w: str) -> Iterator[Element]:
    """Yield children out of content controls and accepted changes; `w` is the namespace, in braces."""
    wrappers = {w + name for name in _WRAPPERS}
    for child in parent:
        if child.tag in wrappers:
            yield from inside(child, w)
        else:
            yield child


def text_of(element: Element, w: str) -> str:
    """Return the text below an element, a line a paragraph."""
    parts: list[str] = []
    text, paragraph = w + "t", w + "p"
    for each in element.iter(text, paragraph, w + "br", w + "cr", w + "tab", w + "noBreakHyphen", w + "sym"):
        kind = each.tag
        if kind == text:
            parts.append(each.text or "")
        elif kind == paragraph:
            parts.append("\n")
        else:
            parts.append(_other_text(kind[len(w) :], each.get(w + "char", "")))
    return "".join(parts).strip()


def _other_text(kind: str, symbol: str) -> str:
    if kind == "sym":
        return _SYMBOLS.get(symbol[-2:].upper(), "")
    return {"tab": " ", "noBreakHyphen": "-"}.get(kind, "\n")


def read_table(table: Element, w: str) -> Grid:
    """Return the grid of a table."""
    grid = Grid()
    rows: list[list[WordCell]] = []
    for number, element in enumerate(each for each in inside(table, w) if each.tag == w + "tr"):
        properties = element.find(w + "trPr")
        is_deleted = properties is not None and properties.find(w + "del") is not None
        if properties is not None and properties.find(w + "hidden") is not None:
            grid.hidden_rows.add(number)
        rows.append([] if is_deleted else list(_cells_of(element, w)))
    _lay_out(grid, rows, columns_of(rows, _widths(table, w)))
    return grid


def _lay_out(grid: Grid, rows: list[list[WordCell]], columns: list[list[tuple[int, int]]]) -> None:
    """Put each cell into its columns; one that goes on lengthens the range of the cell above it."""
    width = max((last for _, last in chain.from_iterable(columns)), default=-1) + 1
    grid.cells = [[""] * width for _ in rows]
    above: dict[int, Place] = {}
    ends: dict[Place, Place] = {}
    for number, (row, places) in enumerate(zip(rows, columns, strict=True)):
        for cell, (first, last) in zip(row, places, strict=True):
            grid.cells[number][first] = cell.text
            grid.starts[number, first] = cell.element
            if cell.goes_on and not cell.text and first in above:
                top_left = above[first]
                ends[top_left] = (number, ends[top_left][1])
            else:
                above[first] = (number, first)
                ends[number, first] = (number, last)
    grid.ranges = [(start, end) for start, end in ends.items() if start != end]


def _cells_of(row: Element, w: str) -> Iterator[WordCell]:
    place = _columns_before(row, w)
    is_cell, span, merge, beside, value = w + "tc", w + "gridSpan", w + "vMerge", w + "hMerge", w + "val"
    for element in inside(row, w):
        if element.tag != is_cell:
            continue
        wide, goes_on, is_left = 1, False, True
        for own in element[0] if len(element) else ():
            if own.tag == span:
                wide = min(int(own.get(value, "1")), _COLUMNS_AT_MOST)
            elif own.tag == merge:
                goes_on = own.get(value, "continue") == "continue"
            elif own.tag == beside:  # an older way of merging across: the cell is still there, and empty
                is_left = own.get(value, "continue") != "continue"
        if is_left:
            yield WordCell(element, place, place + wide, goes_on, text_of(element, w))
        place += wide


def _columns_before(row: Element, w: str) -> int:
    """Return how many columns further right than the table a row begins."""
    properties = row.find(w + "trPr")
    before = properties.find(w + "gridBefore") if properties is not None else None
    return int(before.get(w + "val", "0")) if before is not None else 0


def _widths(table: Element, w: str) -> list[int]:
    grid = table.find(w + "tblGrid")
    return [int(float(each.get(w + "w", "0"))) for each in grid] if grid is not None else []


def struck_share(cell: Element, w: str) -> bool | None:
    """Say whether a cell is wholly struck out; None if nothing of it is."""
    struck: list[bool] = []
    for run in cell.iter(w + "r"):
        if any((text.text or "").strip() for text in run.iterchildren(w + "t")):
            style = run.find(w + "rPr")
            lines = [style.find(w + name) for name in ("strike", "dstrike")] if style is not None else []
            struck.append(any(line is not None and is_on(line.get(w + "val"), missing=True) for line in lines))
    return all(struck) if any(struck) else None
