"""Headings between the rows of a table, such as 第一党支部 above the meetings of that branch."""

from __future__ import annotations

import re

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
    there = {*table.columns.values(), *table.from_wide, table.ticked_column}
    for column in ledger.columns:
        if column.id not in there and (column.id == "org" or column.title_value):
            named = _named(column, titles)
            if named:
                _add(table, column, named)


def _titles(table: Table) -> dict[int, str]:
    """Return the texts of rows below the header that hold nothing but one merged cell."""
    rows = range(table.first_data_row, table.end_row)
    spans = [span for span in table.sheet.spans if span.top == span.bottom and span.top in rows]
    tops = sorted(span.top for span in spans if span.right - span.left + 1 >= _FEWEST_COLUMNS)
    texts = {top: _only_text(table.sheet.cells[top]) for top in tops}
    return {top: _NUMBERING.sub("", normalise(text)) for top, text in texts.items() if text is not None}


def _only_text(row: list[object]) -> str | None:
    held = [cell for cell in row if not is_blank(cell)]
    return held[0] if len(held) == 1 and isinstance(held[0], str) and len(held[0]) <= _LONGEST else None


def _named(column: Column, titles: dict[int, str]) -> dict[int, str]:
    """Return what the headings name of a column."""
    if column.id == "org":
        plain = {top: text.rstrip(":") for top, text in titles.items()}
        return {top: text for top, text in plain.items() if text.endswith(_OF_ORGANISATIONS)}
    values = {top: value_named(column, [text]) for top, text in titles.items()}
    return {top: value for top, value in values.items() if value is not None}


def _add(table: Table, column: Column, named: dict[int, str]) -> None:
    """Add the column behind the others; above the first heading stands what the titles give."""
    sheet, header = table.sheet, table.header_rows[-1]
    place = max(map(len, sheet.cells))
    above = table.constants.pop(column.id, None)
    current: object = above.value if above is not None else ""
    for row in range(header, table.end_row):
        current = named.get(row, current)
        told = HEADER if row == header else current if _is_line(sheet.cells[row]) else ""
        sheet.cells[row] = [*sheet.cells[row], *[""] * (place - len(sheet.cells[row])), told]
        sheet.filled.setdefault(row, set()).add(place)  # it is not the row itself that says so
    table.columns[place] = column.id
    table.missing_required = tuple(name for name in table.missing_required if name != column.id)
    if column.id == "org" and above is not None:
        table.titled_organisation = str(above.value)


def _is_line(row: list[object]) -> bool:
    """Say whether a row is no heading, nor a note at the end."""
    return sum(not is_blank(cell) for cell in row) > 1
