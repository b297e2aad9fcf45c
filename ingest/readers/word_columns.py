"""Which column of a Word table each cell stands in, also where the borders of its rows have drifted apart."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

from ingest.readers.xml import Element

_REGULAR_SHARE = 0.6
_FEWEST_CELLS = 2


@dataclass(slots=True)
class WordCell:
    """A cell between two lines of the grid; one that `goes_on` belongs to the cell above it."""

    element: Element
    start: int
    end: int
    goes_on: bool
    text: str


def columns_of(rows: list[list[WordCell]], widths: list[int]) -> list[list[tuple[int, int]]]:
    """Return for every cell its first and last column."""
    regular = _regular_rows(rows)
    if regular:
        found = _nearest(rows, regular, _edges(rows, widths))
        if found is not None:
            return found
    starts = sorted({cell.start for row in rows for cell in row})
    return [[(bisect_left(starts, cell.start), bisect_left(starts, cell.end) - 1) for cell in row] for row in rows]


def _regular_rows(rows: list[list[WordCell]]) -> list[list[WordCell]]:
    """Return the rows of the usual number of cells, where the borders of their columns have drifted apart."""
    counts = Counter(len(row) for row in rows if len(row) >= _FEWEST_CELLS)
    if not counts:
        return []
    usual = max(counts, key=lambda count: (counts[count], count))
    regular = [row for row in rows if len(row) == usual]
    has_drifted = len({cell.start for row in regular for cell in row}) > usual
    return regular if has_drifted and len(regular) >= _REGULAR_SHARE * len(rows) else []


def _edges(rows: list[list[WordCell]], widths: list[int]) -> list[int]:
    """Return how far to the right each line of the grid stands."""
    last = max((cell.end for row in rows for cell in row), default=0)
    usual = max(sum(widths) // len(widths), 1) if widths else 1
    edges = [0]
    for place in range(last):
        edges.append(edges[-1] + (widths[place] if place < len(widths) else usual))
    return edges


def _nearest(
    rows: list[list[WordCell]], regular: list[list[WordCell]], edges: list[int]
) -> list[list[tuple[int, int]]] | None:
    """Count the cells of regular rows, and put those of others where they stand; None if two fall on one place."""
    usual = len(regular[0])
    starts = [median_low(edges[row[place].start] for row in regular) for place in range(usual)]
    found: list[list[tuple[int, int]]] = []
    for row in rows:
        if len(row) == usual:
            found.append([(place, place) for place in range(usual)])
            continue
        firsts = [_first_place(starts, edges[cell.start]) for cell in row]
        if len(set(firsts)) < len(firsts):
            return None
        lasts = [_last_place(starts, first, edges[cell.end]) for first, cell in zip(firsts, row, strict=True)]
        follow = [*firsts[1:], usual]
        found.append([(a, min(b, c - 1)) for a, b, c in zip(firsts, lasts, follow, strict=True)])
    return found


def _first_place(starts: list[int], edge: int) -> int:
    """Return the column that begins nearest to a border."""
    return min(range(len(starts)), key=lambda place: abs(starts[place] - edge))


def _last_place(starts: list[int], first: int, edge: int) -> int:
    """Return the last column, from `first` on, that begins before a border."""
    before = (place for place, start in enumerate(starts) if start < edge - _slack(starts))
    return max(first, max(before, default=first))


def _slack(starts: list[int]) -> float:
    """How far a border may have drifted: half the narrowest column."""
    return min((b - a for a, b in pairwise(starts)), default=0) / 2
