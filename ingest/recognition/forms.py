"""Forms for one meeting, labels left and values right, as sheets with one column a label and one row a form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ingest.readers.sheet import Sheet, is_blank
from ingest.recognition.header_match import Vocabulary
from ingest.recognition.title_lines import labelled_values
from ingest.recognition.told_together import numbers_told
from ingest.text.header_text import header_keys

_FEWEST_LABELS = 3
_FEWEST_VALUES = 3
_LONGEST_LABEL = 16
_ROWS_AT_MOST = 5_000


class _Pair(NamedTuple):
    """A label that some ledger knows, with its value; `row` and `column` are those of the value."""

    label: str
    value: object
    row: int
    column: int

    @property
    def key(self) -> str:
        return header_keys(self.label)[0]


def form_sheets(sheet: Sheet, vocabulary: Vocabulary) -> list[Sheet]:
    """Return a sheet for each form that is filled in on the sheet; none if the sheet holds no forms."""
    if len(sheet.cells) > _ROWS_AT_MOST:
        return []
    pairs = [pair for row in range(len(sheet.cells)) for pair in _pairs_of(sheet, row, vocabulary)]
    if not _are_of_forms(pairs):
        return []
    shared, forms = _split(pairs)
    starts = [0, *(max(pair.row for pair in form) + 1 for form in forms)]
    filled = [(form, start) for form, start in zip(forms, starts, strict=False) if _is_filled_in([*shared, *form])]
    return [_sheet(sheet, shared, form, start) for form, start in filled]


def _are_of_forms(pairs: list[_Pair]) -> bool:
    """Tell whether there are enough labels, and on more than one row."""
    return len({pair.key for pair in pairs}) >= _FEWEST_LABELS and len({pair.row for pair in pairs}) >= 2


def _pairs_of(sheet: Sheet, row: int, vocabulary: Vocabulary) -> Iterator[_Pair]:
    """Yield what a row says, from left to right: `label: value` in a cell, or a label with its value to the right."""
    taken = set(sheet.filled.get(row, ()))
    for read in (_told_together, _labelled):
        pairs = list(read(sheet, row, vocabulary, taken))
        taken.update(pair.column for pair in pairs)
        yield from pairs
    yield from _pairs_beside(sheet, row, vocabulary, taken)


def _told_together(sheet: Sheet, row: int, vocabulary: Vocabulary, taken: set[int]) -> Iterator[_Pair]:
    """Yield what cells say that tell several numbers at once: 应到12人，实到11人."""
    for column, cell in enumerate(sheet.cells[row]):
        told = numbers_told("", cell) if column not in taken else {}
        if all(vocabulary.is_column(label) for label in told):
            yield from (_Pair(label, number, row, column) for label, number in told.items())


def _labelled(sheet: Sheet, row: int, vocabulary: Vocabulary, taken: set[int]) -> Iterator[_Pair]:
    """Yield what cells say that hold a label and its value, among those that are not taken."""
    for each in labelled_values(sheet.cells, row, row + 1):
        if each.column not in taken and _is_label(each.label, vocabulary):
            yield _Pair(each.label, each.value, row, each.column)


def _pairs_beside(sheet: Sheet, row: int, vocabulary: Vocabulary, taken: set[int]) -> Iterator[_Pair]:
    """Yield labels with the value to their right, among the cells that are not taken."""
    cells = sheet.cells[row]
    spans = {span.left: span.right for span in sheet.spans if span.top <= row <= span.bottom}
    for column, cell in enumerate(cells):
        if column in taken or not _is_label(cell, vocabulary):
            continue
        place = spans.get(column, column) + 1
        value = cells[place] if place < len(cells) and place not in taken else None
        if value is not None and not _is_label(value, vocabulary):
            taken.add(place)
            yield _Pair(str(cell), value, row, place)


def _is_label(cell: object, vocabulary: Vocabulary) -> bool:
    return isinstance(cell, str) and 0 < len(cell.strip()) <= _LONGEST_LABEL and vocabulary.is_column(cell)


def _split(pairs: list[_Pair]) -> tuple[list[_Pair], list[list[_Pair]]]:
    """Return what stands once above all forms, and each form: it begins where its first label comes again."""
    counts = Counter(pair.key for pair in pairs)
    first = next((pair.key for pair in pairs if counts[pair.key] > 1), None)
    if first is None:
        return [], [pairs]
    forms: list[list[_Pair]] = []
    shared: list[_Pair] = []
    for pair in pairs:
        if pair.key == first:
            forms.append([])
        (forms[-1] if forms else shared).append(pair)
    return shared, forms


def _is_filled_in(pairs: list[_Pair]) -> bool:
    """Tell a form from a blank one, and from a list of columns that says of each whether it must be filled in."""
    return len({str(pair.value) for pair in pairs if not is_blank(pair.value)}) >= _FEWEST_VALUES


def _sheet(sheet: Sheet, shared: list[_Pair], form: list[_Pair], start: int) -> Sheet:
    """Return one form as its titles, a row of labels and a row of values."""
    own = {pair.key for pair in form}
    pairs = [*(pair for pair in shared if pair.key not in own), *form]
    first = form[0].row
    titles = _titles(sheet, range(start, first), pairs)
    rows: list[list[object]] = [*titles, [pair.label for pair in pairs], [pair.value for pair in pairs]]
    is_struck = all(pair.row in sheet.struck_rows for pair in form)
    return Sheet(
        sheet.name,
        rows,
        first_row=sheet.row_number(first) - (len(rows) - 1),
        file=sheet.file,
        from_1904=sheet.from_1904,
        struck_rows=frozenset({len(rows) - 1}) if is_struck else frozenset(),
        origin={place: (sheet.row_number(pair.row), pair.column) for place, pair in enumerate(pairs)},
    )


def _titles(sheet: Sheet, above: range, pairs: list[_Pair]) -> list[list[object]]:
    """Return the texts above a form, each on a row of its own, but those of rows that pairs stand on."""
    spoken_for = {pair.row for pair in pairs}
    rows = [row for row in above if row not in spoken_for]
    return [[text] for row in rows for text in sheet.cells[row] if isinstance(text, str) and not is_blank(text)]
