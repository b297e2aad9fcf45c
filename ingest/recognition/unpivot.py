"""Makes rows of wide columns: one for each value (a grade, a day, a step) and each month that holds anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from ingest.cells.dates import MonthDay
from ingest.cells.errors import CellProblem
from ingest.cells.parse import read_once, reader_of, sentence_about
from ingest.faults import Fault
from ingest.ledger import Across, Column, Ledger
from ingest.readers.sheet import is_blank
from ingest.recognition.points import of_hundred
from ingest.recognition.table import Table
from ingest.recognition.waiting_days import whole_day
from ingest.recognition.wide_columns import Line, Wide
from ingest.recognition.wide_lines import lines_of
from ingest.recognition.wide_months import counted_months
from ingest.schema import DTYPE_OF_KIND


def unpivot(
    frame: pl.DataFrame, table: Table, ledger: Ledger, rows: list[int], faults: list[Fault], as_of: date | None
) -> pl.DataFrame:
    """Return one row for each value or month, all with the row number of their line.

    A line in which nothing is filled in keeps one row, with a fault; a month of which nothing is said is no row.
    """
    of = next(iter(table.wide.values())).of
    kind = ledger.column(of).kind
    filled = sorted(table.from_wide - {of})
    held = _held_places(table, rows)
    taken: list[int] = []
    given: list[object] = []
    found: dict[str, list[Any]] = {name: [] for name in filled}
    for line in lines_of(frame, table, ledger, rows):
        _read(line, table, ledger, faults)
        pairs: Iterator[tuple[object, dict[str, Any]]] = counted_months(line, table, ledger, faults, as_of)
        if kind != "month":
            _fill_blanks(line, table, ledger, held, faults)
            pairs = _values(line, table, ledger, of, faults)
        for gives, values in pairs:
            taken.append(line.position)
            given.append(gives)
            for name in filled:
                found[name].append(values.get(name))
    kinds = {name: DTYPE_OF_KIND[ledger.column(name).kind] for name in (of, *filled)}
    columns = [pl.Series(name, values, dtype=kinds[name]) for name, values in {of: given, **found}.items()]
    return frame[pl.Series(taken, dtype=pl.UInt32)].with_columns(columns)


def _read(line: Line, table: Table, ledger: Ledger, faults: list[Fault]) -> None:
    for row, line_holds in line.sources:
        cells = table.sheet.cells[row]
        for place, wide in table.wide.items():
            holds = wide.holds or line_holds
            value = cells[place] if place < len(cells) else ""
            if holds is None or is_blank(value):
                continue
            column = ledger.column(holds)
            read = reader_of(column, holds in table.in_minutes, holds in table.in_ten_thousands)
            found = read_once(read, value)
            answer, problem = found.value, found.problem
            if isinstance(answer, MonthDay):
                answer, problem = whole_day(answer, problem, table, row)
            answer, problem = _levelled(answer, problem, column, wide)
            if problem is not None:
                message = sentence_about(column, f"{wide.label}的{column.header}", value, problem)
                if row != line.row:
                    message += f"（第 {table.sheet.row_number(row)} 行）"
                faults.append(Fault(table.sheet.name, line.number, column.header, message, problem.severity))
            if problem is not None or answer is not None:
                _put(line, place, wide, holds, answer, table.across)


def _levelled(answer: Any, problem: CellProblem | None, column: Column, wide: Wide) -> tuple[Any, CellProblem | None]:
    """Return points as they would be of a hundred, where the header says out of how many they are."""
    if column.unit != "of_hundred" or wide.points is None or answer is None:
        return answer, problem
    try:
        return of_hundred(answer, wide.points), problem
    except CellProblem as wrong:
        return None, wrong


def _put(line: Line, place: int, wide: Wide, holds: str, value: Any, across: Across | None) -> None:
    """Two columns that say the same are two rows: whether they agree is judged later."""
    in_brackets = across.in_brackets if across is not None else None
    key: Any = wide.gives
    if wide.heading is not None:
        line.values[wide.gives, place] = {holds: value, wide.heading[0]: wide.heading[1]}
        return
    if holds in line.values.get(key, {}):
        key = (wide.gives, place)
    line.values.setdefault(key, {})[holds] = value
    if in_brackets is not None and wide.points is not None:
        line.values[key].setdefault(in_brackets, wide.points)


def _held_places(table: Table, rows: list[int]) -> list[int]:
    """Return the wide columns in which any line says something."""
    cells = table.sheet.cells
    return [
        place
        for place in table.wide
        if any(place < len(cells[row]) and not is_blank(cells[row][place]) for row in rows)
    ]


def _fill_blanks(line: Line, table: Table, ledger: Ledger, held: list[int], faults: list[Fault]) -> None:
    """Read an empty cell as what the ledger says it means where others of its column are filled, with a flag."""
    blank = table.across.blank if table.across is not None else None
    if blank is None:
        return
    cells = table.sheet.cells[line.row]
    for place in held:
        wide = table.wide[place]
        if wide.holds is None or (place < len(cells) and not is_blank(cells[place])):
            continue
        line.values.setdefault(wide.gives, {}).setdefault(wide.holds, blank)
        header = ledger.column(wide.holds).header
        message = f"{wide.label}没有写，按“{blank}”记入，需核实；不在应到之列的请写“—”。"
        faults.append(Fault(table.sheet.name, line.number, header, message, "flag"))


def _values(
    line: Line, table: Table, ledger: Ledger, of: str, faults: list[Fault]
) -> Iterator[tuple[object, dict[str, Any]]]:
    """Yield what the line says under each header; a day gets its year."""
    if not line.values:
        holds = next(wide.holds for wide in table.wide.values())
        header = ledger.column(holds or of).header
        message = f"各{ledger.column(of).header}的{header}都没有填，请补填后重新报送"
        faults.append(Fault(table.sheet.name, line.number, header, message))
        yield None, {}
    for key, values in line.values.items():
        gives = key[0] if isinstance(key, tuple) and not isinstance(key, MonthDay) else key
        if isinstance(gives, MonthDay):
            gives, problem = whole_day(gives, None, table, line.row)
            if problem is not None:
                header = ledger.column(of).header
                faults.append(Fault(table.sheet.name, line.number, header, f"{header}{problem}。"))
        yield gives, values
