"""A header that was sorted into the middle of its own table: the lines above it are data, and are read.

Excel sorts the header along unless it is told that there is one; by a column of days or numbers it ends up last.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ingest.cells.parse import read_once, reader_of
from ingest.ledger import Column, Ledger
from ingest.readers.sheet import Moved, Sheet, is_blank
from ingest.recognition.table import Table
from ingest.recognition.title_lines import labelled_values
from ingest.schema import BETWEEN

_FEWEST_CELLS = 3


class _Fit(NamedTuple):
    """How well the cells of a line fit the columns of a table: those that say something, and are readable or not."""

    places: set[int]
    readable: int
    unreadable: int


def with_header_first(table: Table, ledger: Ledger) -> Sheet | None:
    """Return the sheet with the table's header moved above the lines of data that stand over it; None if none do.

    Everything from the first such line on is below the header then, and is read or sent back as any other line is.
    """
    top = table.header_rows[0]
    telling = {place: column for place, name in table.columns.items() if _tells(column := ledger.column(name))}
    first = next((row for row in range(top) if _is_data(table, ledger, row, telling)), None)
    if first is None:
        return None
    return table.sheet.rearranged(Moved(first, len(table.header_rows), top - first))


def _tells(column: Column) -> bool:
    """Say whether not every text can stand in a column."""
    return column.kind not in ("text", "list") or bool(column.values)


def _is_data(table: Table, ledger: Ledger, row: int, telling: Mapping[int, Column]) -> bool:
    """Say whether a line could be one of the table's: most of what each must say is there, and can be read."""
    cells = table.sheet.cells[row]
    fit = _fit(table, cells, telling)
    columns = len(table.columns) + len(table.wide)
    is_short = len(fit.places) < min(_FEWEST_CELLS, columns)
    if is_short or _is_labelled(table.sheet, row) or not _has_half(fit.places, table, ledger):
        return False
    if fit.readable or fit.unreadable:
        return fit.readable > fit.unreadable
    return not telling and len(fit.places) * 3 >= columns * 2 and not _is_header_again(table, cells)


def _has_half(places: set[int], table: Table, ledger: Ledger) -> bool:
    """Say whether half of the required columns are among the places that say something."""
    required = [place for column in ledger.required if (place := table.place_of(column.id)) is not None]
    return sum(place in places for place in required) * 2 >= len(required)


def _fit(table: Table, cells: list[object], telling: Mapping[int, Column]) -> _Fit:
    held = {place for place in (*table.columns, *table.wide) if place < len(cells) and not is_blank(cells[place])}
    of_columns = [_is_readable(cells[place], telling[place]) for place in held & telling.keys()]
    answers = [*of_columns, *(_is_number(cells[place]) for place in held & table.wide.keys())]
    return _Fit(held, answers.count(True), answers.count(False))


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float) or str(cell).strip().isdecimal()


def _is_readable(cell: object, column: Column) -> bool:
    """Say whether a cell reads as its column says; of a column with fixed values, as one of them."""
    read = read_once(reader_of(column), cell)
    if read.problem is not None or column.values is None:
        return read.problem is None
    return read.value is None or set(str(read.value).split(BETWEEN)) <= set(column.values)


def _is_labelled(sheet: Sheet, row: int) -> bool:
    """Say whether a line is one of labels and values, as titles are: 填报单位：……  填报日期：……"""
    held = sum(not is_blank(cell) for cell in sheet.cells[row])
    return len(labelled_values(sheet.cells, row, row + 1)) * 2 >= held


def _is_header_again(table: Table, cells: list[object]) -> bool:
    header = table.sheet.cells[table.header_rows[-1]]
    return any(place < len(header) and place < len(cells) and cells[place] == header[place] for place in table.columns)
