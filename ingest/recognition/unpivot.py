"""Makes rows of wide columns: one for each grade that holds votes, one for each month that holds anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from ingest.cells.parse import read_once, reader_of, sentence_about
from ingest.faults import Fault
from ingest.ledger import Ledger
from ingest.readers.sheet import is_blank
from ingest.recognition.table import Table
from ingest.recognition.title_lines import years_wanting
from ingest.recognition.wide_columns import Month, Wide, WideHeaders
from ingest.schema import DTYPE_OF_KIND

_NO_VOTES = "各等次的票数都没有填，请补填后重新报送"


@dataclass(slots=True)
class _Line:
    """What becomes one line of the ledger: mostly one row of the sheet, or one a thing that is counted."""

    position: int
    row: int
    number: int
    sources: list[tuple[int, str | None]] = field(default_factory=list)
    values: dict[Any, dict[str, Any]] = field(default_factory=dict)

    @property
    def held(self) -> set[str | None]:
        """The columns that its rows say they hold."""
        return {holds for _, holds in self.sources}


def unpivot(
    frame: pl.DataFrame, table: Table, ledger: Ledger, rows: list[int], faults: list[Fault], as_of: date | None
) -> pl.DataFrame:
    """Return one row for each grade or month, all with the row number of their line.

    A line without any vote keeps one row, with a fault; a month of which nothing is said is no row.
    """
    of = next(iter(table.wide.values())).of
    filled = sorted(table.from_wide - {of})
    taken: list[int] = []
    given: list[object] = []
    found: dict[str, list[Any]] = {name: [] for name in filled}
    for line in _lines(frame, table, ledger, rows):
        _read(line, table, ledger, faults)
        if not line.values and of == "grade":
            faults.append(Fault(table.sheet.name, line.number, ledger.column("votes").header, _NO_VOTES))
            line.values[None] = {}
        for gives, values in _months(line, table, ledger, faults, as_of) if of != "grade" else _grades(line):
            taken.append(line.position)
            given.append(gives)
            for name in filled:
                found[name].append(values.get(name))
    kinds = {name: DTYPE_OF_KIND[ledger.column(name).kind] for name in (of, *filled)}
    columns = [pl.Series(name, values, dtype=kinds[name]) for name, values in {of: given, **found}.items()]
    return frame[pl.Series(taken, dtype=pl.UInt32)].with_columns(columns)


def _lines(frame: pl.DataFrame, table: Table, ledger: Ledger, rows: list[int]) -> Iterator[_Line]:
    """Yield the lines; rows of one organisation, each of which holds one thing (应交人数, 实交人数 ...), are one."""
    if table.item_column is None:
        for position, row in enumerate(rows):
            yield _Line(position, row, table.sheet.row_number(row), [(row, None)])
    else:
        yield from _grouped_lines(frame, table, ledger, rows, table.item_column)


def _grouped_lines(
    frame: pl.DataFrame, table: Table, ledger: Ledger, rows: list[int], item_column: int
) -> Iterator[_Line]:
    own = [column.id for column in ledger.columns if column.id not in table.from_wide]
    held_by = WideHeaders(ledger).held_by
    line: _Line | None = None
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
            line, whose = _Line(position, row, table.sheet.row_number(row), [(row, holds)]), said
    if line is not None:
        yield line


def _holds_anything(row: list[object]) -> bool:
    return any(not is_blank(cell) for cell in row)


def _read(line: _Line, table: Table, ledger: Ledger, faults: list[Fault]) -> None:
    for row, line_holds in line.sources:
        cells = table.sheet.cells[row]
        for place, wide in table.wide.items():
            holds = wide.holds or line_holds
            value = cells[place] if place < len(cells) else ""
            if holds is None or is_blank(value):
                continue
            column = ledger.column(holds)
            found = read_once(reader_of(column, False, holds in table.in_ten_thousands), value)
            if found.problem is not None:
                message = sentence_about(column, f"{wide.label}的{column.header}", value, found.problem)
                if row != line.row:
                    message += f"（第 {table.sheet.row_number(row)} 行）"
                faults.append(Fault(table.sheet.name, line.number, column.header, message, found.problem.severity))
            elif found.value is None:
                continue
            _put(line, place, wide, holds, found.value)


def _put(line: _Line, place: int, wide: Wide, holds: str, value: Any) -> None:
    """Two columns that say the same are two rows: whether they agree is judged later."""
    key: Any = wide.gives
    if holds in line.values.get(key, {}):
        key = (wide.gives, place)
    line.values.setdefault(key, {})[holds] = value


def _grades(line: _Line) -> Iterator[tuple[object, dict[str, Any]]]:
    for key, values in line.values.items():
        yield key[0] if isinstance(key, tuple) else key, values


def _months(
    line: _Line, table: Table, ledger: Ledger, faults: list[Fault], as_of: date | None
) -> Iterator[tuple[date | None, dict[str, Any]]]:
    """Yield the months that have passed or whose outcome is told; the others are only filled in beforehand."""
    years = table.years_of(line.row)
    year = next(iter(years)) if len(years) == 1 else None
    named = [(key if isinstance(key, Month) else key[0], values) for key, values in line.values.items()]
    months = [(month, month.in_year(year), values) for month, values in named]
    outcome = ledger.wide_months[0]
    told = [month.rank for month, first, values in months if _is_told(first, values.get(outcome), as_of)]
    last = max(told, default=(0, 0))
    counted = [(first, values) for month, first, values in months if month.rank <= last or _has_passed(first, as_of)]
    if any(first is None for first, _ in counted):
        header = next(column.header for column in ledger.columns if column.kind == "month")
        message = f"{header}没有写年份，{years_wanting(years)}。请在标题或文件名中写明年度（如“2025年度”）后重新报送。"
        faults.append(Fault(table.sheet.name, line.number, header, message))
    yield from counted


def _is_told(first: date | None, outcome: object, as_of: date | None) -> bool:
    """Say whether a month's outcome is told; a zero for a month to come is only filled in beforehand."""
    is_to_come = as_of is not None and first is not None and first > as_of
    return outcome is not None and not (is_to_come and outcome == 0)


def _has_passed(first: date | None, as_of: date | None) -> bool:
    return as_of is not None and first is not None and first < as_of.replace(day=1)
