"""What numbers of a column may be counted in, where the ledger counts them in one of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.cells.errors import CellProblem
from ingest.cells.numbers import read_number
from ingest.ledger import Column
from ingest.recognition.known_layout import CountedIn

UNITS: Mapping[str, Mapping[str, CountedIn]] = {
    "hours": {"小时": "hours", "分钟": "minutes"},
    "money": {"元": "yuan", "万元": "ten_thousands"},
    "percent": {"百分数": "percent", "小数": "share"},
}
"""By what the ledger counts a column in, the words of a layout."""

_LONGEST_MEETING = 12.0


def likely_unit(column: Column, cells: Sequence[str]) -> str:
    """Return what the cells are likeliest counted in: a guess, for a person to confirm."""
    numbers = [number for cell in cells if (number := _number(cell)) is not None]
    largest = max(numbers, default=0.0)
    if column.unit == "hours":
        return "分钟" if largest > _LONGEST_MEETING else "小时"
    if column.unit == "percent":
        return "小数" if numbers and largest <= 1 else "百分数"
    return next(iter(UNITS.get(column.unit or "", {})), "")


def _number(cell: str) -> float | None:
    try:
        return read_number(cell.removesuffix("%"))
    except CellProblem:
        return None
