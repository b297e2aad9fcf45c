"""What a sheet says beside its values: cells that have none, hidden and struck-out rows, hidden columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from ingest.readers.number_formats import month_shown
from ingest.readers.sheet import Sheet, Struck, is_blank

_UNSTRUCK_AT_MOST = 2  # a serial number, a remark why
_STRUCK_AT_LEAST = 2

Place = tuple[int, int]
Range = tuple[Place, Place]
"""Top left and bottom right of a merged range; zero-based, both inclusive."""


@dataclass(slots=True)
class Marks:
    """The marks of one sheet; rows and columns are zero-based. `struck` holds cells, wholly or partly struck out.

    `months` are cells whose format shows no day.
    """

    no_value: dict[Place, str] = field(default_factory=dict)
    struck: set[Place] = field(default_factory=set)
    partly_struck: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    filters: list[tuple[int, int]] = field(default_factory=list)
    from_1904: bool = False
    months: set[Place] = field(default_factory=set)

    def strike(self, place: Place, wholly: bool | None) -> None:
        """Note a cell that is struck out wholly or in part; with None nothing of it is."""
        if wholly is not None:
            (self.struck if wholly else self.partly_struck).add(place)


def mark_cells(cells: list[list[object]], marks: Marks) -> None:
    """Put what is shown into cells that have no value or no day, before merged ranges are filled down."""
    for row, column in marks.months:
        if row < len(cells) and column < len(cells[row]):
            month = month_shown(cells[row][column], marks.from_1904)
            cells[row][column] = cells[row][column] if month is None else month
    for (row, column), shown in marks.no_value.items():
        if row < len(cells) and column < len(cells[row]) and (is_blank(cells[row][column]) or cells[row][column] == 0):
            cells[row][column] = shown


def marked(sheet: Sheet, marks: Marks) -> Sheet:
    """Return the sheet with its rows' marks; single struck cells on rows that stand are no values."""
    rows = _struck_rows(sheet.cells, marks.struck)
    for row, column in marks.struck | marks.partly_struck:
        if row not in rows:
            _strike(sheet.cells, row, column)
    held = {index for index in marks.hidden_rows if index < len(sheet.cells) and _holds(sheet.cells[index])}
    return replace(
        sheet,
        hidden_rows=frozenset(held),
        filtered_rows=frozenset(row for row in held if any(top <= row <= end for top, end in marks.filters)),
        hidden_columns=frozenset(_held_columns(sheet.cells, marks.hidden_columns)),
        struck_rows=rows,
        from_1904=marks.from_1904,
    )


def _strike(cells: list[list[object]], row: int, column: int) -> None:
    """Make of what a cell shows something that is no value."""
    if row < len(cells) and column < len(cells[row]) and not is_blank(cells[row][column]):
        cells[row][column] = Struck(cells[row][column])


def _struck_rows(cells: list[list[object]], struck: Collection[Place]) -> frozenset[int]:
    by_row: defaultdict[int, set[int]] = defaultdict(set)
    for row, column in struck:
        if row < len(cells) and column < len(cells[row]) and not is_blank(cells[row][column]):
            by_row[row].add(column)
    return frozenset(row for row, columns in by_row.items() if _is_struck(cells[row], len(columns)))


def _is_struck(row: list[object], struck: int) -> bool:
    left = sum(not is_blank(cell) for cell in row) - struck
    return struck >= _STRUCK_AT_LEAST and left <= _UNSTRUCK_AT_MOST and struck > left


def _holds(row: Iterable[object]) -> bool:
    return any(not is_blank(cell) for cell in row)


def _held_columns(cells: list[list[object]], columns: Collection[int]) -> set[int]:
    return {place for place in columns if any(place < len(row) and not is_blank(row[place]) for row in cells)}
