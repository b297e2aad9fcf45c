"""Headings between the rows of a table, such as 第一党支部 above the meetings of that branch."""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.ledger import Column, Ledger
from ingest.readers.sheet import is_blank
from ingest.recognition.context import value_named
from ingest.recognition.table import Table
from ingest.text.chinese import normalise

_OF_ORGANISATIONS = ("支部", "党总支", "党委", "支部委员会")
_NUMBERING = re.compile(r"^\(?[一二三四五六七八九十\d]{1,3}[)、.]\s*")
_LONGEST = 30
_FEWEST_COLUMNS = 3
HEADER = "（小标题）"
"""What stands in the receipt for the header of a column that was made of headings."""


def take_headings(table: Table, ledger: Ledger) -> None:
    """Make a column of headings that name what the table has no column for: organisations, or types of a title.

    A heading is merged over several columns and goes for the rows below it, up to the next one.
    """
    titles = _titles(table)
    if not titles:
        return
    for column in ledger.columns:
        if column.id not in table.columns.values() and (column.id == "org" or column.title_value):
            _take(table, column, titles, _organisation if column.id == "org" else _value_of(column))


def _titles(table: Table) -> dict[int, str]:
    """Return the texts of rows below the header that hold nothing but one merged cell."""
    rows = range(table.first_data_row, table.end_row)
    spans = [span for span in table.sheet.spans if span.top == span.bottom and span.top in rows]
    tops = sorted(span.top for span in spans if span.right - span.left + 1 >= _FEWEST_COLUMNS)
    held = {top: [cell for cell in table.sheet.cells[top] if not is_blank(cell)] for top in tops}
    return {
        top: _NUMBERING.sub("", normalise(cells[0]))
        for top, cells in held.items()
        if len(cells) == 1 and isinstance(cells[0], str) and len(cells[0]) <= _LONGEST
    }


def _organisation(text: str) -> str | None:
    return text.rstrip(":") if text.rstrip(":").endswith(_OF_ORGANISATIONS) else None


def _value_of(column: Column) -> Callable[[str], str | None]:
    return lambda text: value_named(column, [text])


def _take(table: Table, column: Column, titles: dict[int, str], read: Callable[[str], str | None]) -> None:
    named = {top: found for top, text in titles.items() if (found := read(text)) is not None}
    if not named:
        return
    sheet, header = table.sheet, table.header_rows[-1]
    place = max(map(len, sheet.cells))
    above = table.constants.pop(column.id, None)
    current: object = above.value if above is not None else ""
    for row in range(header, table.end_row):
        current = named.get(row, current)
        cells = sheet.cells[row]
        is_line = sum(not is_blank(cell) for cell in cells) > 1  # not a heading, nor a note at the end
        told = HEADER if row == header else current if is_line else ""
        sheet.cells[row] = [*cells, *[""] * (place - len(cells)), told]
        sheet.filled.setdefault(row, set()).add(place)  # it is not the row itself that says so
    table.columns[place] = column.id
    table.missing_required = tuple(name for name in table.missing_required if name != column.id)
    if column.id == "org" and above is not None:
        table.titled_organisation = str(above.value)
