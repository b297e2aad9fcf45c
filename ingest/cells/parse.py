"""Reads one cell as its column says, and says in a sentence what cannot be read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ingest.cells.cell_text import cell_text
from ingest.cells.date_words import open_words
from ingest.cells.dates import AS_DAY, first_of_span, read_date, read_month, read_year
from ingest.cells.day_spans import read_spans
from ingest.cells.deadlines import read_deadline
from ingest.cells.errors import CellProblem
from ingest.cells.numbers import is_nothing, read_integer, read_number, read_rate
from ingest.cells.values import is_tick, read_bool, text_reader
from ingest.ledger import YEAR, Column
from ingest.readers.sheet import is_blank, why_no_value
from ingest.text.chinese import normalise

_LONGEST_QUOTE = 30
_OF_HEADS = ("人数", "人次")


@dataclass(frozen=True, slots=True)
class Read:
    """What one distinct cell says."""

    value: Any = None
    problem: CellProblem | None = None


def read_once(read: Callable[[object], Any], value: object) -> Read:
    """Read one cell; a blank one says nothing."""
    if is_blank(value):
        return Read()
    lacking = why_no_value(value)
    if lacking is not None:
        return Read(problem=CellProblem(lacking))
    try:
        return Read(read(value))
    except CellProblem as problem:
        return Read(problem.value, problem)


def reader_of(
    column: Column,
    in_minutes: bool = False,
    in_ten_thousands: bool = False,
    as_share: bool | None = None,
    as_of: date | None = None,
) -> Callable[[object], Any]:
    """Return the reader of a column's cells on a day; it raises CellProblem.

    `as_share` is known where a person said so.
    """
    if column.kind == "date":
        return _unless_nothing(lambda value: _read_day(value, column))
    if column.kind == "month":
        return _unless_nothing(read_month)
    if column.id == YEAR:
        return _unless_nothing(read_year)
    if column.kind == "number" and as_share is not None:
        return lambda value: read_rate(value, as_share)
    if column.kind == "number":
        return lambda value: read_number(value, column.unit, in_minutes, in_ten_thousands)
    if column.form == "spans":
        return read_spans
    if column.kind == "int":
        of_heads = column.header.endswith(_OF_HEADS)
        return lambda value: read_integer(value, of_heads)
    return read_bool if column.kind == "bool" else text_reader(column, as_of)


def _unless_nothing(read: Callable[[object], Any]) -> Callable[[object], Any]:
    """Return a reader for which a dash or 无 is an empty cell."""
    return lambda value: None if _says_nothing(value) else read(value)


def _read_day(value: object, column: Column) -> object:
    if column.open_ok and isinstance(value, str) and normalise(value).replace(" ", "") in open_words():
        raise CellProblem("不是日期，按尚未完成记入；完成后请填写日期", "flag")
    if column.span_ok and isinstance(value, str):
        value = first_of_span(value)
    try:
        return read_deadline(value) if column.is_deadline else read_date(value, column.month_ok)
    except CellProblem:
        if isinstance(value, str) and is_tick(value):
            raise CellProblem(f"不是日期，看不出是哪一天，{AS_DAY}") from None
        raise


def _says_nothing(value: object) -> bool:
    return isinstance(value, str) and is_nothing(normalise(value))


def sentence_about(column: Column, header: str, value: object, problem: CellProblem) -> str:
    """Return the complaint about a cell; what is sensitive is not repeated."""
    if column.sensitive:
        return f"{header}{problem.sentence}"
    text = cell_text(value)
    quote = text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "……"
    return f"{header}“{quote}”{problem.sentence}"
