"""The linear program over one survey of one year: who is in which unit is known, and so is every sum that is told.

A cell is (unit level, unit, item, class); an empty item or class is the sum over them. Whoever voted is a
unit of level `organisation`. What one subtraction after another gives is filled in before the program is asked, so that
only what stays open is left to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping

from tests.models.linear_judge import Sum, recovered

Cell = tuple[str, str, str, str]
"""Unit level, unit, item, class of evaluators."""
Votes = Mapping[tuple[str, str, str, str, str], float]
"""Unit level (all votes are in the district), unit, organisation, item, class -> what is judged: votes, or points."""

_FEWEST = {"item": 10, "class": 5}


def cells_of(level: str, unit: str, item: str, evaluator: str) -> tuple[Cell, ...]:
    """Return the cells that a vote counts in, in one unit."""
    return (level, unit, item, evaluator), (level, unit, item, ""), (level, unit, "", evaluator), (level, unit, "", "")


def given_away(votes: Votes, counts: Votes, told: Iterable[Cell]) -> dict[Cell, float]:
    """Return the cells with too few votes (`counts`) that can be worked out of those told; empty where all is well."""
    parts: defaultdict[Cell, list[Cell]] = defaultdict(list)
    value: defaultdict[Cell, float] = defaultdict(float)
    number: defaultdict[Cell, float] = defaultdict(float)
    for (level, unit, org, item, evaluator), amount in votes.items():
        leaf = ("organisation", org, item, evaluator)
        units = [(level, unit), ("organisation", org)] if level == "district" else [(level, unit)]
        for cell in (cell for place in units for cell in cells_of(*place, item, evaluator)):
            value[cell] += amount
            number[cell] += counts[level, unit, org, item, evaluator]
            if cell != leaf:
                parts[cell].append(leaf)
    open_cells = {cell for cell in told if cell in value}
    few = {cell for cell, votes_in in number.items() if 0 < votes_in < _FEWEST["class" if cell[3] else "item"]}
    shown = {cell: amount if cell in open_cells else None for cell, amount in value.items()}
    sums = list(parts.items())
    _follow(shown, sums)
    plain: dict[Cell, float] = {cell: shown[cell] for cell in few - open_cells if shown[cell] is not None}  # type: ignore[misc]
    plain |= {cell: value[cell] for cell in few & open_cells}
    left, open_sums = _still_open(shown, sums)
    found: dict[Hashable, float] = recovered(left, open_sums, wanted=few)
    return plain | {cell: amount for cell, amount in found.items() if isinstance(cell, tuple)}


def _follow(shown: dict[Cell, float | None], sums: list[tuple[Cell, list[Cell]]]) -> None:
    """Fill in what one subtraction after another gives."""
    moved = True
    while moved:
        moved = False
        for whole, below in sums:
            unknown = [cell for cell in (whole, *below) if shown[cell] is None]
            if len(unknown) == 1:
                rest = sum(shown[cell] or 0.0 for cell in below)
                shown[unknown[0]] = rest if unknown[0] == whole else (shown[whole] or 0.0) - rest
                moved = True


def _still_open(
    shown: Mapping[Cell, float | None], sums: list[tuple[Cell, list[Cell]]]
) -> tuple[dict[Hashable, float | None], list[Sum]]:
    """Leave out the sums in which nothing is open, and the cells in none of the others."""
    kept: list[Sum] = [(whole, below) for whole, below in sums if any(shown[cell] is None for cell in (whole, *below))]
    named = {cell for whole, below in kept for cell in (whole, *below)}
    return {cell: amount for cell, amount in shown.items() if cell in named}, kept
