"""Turn a recognised table into typed columns; every cell that cannot be read becomes a fault."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from ingest.cell_dates import MonthDay, read_date, read_month
from ingest.cell_numbers import is_nothing, read_integer, read_number
from ingest.cell_problem import CellProblem
from ingest.cell_values import plain, read_bool, text_reader
from ingest.chinese import normalise
from ingest.data_rows import data_rows
from ingest.faults import Fault
from ingest.ledger import Column, Kind, Ledger
from ingest.recognise import Table
from ingest.sheet import is_blank

_LONGEST_QUOTE = 30
_DTYPES: dict[Kind, pl.DataType] = {
    "text": pl.String(),
    "list": pl.String(),
    "date": pl.Date(),
    "month": pl.Date(),
    "int": pl.Int64(),
    "number": pl.Float64(),
    "bool": pl.Boolean(),
}


@dataclass(slots=True)
class Tidied:
    """What a table holds.

    `frame` has one row a data row of the sheet: `_sheet`, `_row` (as the spreadsheet program numbers it)
    and every column of the ledger by id, in its type, null where blank or unreadable. A tally with one
    column a grade gives one row for each grade that is filled in, all with the row number of their line.
    `faults` names each unreadable cell; a fault belongs to all rows of its line.
    """

    frame: pl.DataFrame
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Read:
    """What one distinct cell says."""

    value: Any = None
    problem: CellProblem | None = None


def tidy(table: Table, ledger: Ledger) -> Tidied:
    """Read every data row of the table."""
    rows = list(data_rows(table, ledger))
    faults: list[Fault] = []
    numbers = [table.sheet.row_number(row) for row in rows]
    series: dict[str, list[Any]] = {}
    for column in ledger.columns:
        values = _cells(table, column, rows)
        series[column.id] = _read_column(column, values, table, rows, numbers, faults)
    schema: dict[str, pl.DataType] = {"_sheet": pl.String(), "_row": pl.Int64()}
    schema |= {column.id: _DTYPES[column.kind] for column in ledger.columns}
    data = {"_sheet": [table.sheet.name] * len(rows), "_row": numbers, **series}
    frame = pl.DataFrame(data, schema=schema, strict=True)
    if table.wide:
        frame = _unpivot(frame, table, ledger, rows, faults)
    faults.sort(key=lambda fault: fault.row)
    return Tidied(frame, faults)


def _cells(table: Table, column: Column, rows: list[int]) -> list[object]:
    """Return the column's cells: its own, else a spare column's, else what a title line gives for all."""
    cells = table.sheet.cells
    places = [place for place, name in table.columns.items() if name == column.id]
    places += [place for place, name in table.spare.items() if name == column.id]
    if not places:
        constant = table.constants.get(column.id)
        return [constant.value if constant else ""] * len(rows)
    place, *spares = places
    values = [row[place] if place < len(row := cells[index]) else "" for index in rows]
    for spare in spares:
        for position, index in enumerate(rows):
            if is_blank(values[position]) and spare < len(cells[index]):
                values[position] = cells[index][spare]
    return values


def _read_column(
    column: Column,
    values: list[object],
    table: Table,
    rows: list[int],
    numbers: list[int],
    faults: list[Fault],
) -> list[Any]:
    """Read each distinct cell once."""
    read = _reader(column, column.id in table.in_minutes)
    texts: dict[str, _Read] = {}
    others: dict[tuple[type, object], _Read] = {}
    out: list[Any] = []
    for position, value in enumerate(values):
        if value.__class__ is str:
            found = texts.get(value)  # type: ignore[call-overload]
            if found is None:
                found = texts[value] = _once(read, value)  # type: ignore[index]
        else:
            key = (value.__class__, value)
            found = others.get(key)
            if found is None:
                found = others[key] = _once(read, value)
        answer, problem = found.value, found.problem
        if answer.__class__ is MonthDay:
            answer, problem = _with_year(answer, table, rows[position])
        if problem is not None:
            message = _sentence(column, column.header, value, problem)
            faults.append(Fault(table.sheet.name, numbers[position], column.header, message, problem.severity))
        out.append(answer)
    return out


def _once(read: Callable[[object], Any], value: object) -> _Read:
    if is_blank(value):
        return _Read()
    try:
        return _Read(read(value))
    except CellProblem as problem:
        return _Read(problem=problem)


def _reader(column: Column, in_minutes: bool) -> Callable[[object], Any]:
    if column.kind == "date":
        return lambda value: None if _says_nothing(value) else read_date(value, column.month_ok)
    if column.kind == "month":
        return lambda value: None if _says_nothing(value) else read_month(value)
    if column.kind == "int":
        return read_integer
    if column.kind == "number":
        return lambda value: read_number(value, column.unit, in_minutes)
    if column.kind == "bool":
        return read_bool
    return text_reader(column)


def _says_nothing(value: object) -> bool:
    return isinstance(value, str) and is_nothing(normalise(value))


def _with_year(found: MonthDay, table: Table, row: int) -> tuple[date | None, CellProblem | None]:
    """Give a date its year: from the row's own 年度, else the one that titles, sheet and file agree on."""
    years = table.years
    place = table.year_column
    if place is not None and place < len(table.sheet.cells[row]):
        own = plain(table.sheet.cells[row][place]).rstrip("年度 ")
        if own.isdecimal() and len(own) == 4:
            years = frozenset({int(own)})
    if len(years) == 1:
        try:
            return found.in_year(next(iter(years))), None
        except CellProblem as problem:
            return None, problem
    if years:
        several = "、".join(map(str, sorted(years)))
        return None, CellProblem(
            f"没有写年份，而标题、工作表名和文件名里有几个年份（{several}），请写成 2025-03-07 这样的形式"
        )
    return None, CellProblem("没有写年份，标题、工作表名和文件名里也没有，请写成 2025-03-07 这样的形式")


def _sentence(column: Column, header: str, value: object, problem: CellProblem) -> str:
    if column.sensitive:
        return f"{header}{problem.sentence}"
    text = plain(value)
    quote = text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "……"
    return f"{header}“{quote}”{problem.sentence}"


def _unpivot(frame: pl.DataFrame, table: Table, ledger: Ledger, rows: list[int], faults: list[Fault]) -> pl.DataFrame:
    """Give each grade that holds votes a row of its own; a line without any vote keeps one row, with a fault."""
    votes = ledger.column("votes")
    taken: list[int] = []
    grades: list[str | None] = []
    counts: list[int | None] = []
    for position, index in enumerate(rows):
        row = table.sheet.cells[index]
        before = len(taken)
        for place, grade in table.wide.items():
            value = row[place] if place < len(row) else ""
            if is_blank(value):
                continue
            found = _once(read_integer, value)
            if found.problem is not None:
                message = _sentence(votes, f"“{grade}”的票数", value, found.problem)
                number = table.sheet.row_number(index)
                faults.append(Fault(table.sheet.name, number, votes.header, message, found.problem.severity))
            elif found.value is None:
                continue
            taken.append(position)
            grades.append(grade)
            counts.append(found.value)
        if len(taken) == before:
            number = table.sheet.row_number(index)
            faults.append(Fault(table.sheet.name, number, votes.header, "各等次的票数都没有填，请补填后重新报送"))
            taken.append(position)
            grades.append(None)
            counts.append(None)
    return frame[pl.Series(taken, dtype=pl.UInt32)].with_columns(
        pl.Series("grade", grades, dtype=pl.String), pl.Series("votes", counts, dtype=pl.Int64)
    )
