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

    A heading stands alone on its row, merged over several columns or not (a text file and a database's export know no
    merged cells), and goes for the rows below it, up to the next one.
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
    """Return the texts of rows below the header that hold nothing but one text, in front where it is not merged."""
    if len(table.columns) < _FEWEST_COLUMNS:
        return {}
    rows = range(table.first_data_row, table.end_row)
    merged = {span.top for span in table.sheet.spans if span.right - span.left + 1 >= _FEWEST_COLUMNS}
    said = {top: _only_text(table.sheet.cells[top], None if top in merged else min(table.columns)) for top in rows}
    texts = {top: text for top, text in said.items() if text is not None}
    return {top: _plain(text) for top, text in texts.items()}


def _only_text(row: list[object], last: int | None) -> str | None:
    """Return the one text of a row, where it stands no further back than `last`."""
    place = next((place for place, cell in enumerate(row) if not is_blank(cell)), None)
    if place is None or (last is not None and place > last):
        return None
    text = row[place]
    is_alone = all(map(is_blank, row[place + 1 :]))
    return text if is_alone and isinstance(text, str) and len(text) <= _LONGEST else None


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
    current: object = above.value if above is not None else _said_above(table, column)
    for row in range(header, table.end_row):
        current = named.get(row, current)
        told = HEADER if row == header else current if _is_line(sheet.cells[row]) else ""
        sheet.cells[row] = [*sheet.cells[row], *[""] * (place - len(sheet.cells[row])), told]
        sheet.filled.setdefault(row, set()).add(place)  # it is not the row itself that says so
    table.columns[place] = column.id
    table.headings |= named.keys()
    table.missing_required = tuple(name for name in table.missing_required if name != column.id)
    if column.id == "org" and above is not None:
        table.titled_organisation = str(above.value)


def _said_above(table: Table, column: Column) -> str:
    """Return what the last line above the header names, where that is a heading as those further down are."""
    lines = (_only_text(row, None) for row in reversed(table.sheet.cells[: table.header_rows[0]]))
    nearest = next(filter(None, lines), None)
    return _named(column, {} if nearest is None else {0: _plain(nearest)}).get(0, "")


def _plain(text: str) -> str:
    return _NUMBERING.sub("", normalise(text))


def _is_line(row: list[object]) -> bool:
    """Say whether a row is no heading, nor a note at the end."""
    return sum(not is_blank(cell) for cell in row) > 1
