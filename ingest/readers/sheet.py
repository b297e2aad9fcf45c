"""A sheet as a grid of cells, whatever the format it came in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Span(NamedTuple):
    """A merged range; zero-based, both ends inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """One sheet.

    `cells[i][j]` is a str, float, int, bool, date, datetime, time, timedelta, or "" for a blank. A merged
    range is filled down its left-hand column, never across: a title over six columns is one title, and a
    remark over two columns belongs to the first. `filled` names the cells that were filled so, by row
    index. `spans` keeps all merged ranges for reading headers on two rows. `file` is the name as the user
    knows it.
    """

    name: str
    cells: list[list[object]]
    first_row: int = 1
    file: str = ""
    spans: tuple[Span, ...] = ()
    filled: dict[int, set[int]] = field(default_factory=dict)

    def row_number(self, index: int) -> int:
        """Return the number that the spreadsheet program shows beside the row."""
        return self.first_row + index


def is_blank(value: object) -> bool:
    """Say whether a cell holds nothing but white space."""
    return value is None or value == "" or (isinstance(value, str) and not value.strip())


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
