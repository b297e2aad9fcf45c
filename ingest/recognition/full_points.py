"""Points out of another number than a hundred, 得分 beside 满分 or 得分（满分20）, are brought to a hundred."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ingest.cells.errors import CellProblem
from ingest.cells.numbers import read_number
from ingest.faults import Fault
from ingest.ledger import Column, Ledger
from ingest.readers.sheet import is_blank
from ingest.recognition.points import HUNDRED, of_hundred
from ingest.recognition.table import Table


def level_points(
    values: list[Any], column: Column, table: Table, rows: Sequence[int], numbers: Sequence[int], faults: list[Fault]
) -> None:
    """Bring a column's points to a hundred, where its header or a column 满分 beside it says out of how many."""
    if column.unit != "of_hundred" or (column.id not in table.out_of and table.full_column is None):
        return
    for position, (row, number) in enumerate(zip(rows, numbers, strict=True)):
        points = values[position]
        if points is None:
            continue
        try:
            values[position] = of_hundred(points, _full_of(table, column, row))
        except CellProblem as problem:
            values[position] = problem.value
            message = f"{column.header}“{points:g}”{problem.sentence}"
            faults.append(Fault(table.sheet.name, number, column.header, message))


def _full_of(table: Table, column: Column, row: int) -> float:
    """Return out of how many the points of a row are: as 满分 beside them says, else their header, else a hundred."""
    place, cells = table.full_column, table.sheet.cells[row]
    if place is not None and place < len(cells) and not is_blank(cells[place]):
        return read_number(cells[place]) or 0.0
    return table.out_of.get(column.id, HUNDRED)


def remarks_on_points(table: Table, ledger: Ledger) -> list[str]:
    """Say of which columns the points were brought to a hundred."""
    levelled = [column.header for column in ledger.columns if column.unit == "of_hundred"]
    told = {*table.out_of.values(), *(each.points for each in table.wide.values())} - {None, HUNDRED}
    if not levelled or not (told or table.full_column is not None):
        return []
    return [f"工作表“{table.sheet.name}”的{'、'.join(levelled)}按表中写的满分折成百分制（满分 20 得 18，记 90）。"]
