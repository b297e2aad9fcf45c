"""Turn a recognised table into typed columns; every cell that cannot be read becomes a fault."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from ingest.cells.cell_text import cell_text
from ingest.cells.dates import MonthDay, from_1904
from ingest.cells.errors import CellProblem
from ingest.cells.parse import Read, read_once, reader_of, sentence_about
from ingest.cells.values import is_tick, read_bool
from ingest.faults import Fault
from ingest.ledger import YEAR, Column, Ledger
from ingest.readers.sheet import is_blank
from ingest.recognition.by_person import counted_by_person
from ingest.recognition.data_rows import data_rows
from ingest.recognition.dittos import write_out_dittos
from ingest.recognition.full_points import level_points
from ingest.recognition.measures import shares_alone, wrongly_measured
from ingest.recognition.month_disputes import fault_disputes
from ingest.recognition.shared_numbers import shared_numbers
from ingest.recognition.table import Table
from ingest.recognition.told_together import numbers_told
from ingest.recognition.unpivot import unpivot
from ingest.recognition.void_rows import void_faults
from ingest.recognition.waiting_days import as_day_of_month, whole_day
from ingest.recognition.wide_columns import counted_of_persons
from ingest.recognition.worked_out import work_out, worked_out
from ingest.schema import BETWEEN, BROUGHT, COUNTS, DTYPE_OF_KIND
from ingest.text.header_text import header_keys

_STRUCK = "整行有删除线，按作废（没有开展）处理，没有入库。确已作废的不用再报；仍然有效的请去掉删除线后重新报送。"

_OF_PERSONS = (
    "这张表每人一行，而“应交”“实交”列看来是一个人的金额，不是人数；“{title}”要按党组织登记人数。请去掉这些列"
    "（只留姓名和各月，由程序数人数），或改成一个党支部一个月一行、填人数，再重新报送。"
)


@dataclass(slots=True)
class Tidied:
    """What a table holds.

    `frame` has one row a data row of the sheet: `_sheet`, `_row` (as the spreadsheet program numbers it)
    and every column of the ledger by id, in its type, null where blank or unreadable. A tally with one
    column a grade gives one row for each grade that is filled in, all with the row number of their line; so does a
    sheet with one column a month for each month.
    `_brought` names the columns that the table has, `_counts` how many cells a row was counted from (1 mostly).
    `faults` names each unreadable cell; a fault belongs to all rows of its line. `prefilled` are the indexes of rows
    that were left out, as a form begins with what they say.
    """

    frame: pl.DataFrame
    faults: list[Fault] = field(default_factory=list)
    prefilled: frozenset[int] = frozenset()


def tidy(table: Table, ledger: Ledger, as_of: date | None = None) -> Tidied:
    """Read every data row of the table; a month after `as_of` that has nothing but a zero filled in is no row."""
    rows, prefilled = data_rows(table, ledger)
    write_out_dittos(table.sheet, rows)
    faults: list[Fault] = []
    numbers = [table.sheet.row_number(row) for row in rows]
    for row, number in zip(rows, numbers, strict=True):
        if row in table.sheet.struck_rows:
            faults.append(Fault(table.sheet.name, number, None, _STRUCK))
    series: dict[str, list[Any]] = {}
    for column in ledger.columns:
        values = _ticked(table, column, rows, numbers, faults) or _cells(table, column, rows)
        series[column.id] = _read_column(column, values, table, rows, numbers, faults, as_of)
        level_points(series[column.id], column, table, rows, numbers, faults)
        _fault_measures(column, table, rows, numbers, faults)
        faults += shared_numbers(column, table, rows)
        faults += fault_disputes(column, table, numbers)
        _add_parts(series[column.id], column, table, rows, numbers, faults)
        _fault_contradictions(column, series[column.id], table, rows, numbers, faults)
    work_out(series, table, ledger)
    _fault_untold(table, ledger, rows, numbers, faults)
    faults += void_faults(table, ledger, rows, numbers)
    schema: dict[str, pl.DataType] = {"_sheet": pl.String(), "_row": pl.Int64()}
    schema |= {column.id: DTYPE_OF_KIND[column.kind] for column in ledger.columns}
    data = {"_sheet": [table.sheet.name] * len(rows), "_row": numbers, **series}
    frame = pl.DataFrame(data, schema=schema, strict=True)
    frame = frame.with_columns(
        pl.lit(_brought(table, ledger), dtype=pl.String).alias(BROUGHT), pl.lit(1, dtype=pl.Int64).alias(COUNTS)
    )
    persons = counted_of_persons(table.unknown_headers.values(), table.wide.values(), ledger)
    if persons is not None and persons.listed in table.columns.values():
        faults += [Fault(table.sheet.name, number, None, _OF_PERSONS.format(title=ledger.title)) for number in numbers]
    elif persons is not None:
        frame = counted_by_person(frame, table, ledger, rows, persons, faults, as_of)
    elif table.wide:
        frame = unpivot(frame, table, ledger, rows, faults, as_of)
    faults.sort(key=lambda fault: fault.row)
    return Tidied(frame, faults, prefilled)


def _fault_measures(column: Column, table: Table, rows: list[int], numbers: list[int], faults: list[Fault]) -> None:
    """Send back rows where a column counts in another measure: 应交（元） is not a number of members."""
    for place, message in (*wrongly_measured(column, table), *shares_alone(column, table)):
        for cell, number in zip(_at(table, place, rows), numbers, strict=True):
            if not is_blank(cell):
                faults.append(Fault(table.sheet.name, number, column.header, message))


def _add_parts(
    values: list[Any], column: Column, table: Table, rows: list[int], numbers: list[int], faults: list[Fault]
) -> None:
    """Add the columns that are parts of this one, such as 应到（预备） beside 应到（正式）."""
    for place in (place for place, name in table.addends.items() if name == column.id):
        more = _read_column(column, _at(table, place, rows), table, rows, numbers, faults)
        for position, amount in enumerate(more):
            if amount is not None:
                values[position] = amount if values[position] is None else values[position] + amount


def _fault_contradictions(
    column: Column, values: list[Any], table: Table, rows: list[int], numbers: list[int], faults: list[Fault]
) -> None:
    """Send back rows in which another column that reads the same says something else: nobody can tell which counts."""
    for place in (place for place, name in table.rivals.items() if name == column.id):
        others = _read_column(column, _at(table, place, rows), table, rows, numbers, [])
        for position, (value, other) in enumerate(zip(values, others, strict=True)):
            if value is None:
                values[position] = other
            elif other is not None and other != value:
                message = _contradiction(column, table, place)
                faults.append(Fault(table.sheet.name, numbers[position], column.header, message))


def _contradiction(column: Column, table: Table, place: int) -> str:
    """Return the sentence about a column and its rival at `place`."""
    header = table.sheet.cells[table.header_rows[-1]]
    own = next((place for place, name in table.columns.items() if name == column.id), None)
    named = "和".join(f"“{header[each]}”" for each in (own, place) if each is not None and each < len(header))
    return f"{named}两列都像“{column.header}”，而内容不同，分不清以哪一列为准。请只保留一列，或改列名。"


def _ticked(
    table: Table, column: Column, rows: list[int], numbers: list[int], faults: list[Fault]
) -> list[object] | None:
    """Return for each row the value that is ticked; a row with several ticks goes back, unless it may have several."""
    if table.ticked_column != column.id:
        return None
    values: list[object] = []
    for index, number in zip(rows, numbers, strict=True):
        row = table.sheet.cells[index]
        marked = {value for place, value in table.ticks.items() if place < len(row) and _is_ticked(row[place])}
        faults += _no_ticks(table, column, row, number)
        if len(marked) > 1 and column.kind != "list":
            named = "、".join(sorted(marked))
            faults.append(Fault(table.sheet.name, number, column.header, f"{named}都打了勾，请只留一个。"))
        values.append(_of_ticks(column, marked))
    return values


def _no_ticks(table: Table, column: Column, row: list[object], number: int) -> list[Fault]:
    """Fault what is neither a tick nor a cross nor nothing in a column of ticks."""
    cells = [(value, row[place]) for place, value in table.ticks.items() if place < len(row)]
    return [
        Fault(table.sheet.name, number, column.header, f"“{value}”下面的“{cell_text(cell)}”看不出打没打勾。")
        for value, cell in cells
        if not is_blank(cell) and not is_tick(cell)
    ]


def _of_ticks(column: Column, marked: set[str]) -> str:
    """Return what the ticks of a row say, in the order of the ledger; "" of several where one is meant."""
    is_told = len(marked) == 1 or column.kind == "list"
    return "、".join(value for value in column.values or marked if value in marked) if is_told else ""


def _is_ticked(value: object) -> bool:
    try:
        return not is_blank(value) and bool(read_bool(value))
    except CellProblem:
        return False


def _at(table: Table, place: int, rows: list[int]) -> list[object]:
    cells = table.sheet.cells
    return [row[place] if place < len(row := cells[index]) else "" for index in rows]


def _brought(table: Table, ledger: Ledger) -> str | None:
    """Return which of the ledger's columns the table has, in the ledger's order; None where it has all of them."""
    given = {*table.columns.values(), *table.constants, *table.from_wide, table.ticked_column}
    given.update(*table.together.values())
    given.update(column.id for column in worked_out(table, ledger))
    if table.year_column is not None or table.years:
        given.add(YEAR)
    persons = counted_of_persons(table.unknown_headers.values(), table.wide.values(), ledger)
    if persons is not None:
        given |= {persons.listed, persons.filled, persons.summed}
    names = [column.id for column in ledger.columns if column.id in given]
    return None if len(names) == len(ledger.columns) else BETWEEN.join(names)


def _cells(table: Table, column: Column, rows: list[int]) -> list[object]:
    """Return the column's cells: its own, else a spare column's, else what a title line gives for all."""
    places = [place for found in (table.columns, table.spare) for place, name in found.items() if name == column.id]
    if not places:
        together = next((place for place, names in table.together.items() if column.id in names), None)
        if together is not None:
            return _told_in(table, together, column, rows)
        constant = table.constants.get(column.id)
        return [constant.value if constant else ""] * len(rows)
    values, *spares = (_cells_at(table, place, rows) for place in places)
    for spare in spares:
        values = [other if is_blank(value) else value for value, other in zip(values, spare, strict=True)]
    return values


def _told_in(table: Table, place: int, column: Column, rows: list[int]) -> list[object]:
    """Return the column's numbers out of cells that tell several: 应到12人，实到11人."""
    header = str(table.sheet.cells[table.header_rows[-1]][place])
    names = {key for name in (column.header, *column.aliases) for key in header_keys(name)[:1]}
    told = (numbers_told(header, cell) for cell in _cells_at(table, place, rows))
    return [next((number for label, number in each.items() if label in names), "") for each in told]


