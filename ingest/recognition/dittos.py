"""Cells that say 同上 or 〃: what stands in the same column of the row of data above."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.readers.sheet import Sheet

DITTO: frozenset[object] = frozenset(
    {"同上", "同上。", "（同上）", "(同上)", "同 上", "同上行", "同前", "〃", "々"}
    | {"″", "″″", "′′", "''", "”", "“", "＂", '"', '""'}
)
"""What is written for it: words, the mark, and what keyboards have in its place."""


def write_out_dittos(sheet: Sheet, rows: Sequence[int]) -> None:
    """Put into such cells of the rows of data what they repeat; above the first row there is nothing to repeat."""
    above: list[object] | None = None
    for index in rows:
        row = sheet.cells[index]
        if not DITTO.isdisjoint(row) and above is not None:
            row = sheet.cells[index] = [_meant(cell, above, place) for place, cell in enumerate(row)]
        above = row


def _meant(cell: object, above: list[object], place: int) -> object:
    return above[place] if cell in DITTO and place < len(above) else cell
