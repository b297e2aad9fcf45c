"""From how many on a heap is no chance: of so many rows, how many may share a day of the month or a last digit."""

from __future__ import annotations

from math import comb

MOST_ROWS = 120
"""Of more rows in a year those beyond are taken for such as lie on the heap by chance."""


def least_of(rows: int, share: float, places: int, chance: float) -> int | None:
    """Return the smallest number of `rows` in one of `places` places that comes about with `chance` at most.

    Each row falls into a place with probability `share`. None where even all of them together are not unlikely enough.
    """
    tail, least = 0.0, None
    for number in range(rows, 0, -1):
        tail += comb(rows, number) * share**number * (1 - share) ** (rows - number)
        if tail * places > chance:
            break
        least = number
    return least


def heap_limits(rule: str, least_rows: int, share: float, places: int, chance: float) -> list[tuple[str, int, int]]:
    """Return rule, rows and from how many of them on it is a heap, from `least_rows` up to `MOST_ROWS`."""
    found = ((rows, least_of(rows, share, places, chance)) for rows in range(max(least_rows, 1), MOST_ROWS + 1))
    return [(rule, rows, least) for rows, least in found if least is not None]