def _fault_untold(table: Table, ledger: Ledger, rows: list[int], numbers: list[int], faults: list[Fault]) -> None:
    """Send back rows in which such a cell tells something else: nobody can say which number it is."""
    for place, names in table.together.items():
        header = str(table.sheet.cells[table.header_rows[-1]][place])
        wanted = "、".join(column.header for column in ledger.columns if column.id in names)
        for cell, number in zip(_cells_at(table, place, rows), numbers, strict=True):
            if not is_blank(cell) and not numbers_told(header, cell):
                message = f"“{cell_text(cell)}”看不出{wanted}各是多少。请写成“应到12人，实到11人”，或分列填写。"
                faults.append(Fault(table.sheet.name, number, wanted.split("、")[0], message))


def _cells_at(table: Table, place: int, rows: list[int]) -> list[object]:
    cells = table.sheet.cells
    return [row[place] if place < len(row := cells[index]) else "" for index in rows]


def _as_days(column: Column, table: Table, values: list[object]) -> list[object]:
    """Return numbers that mean days, as the sheet counts or names them, as such days."""
    if table.sheet.from_1904 and column.kind in {"date", "month"}:
        values = [from_1904(value) for value in values]
    return [as_day_of_month(value) for value in values] if column.id in table.day_numbers else values


def _read_column(
    column: Column,
    values: list[object],
    table: Table,
    rows: list[int],
    numbers: list[int],
    faults: list[Fault],
    as_of: date | None = None,
) -> list[Any]:
    """Read each distinct cell once."""
    is_counted = column.id in table.in_minutes, column.id in table.in_ten_thousands
    read = reader_of(column, *is_counted, table.as_share.get(column.id), as_of)
    values = _as_days(column, table, values)
    texts: dict[str, Read] = {}
    others: dict[tuple[type, object], Read] = {}
    out: list[Any] = []
    for position, value in enumerate(values):
        if value.__class__ is str:
            found = texts.get(value)  # type: ignore[call-overload]
            if found is None:
                found = texts[value] = read_once(read, value)  # type: ignore[index]
        else:
            key = (value.__class__, value)
            found = others.get(key)
            if found is None:
                found = others[key] = read_once(read, value)
        answer, problem = found.value, found.problem
        if answer.__class__ is MonthDay:
            answer, problem = whole_day(answer, problem, table, rows[position], column)
        if problem is not None:
            message = sentence_about(column, column.header, value, problem)
            faults.append(Fault(table.sheet.name, numbers[position], column.header, message, problem.severity))
        out.append(answer)
    return out
