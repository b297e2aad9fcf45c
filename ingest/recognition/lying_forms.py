"""Tables that lie on their side: labels down one column, and to their right a column a meeting."""

from __future__ import annotations

from collections import Counter

from ingest.readers.sheet import Sheet, is_blank
from ingest.recognition.form_pairs import IsColumn, Pair, is_label
from ingest.text.header_text import header_keys

_FEWEST_LABELS = 3
_FEWEST_SIDE_BY_SIDE = 2


def forms_side_by_side(sheet: Sheet, is_column: IsColumn) -> list[list[Pair]]:
    """Return what each column of such a table says; none if the sheet is no such table."""
    labels = _labels_down(sheet, is_column)
    if labels is None:
        return []
    place, rows = labels
    columns = _columns_in_use(sheet, rows, place)
    if len(columns) < _FEWEST_SIDE_BY_SIDE or _has_labels_behind(sheet, rows, place, is_column):
        return []
    block = range(rows[0], rows[-1] + 1)
    return [list(filter(None, (_pair_at(sheet, row, place, column) for row in block))) for column in columns]


def _columns_in_use(sheet: Sheet, rows: list[int], place: int) -> list[int]:
    """Return the columns that say something on half of the rows or more."""
    times = Counter(each for row in rows for each in _own_behind(sheet, row, place))
    return sorted(each for each, count in times.items() if count * 2 >= len(rows))


def _labels_down(sheet: Sheet, is_column: IsColumn) -> tuple[int, list[int]] | None:
    """Return the place of labels that stand below each other, each once, and their rows."""
    first = {row: _first_label(sheet, row, is_column) for row in range(len(sheet.cells))}
    labels = {row: place for row, place in first.items() if place is not None}
    rows = sorted(labels)
    keys = {header_keys(str(sheet.cells[row][place]))[0] for row, place in labels.items()}
    is_one_column = len(set(labels.values())) == 1 and len(keys) == len(rows) >= _FEWEST_LABELS
    return (labels[rows[0]], rows) if is_one_column else None


def _first_label(sheet: Sheet, row: int, is_column: IsColumn) -> int | None:
    """Return where the first text of a row stands if it is a label."""
    place = next((place for place, cell in enumerate(sheet.cells[row]) if not is_blank(cell)), None)
    return place if place is not None and is_label(sheet.cells[row][place], is_column) else None


def _has_labels_behind(sheet: Sheet, rows: list[int], place: int, is_column: IsColumn) -> bool:
    return any(is_label(cell, is_column) for row in rows for cell in sheet.cells[row][place + 1 :])


def _own_behind(sheet: Sheet, row: int, place: int) -> list[int]:
    """Return where a row itself says something behind its label, and not what a merged range carried there."""
    cells, carried = sheet.cells[row], sheet.filled.get(row, ())
    return [each for each in range(place + 1, len(cells)) if not is_blank(cells[each]) and each not in carried]


def _pair_at(sheet: Sheet, row: int, place: int, column: int) -> Pair | None:
    """Return what a column says in a row; what is merged over several columns goes for each of them."""
    cells = sheet.cells[row]
    label = cells[place] if place < len(cells) else None
    if label is None or is_blank(label):
        return None
    over = (
        each.left
        for each in sheet.spans
        if each.top <= row <= each.bottom and place < each.left <= column <= each.right
    )
    own = next(over, column)
    return Pair(str(label), cells[own] if own < len(cells) else "", row, own)
