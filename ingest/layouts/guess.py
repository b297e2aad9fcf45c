"""What is guessed of a table whose headers nobody knows: where they stand, which ledger it is, what each column is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from ingest.layouts.likeness import LIKELY, likeness
from ingest.ledger import Column, Ledger
from ingest.readers.sheet import Sheet, is_blank

_HEADERS_AMONG = 15
_FEWEST_HEADERS, _LONGEST_HEADER = 2, 30
_OF_OPTIONAL = 0.05
"""What a column that is not required says for a ledger, beside the share of the required ones that were found."""

Columns = Mapping[int, tuple[str, Sequence[object]]]
"""Header and first cells of the columns by their places on the sheet."""

Guess = dict[int, str]
"""Ids of columns by their places on the sheet."""


def assign(columns: Columns, free: Iterable[Column]) -> Guess:
    """Give each place, by its header and cells, the column that it is likeliest to be, each column once."""
    return {place: column_id for place, (column_id, _) in _scored(columns, free).items()}


def likeliest(columns: Columns, ledgers: Collection[Ledger]) -> tuple[Ledger, Guess]:
    """Return the ledger that the columns are likeliest to be, and which is what."""
    ledger = max(ledgers, key=lambda each: _fit(each, _scored(columns, each.columns)))
    return ledger, assign(columns, ledger.columns)


def _scored(columns: Columns, free: Iterable[Column]) -> dict[int, tuple[str, float]]:
    scored = [
        (likeness(header, cells, column), place, column.id)
        for column in free
        for place, (header, cells) in columns.items()
    ]
    found: dict[int, tuple[str, float]] = {}
    taken: set[str] = set()
    for score, place, column_id in sorted(scored, key=lambda pair: (-pair[0], pair[1])):
        if score >= LIKELY and place not in found and column_id not in taken:
            found[place] = (column_id, score)
            taken.add(column_id)
    return found


def _fit(ledger: Ledger, scored: Mapping[int, tuple[str, float]]) -> float:
    scores = dict(scored.values())
    required = sum(scores.pop(column.id, 0.0) for column in ledger.required)
    return required / max(len(ledger.required), 1) + sum(scores.values()) * _OF_OPTIONAL


def likely_header(sheet: Sheet) -> int | None:
    """Return the first of the rows with the most cells, all of them short texts; None if there is none."""
    best: tuple[int, int] | None = None
    for index, row in enumerate(sheet.cells[:_HEADERS_AMONG]):
        held = [cell for cell in row if not is_blank(cell)]
        is_head = len(held) >= _FEWEST_HEADERS and all(map(_may_be_header, held))
        if is_head and (best is None or len(held) > best[0]) and index + 1 < len(sheet.cells):
            best = (len(held), index)
    return best[1] if best is not None else None


def _may_be_header(cell: object) -> bool:
    return isinstance(cell, str) and len(cell) <= _LONGEST_HEADER and not cell.strip()[:1].isdigit()
