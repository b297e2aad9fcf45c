"""What forms say: labels with their values, in one cell or in two beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ingest.readers.sheet import Sheet, is_blank
from ingest.recognition.title_lines import labelled_values
from ingest.recognition.told_together import numbers_told
from ingest.text.header_text import header_keys

_LONGEST_LABEL = 16
IsColumn = Callable[[str], bool]
"""Says of a text whether some ledger has a column of that name."""
_WITHOUT_LABEL = "（没有标签的文字）"


class Pair(NamedTuple):
    """A label that some ledger knows, with its value; `row` and `column` are those of the value."""

    label: str
    value: object
    row: int
    column: int

    @property
    def key(self) -> str:
        """Return the label as headers are compared."""
        return header_keys(self.label)[0]


def pairs_of(sheet: Sheet, row: int, is_column: IsColumn) -> Iterator[Pair]:
    """Yield what a row says, from left to right: `label: value` in a cell, or a label with its value to the right."""
    taken = set(sheet.filled.get(row, ()))
    for read in (_told_together, _labelled):
        pairs = list(read(sheet, row, is_column, taken))
        taken.update(pair.column for pair in pairs)
        yield from pairs
    yield from _pairs_beside(sheet, row, is_column, taken)


def _told_together(sheet: Sheet, row: int, is_column: IsColumn, taken: set[int]) -> Iterator[Pair]:
    """Yield what cells say that tell several numbers at once: 应到12人，实到11人."""
    for column, cell in enumerate(sheet.cells[row]):
        told = numbers_told("", cell) if column not in taken else {}
        if all(is_column(label) for label in told):
            yield from (Pair(label, number, row, column) for label, number in told.items())


def _labelled(sheet: Sheet, row: int, is_column: IsColumn, taken: set[int]) -> Iterator[Pair]:
    """Yield what cells say that hold a label and its value, among those that are not taken."""
    for each in labelled_values(sheet.cells, row, row + 1):
        if each.column not in taken and is_label(each.label, is_column):
            yield Pair(each.label, each.value, row, each.column)


def _pairs_beside(sheet: Sheet, row: int, is_column: IsColumn, taken: set[int]) -> Iterator[Pair]:
    """Yield labels with the value to their right, among the cells that are not taken."""
    cells = sheet.cells[row]
    spans = {span.left: span.right for span in sheet.spans if span.top <= row <= span.bottom}
    for column, cell in enumerate(cells):
        if column in taken or not is_label(cell, is_column):
            continue
        place = spans.get(column, column) + 1
        value = cells[place] if place < len(cells) and place not in taken else None
        if value is not None and not is_label(value, is_column):
            taken.add(place)
            yield Pair(str(cell), value, row, place)


def is_label(cell: object, is_column: IsColumn) -> bool:
    """Say whether a cell is short, and the name of a column that some ledger knows."""
    return isinstance(cell, str) and _is_short(cell) and is_column(cell)


def said_besides(sheet: Sheet, pairs: list[Pair], rows: range) -> Iterator[Pair]:
    """Yield what a form says under labels that no ledger knows, so that the receipt names it as not used."""
    read = {(pair.row, pair.column) for pair in pairs} | {(pair.row, pair.label) for pair in pairs}
    for row in rows:
        cells = sheet.cells[row]
        taken = {place for place, cell in enumerate(cells) if (row, place) in read or (row, cell) in read}
        taken.update(sheet.filled.get(row, ()))
        for place, cell in enumerate(cells):
            if place not in taken and not is_blank(cell):
                yield from _unknown_at(sheet, row, place, taken)


def _unknown_at(sheet: Sheet, row: int, place: int, taken: set[int]) -> Iterator[Pair]:
    """Yield what a cell says that is not read: each `label: value` in it, its neighbour's value, or itself."""
    cells = sheet.cells[row]
    own = [each for each in labelled_values(sheet.cells, row, row + 1) if each.column == place]
    if own:
        yield from (Pair(each.label, each.value, row, place) for each in own)
        return
    behind = _next_held(cells, place)
    if behind is not None and behind not in taken and _is_short(cells[place]):
        taken.add(behind)
        yield Pair(str(cells[place]), cells[behind], row, behind)
    else:
        yield Pair(_WITHOUT_LABEL, cells[place], row, place)


def _next_held(cells: list[object], place: int) -> int | None:
    return next((each for each in range(place + 1, len(cells)) if not is_blank(cells[each])), None)


def _is_short(cell: object) -> bool:
    return isinstance(cell, str) and 0 < len(cell.strip()) <= _LONGEST_LABEL
