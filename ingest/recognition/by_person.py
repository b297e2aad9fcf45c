"""Counts a sheet with a line a person and a column a month for a ledger with a row an organisation and month (党费)."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from ingest.cells.cell_text import cell_text
from ingest.cells.errors import CellProblem
from ingest.cells.numbers import is_nothing, read_number
from ingest.cells.values import read_bool
from ingest.faults import Fault
from ingest.ledger import Ledger, OfPersons
from ingest.readers.sheet import is_blank
from ingest.recognition.table import Table
from ingest.recognition.wide_columns import Line, counted_of_persons
from ingest.recognition.wide_months import counted_months
from ingest.schema import COUNTS, DTYPE_OF_KIND
from ingest.text.chinese import normalise

_NOT_DUE = frozenset({"免", "免交", "免缴", "减免", "不交", "不用交", "未转入", "已转出"})
_REMARK = (
    "工作表“{sheet}”每人一行、每月一列：“{title}”不按人登记，已按一个党支部一个月一行，"
    "数出应交人数和实交人数（格内有金额或打勾的算实交，写“—”或“免交”的不算应交）；姓名没有入库。"
)


def counted_remarks(table: Table, ledger: Ledger) -> list[str]:
    """Return the sentence about a sheet whose lines are persons, where it is one."""
    persons = counted_of_persons(table.unknown_headers.values(), table.wide.values(), ledger)
    if persons is None or persons.listed in table.columns.values():
        return []
    return [_REMARK.format(sheet=table.sheet.name, title=ledger.title)]


def counted_by_person(
    frame: pl.DataFrame,
    table: Table,
    ledger: Ledger,
    rows: list[int],
    counted: OfPersons,
    faults: list[Fault],
    as_of: date | None,
) -> pl.DataFrame:
    """Return one row an organisation and month, with the number of the organisation's first line.

    `_counts` says of how many cells a row was counted, the last month also for those of months to come. A cell that
    cannot be read sends the organisation's months back.
    """
    of = next(iter(table.wide.values())).of
    lines: dict[tuple[Any, ...], Line] = {}
    own = [column.id for column in ledger.columns if column.id not in table.from_wide and column.id in frame.columns]
    for position, (row, said) in enumerate(zip(rows, frame.select(own).iter_rows(), strict=True)):
        line = lines.setdefault(said, Line(position, row, table.sheet.row_number(row)))
        _count(line, row, table, ledger, counted, faults)
    taken: list[int] = []
    found: list[dict[str, Any]] = []
    for line in lines.values():
        months = list(counted_months(line, table, ledger, faults, as_of))
        for month, values in months:
            taken.append(line.position)
            found.append({of: month, **values, counted.filled: values.get(counted.filled) or 0})
        if months:  # the cells of months to come were read too, they say nothing yet
            of_all = sum(values[COUNTS] for values in line.values.values())
            found[-1][COUNTS] += of_all - sum(values[COUNTS] for _, values in months)
    names = (of, counted.listed, counted.filled, counted.summed)
    columns = [
        pl.Series(name, [values.get(name) for values in found], dtype=DTYPE_OF_KIND[ledger.column(name).kind])
        for name in names
    ]
    cells = pl.Series(COUNTS, [values[COUNTS] for values in found], dtype=pl.Int64)
    return frame[pl.Series(taken, dtype=pl.UInt32)].with_columns(*columns, cells)


def _count(line: Line, row: int, table: Table, ledger: Ledger, counted: OfPersons, faults: list[Fault]) -> None:
    cells = table.sheet.cells[row]
    for place, wide in table.wide.items():
        value = cells[place] if place < len(cells) else ""
        month = line.values.setdefault(wide.gives, {COUNTS: 0, counted.listed: 0})
        month[COUNTS] += 1
        try:
            amount = _amount(value)
        except CellProblem as problem:
            where = f"第 {table.sheet.row_number(row)} 行{wide.label}"
            message = f"{where}“{cell_text(value)}”{problem.sentence}，这个党支部的人数数不清。请改成金额、“√”或“—”。"
            faults.append(Fault(table.sheet.name, line.number, ledger.column(counted.filled).header, message))
            continue
        if amount is None:
            continue
        month[counted.listed] += 1
        if not is_blank(value):
            month[counted.filled] = month.get(counted.filled, 0) + (amount > 0)
        if amount > 0 and _tick(value) is None:
            month[counted.summed] = month.get(counted.summed, 0.0) + amount


def _amount(value: object) -> float | None:
    """Return what was paid: 0 where nothing is written, 1 for a tick; None of who owes nothing."""
    if is_blank(value):
        return 0.0
    text = normalise(cell_text(value)).replace(" ", "")
    if is_nothing(text) or text in _NOT_DUE:
        return None
    tick = _tick(value)
    return float(tick) if tick is not None else float(read_number(value, "money") or 0.0)


def _tick(value: object) -> bool | None:
    """Return what √ and × say; None of a cell that is an amount."""
    if not isinstance(value, str) or normalise(value)[:1].isdigit():
        return None
    try:
        return read_bool(value)
    except CellProblem:
        return None
