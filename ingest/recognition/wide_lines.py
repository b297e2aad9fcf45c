"""The lines of a sheet with wide columns: mostly one row of the sheet, or one a thing that is counted."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from ingest.ledger import Ledger
from ingest.readers.sheet import is_blank
from ingest.recognition.table import Table
from ingest.recognition.wide_columns import Line, WideHeaders


def lines_of(frame: pl.DataFrame, table: Table, ledger: Ledger, rows: list[int]) -> Iterator[Line]:
    """Yield the lines; rows of one organisation, each of which holds one thing (应交人数, 实交人数 ...), are one."""
    if table.item_column is None:
        for position, row in enumerate(rows):
            yield Line(position, row, table.sheet.row_number(row), [(row, None)])
    else:
        yield from _grouped(frame, table, ledger, rows, table.item_column)


def _grouped(frame: pl.DataFrame, table: Table, ledger: Ledger, rows: list[int], item_column: int) -> Iterator[Line]:
    own = [column.id for column in ledger.columns if column.id not in table.from_wide]
    held_by = WideHeaders(ledger).held_by
    line: Line | None = None
    whose: tuple[object, ...] = ()
    for position, (row, said) in enumerate(zip(rows, frame.select(own).iter_rows(), strict=True)):
        cells = table.sheet.cells[row]
        holds = held_by(str(cells[item_column])) if item_column < len(cells) else None
        says_nothing = all(value is None for value in said)
        follows = row - 1 in rows[max(0, position - 1) : position]
        if line is not None and holds not in line.held and (said == whose or (says_nothing and follows)):
            line.sources.append((row, holds))
        elif says_nothing and not follows and _holds_anything(table.sheet.cells[row - 1]):
            continue  # goes on with a total
        else:
            if line is not None:
                yield line
            line, whose = Line(position, row, table.sheet.row_number(row), [(row, holds)]), said
    if line is not None:
        yield line


def _holds_anything(row: list[object]) -> bool:
    return any(not is_blank(cell) for cell in row)
