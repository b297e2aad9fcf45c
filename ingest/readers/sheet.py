"""A sheet as a grid of cells, whatever the format it came in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

_ERROR = re.compile(
    r"^(#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!)|(Err|错误)[:：]\d{3})$", re.IGNORECASE
)
_ERROR_STARTS = frozenset("#Ee错")


class Span(NamedTuple):
    """A merged range; zero-based, both ends inclusive."""

    top: int
    left: int
    bottom: int
    right: int


class Moved(NamedTuple):
    """A header that stood below data of its own table: where it is now, its height, and over how many rows it went."""

    top: int
    height: int
    rows: int

    def now(self, index: int) -> int:
        """Return where a row stands now that stood at `index` on the sheet as it came."""
        if self.top <= index < self.top + self.rows:
            return index + self.height
        return index - self.rows if self.top + self.rows <= index < self.top + self.rows + self.height else index

    def before(self, index: int) -> int:
        """Return where a row stood on the sheet as it came."""
        if self.top <= index < self.top + self.height:
            return index + self.rows
        return index - self.height if self.top + self.height <= index < self.top + self.height + self.rows else index


class NoValue(str):
    """What is shown in a cell that holds no value; `sentence` goes on from header and text, and says what to do."""

    sentence: str


class Uncomputed(NoValue):
    """A formula of which the file holds no result."""

    sentence = "是公式，而文件里没有存它的计算结果，请用 Excel 或 WPS 打开、保存一次，或直接填写结果"


class Struck(NoValue):
    """Text that is struck out, wholly or in part, on a row that is not."""

    sentence = "上有删除线，看不出还算不算数，请删去作废的内容，留下的去掉删除线"


@dataclass(slots=True)
class Sheet:
    """One sheet.

    `cells[i][j]` is a str, float, int, bool, date, datetime, time, timedelta, or "" for a blank. A merged
    range is filled down its left-hand column, never across: a title over six columns is one title, and a
    remark over two columns belongs to the first. `filled` names the cells that were filled so, by row
    index. `spans` keeps all merged ranges for reading headers on two rows. `file` is the name as the user
    knows it.

    Hidden, filtered and struck-out rows and hidden columns are given by their index; filtered rows are hidden
    rows inside a filter. In a sheet `from_1904` bare numbers count days from 1904. `hidden_sheets` names the hidden
    sheets beside this one that hold something and were not read. A document has tables, and its lines; a table that
    `continues` follows another one with nothing between them. Where rows and columns were inferred, as in a PDF, the
    sheet `needs_confirmation` by a person before it is landed. `origin` belongs to a sheet that was made of a form,
    with one column a label: it says in which row (by its number) and column of the form the value of each column
    stands. Where the header of a table was `moved` up, its rows keep their numbers.
    """

    name: str
    cells: list[list[object]]
    first_row: int = 1
    file: str = ""
    spans: tuple[Span, ...] = ()
    filled: dict[int, set[int]] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    filtered_rows: frozenset[int] = frozenset()
    struck_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    from_1904: bool = False
    hidden_sheets: tuple[str, ...] = ()
    continues: bool = False
    kind: Literal["sheet", "table", "lines"] = "sheet"
    needs_confirmation: bool = False
    origin: dict[int, tuple[int, int]] = field(default_factory=dict)
    moved: Moved | None = None

    def row_number(self, index: int) -> int:
        """Return the number that the spreadsheet program shows beside the row."""
        return self.first_row + (index if self.moved is None else self.moved.before(index))

    def index_of(self, number: int) -> int:
        """Return the index of the row that has a number."""
        index = number - self.first_row
        return index if self.moved is None else self.moved.now(index)

    def rearranged(self, moved: Moved) -> Sheet:
        """Return the sheet with rows of a header moved up; ranges that are torn apart by it are forgotten."""
        cells = [self.cells[moved.before(index)] for index in range(len(self.cells))]
        spans = (Span(moved.now(each.top), each.left, moved.now(each.bottom), each.right) for each in self.spans)
        whole = [
            now for now, each in zip(spans, self.spans, strict=True) if now.bottom - now.top == each.bottom - each.top
        ]
        return replace(
            self,
            cells=cells,
            moved=moved,
            spans=tuple(whole),
            filled={moved.now(row): places for row, places in self.filled.items()},
            hidden_rows=frozenset(map(moved.now, self.hidden_rows)),
            filtered_rows=frozenset(map(moved.now, self.filtered_rows)),
            struck_rows=frozenset(map(moved.now, self.struck_rows)),
        )


def shown_sheets(visible: list[Sheet], hidden: list[Sheet]) -> list[Sheet]:
    """Return the visible sheets, which know the names of the hidden ones, or the hidden ones if there are no others."""
    names = tuple(sheet.name for sheet in hidden)
    return [replace(sheet, hidden_sheets=names) for sheet in visible] or hidden


def is_blank(value: object) -> bool:
    """Say whether a cell holds nothing but white space."""
    return value is None or value == "" or (isinstance(value, str) and not value.strip())


def why_no_value(value: object) -> str | None:
    """Return how a sentence about a cell goes on that shows something and yet has no value; else None."""
    if isinstance(value, NoValue):
        return value.sentence
    if isinstance(value, str) and value[:1] in _ERROR_STARTS and _ERROR.match(value.strip()):
        return "是公式出错的结果，不是内容，请改正公式或直接填写内容"
    return None


def filled_down(
    name: str, cells: list[list[object]], ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]], file: str
) -> Sheet:
    """Return the sheet with the left-hand column of every merged range filled down."""
    spans = tuple(Span(top, left, bottom, right) for (top, left), (bottom, right) in ranges)
    filled: dict[int, set[int]] = {}
    for span in spans:
        if span.bottom == span.top or span.top >= len(cells) or span.left >= len(cells[span.top]):
            continue
        value = cells[span.top][span.left]
        if is_blank(value):
            continue
        for index in range(span.top + 1, min(span.bottom + 1, len(cells))):
            row = cells[index]
            if span.left < len(row) and is_blank(row[span.left]):
                row[span.left] = value
                filled.setdefault(index, set()).add(span.left)
    return Sheet(name, cells, file=file, spans=spans, filled=filled)


def stacked(head: Sheet, rows: int, sheet: Sheet) -> Sheet:
    """Return the sheet below the first rows of another one, its own rows numbered as before."""
    kept = [span for span in head.spans if span.bottom < rows]
    moved = [Span(span.top + rows, span.left, span.bottom + rows, span.right) for span in sheet.spans]
    return replace(
        sheet,
        cells=[*(list(row) for row in head.cells[:rows]), *sheet.cells],
        first_row=sheet.first_row - rows,
        spans=(*kept, *moved),
        filled={row + rows: places for row, places in sheet.filled.items()},
        hidden_rows=frozenset(row + rows for row in sheet.hidden_rows),
        filtered_rows=frozenset(row + rows for row in sheet.filtered_rows),
        struck_rows=frozenset(row + rows for row in sheet.struck_rows),
    )
