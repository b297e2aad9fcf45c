"""A table on a sheet that prints whole: columns that share the paper, rows as high as their texts, plain numbers; pure.

Excel makes rows higher by itself when it opens a file; other programs print what the file says, so it says it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboards.exports.cell import write_cell
from dashboards.shared.theme import LINE
from ingest.text.printable import neutralised

A4, A3 = 9, 8
"""Paper sizes as workbooks number them."""
ROOM = {A4: 180.0, A3: 277.0}
"""Letters (half a Chinese one) across a sheet laid across, printed in four fifths of their size: eight points."""
_WIDEST, _NARROWEST, _LINE, _HIGHEST = 96, 9, 15.0, 405.0


class Forms:
    """The formats of a table's cells: wrapped text, whole numbers as they are, others with one decimal."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        look = {"valign": "top", "text_wrap": True}
        self.head = book.add_format({**look, "bold": True, "bg_color": "#EEF2F6", "border": 1})
        row = {**look, "bottom": 1, "bottom_color": LINE}  # across ten columns the eye slips without
        number = {**row, "align": "right", "indent": 1}  # off the text in the next column
        self.text = book.add_format(row)
        self.whole = book.add_format({**number, "num_format": "0"})
        self.one = book.add_format({**number, "num_format": "0.0"})

    def of(self, value: object, rated: bool = False) -> Format:
        """Return the format of a value; numbers of a `rated` column all have one decimal."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return self.text
        return self.whole if float(value).is_integer() and not rated else self.one


def write_table(
    book: xlsxwriter.Workbook,
    sheet: Worksheet,
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    rated: Collection[int] = (),
    paper: int = A4,
) -> None:
    """Write a head and rows from the first cell on, sized for `paper`; columns `rated` have one decimal throughout.

    The head is repeated on every page; a table without rows says so instead of looking forgotten.
    """
    forms = Forms(book)
    wide = widths(columns, rows, ROOM[paper])
    for place, (name, width) in enumerate(zip(columns, wide, strict=True)):
        sheet.write_string(0, place, str(neutralised(name)), forms.head)
        sheet.set_column(place, place, width)
    sheet.set_row(0, _height(columns, wide))
    for line, row in enumerate(rows, start=1):
        sheet.set_row(line, _height(row, wide))
        for place, value in enumerate(row):
            write_cell(sheet, line, place, value, forms.of(value, place in rated))
    if not rows:
        sheet.write_string(1, 0, "没有。")
    sheet.repeat_rows(0)


def widths(columns: Sequence[str], rows: Sequence[Sequence[object]], room: float) -> list[float]:
    """Return the width of each column in letters: what its texts need, the widest cut until all fit into `room`."""
    wanted = [
        min(_WIDEST, 2 + max([_letters(name) / 2, *(_letters(row[place]) for row in rows)]))
        for place, name in enumerate(columns)
    ]
    for cap in range(_WIDEST, _NARROWEST, -1):
        if sum(min(one, cap) for one in wanted) <= room:
            return [max(min(one, cap), 6.0) for one in wanted]
    return [min(one, _NARROWEST) for one in wanted]


def pages_across(width: float, names: float, room: float) -> int:
    """Return over how many sheets columns `width` letters wide go, beside the `names` that every sheet repeats."""
    return max(1, math.ceil((width - names) / max(room - names, 1.0)))


def _letters(value: object) -> float:
    return max(map(_width, _shown(value).split("\n")))


def _width(text: str) -> float:
    return sum(2.0 if ord(letter) > 0x2000 else 1.1 for letter in text)


def _shown(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def _height(texts: Iterable[object], wide: Sequence[float]) -> float:
    lines = (_lines(_shown(text), width) for text, width in zip(texts, wide, strict=True))
    return min(_HIGHEST, _LINE * max(lines, default=1))


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column; a letter of two that does not fit goes to the next line."""
    return sum(max(1, math.ceil(_width(one) / max(width - 1.5, 1.0))) for one in text.split("\n"))
