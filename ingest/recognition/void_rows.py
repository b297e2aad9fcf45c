"""Rows that say of themselves that they do not count (状态 草稿, 作废), in ledgers that ask for no 状态."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.cells.cell_text import cell_text
from ingest.cells.held_words import held_words
from ingest.faults import Fault
from ingest.ledger import Ledger
from ingest.readers.sheet import is_blank
from ingest.recognition.table import Table
from ingest.text.header_text import header_keys

_STATUS = "held_status"
"""The column of a ledger that asks for it, and is read as any other."""


def void_places(table: Table, ledger: Ledger) -> dict[int, str]:
    """Return the columns of a table that say of a row whether it counts, by place, with their headers."""
    if any(column.id == _STATUS for column in ledger.columns):
        return {}
    headers = held_words()["void_headers"]
    return {place: text for place, text in table.unknown_headers.items() if header_keys(text)[0] in headers}


def void_faults(table: Table, ledger: Ledger, rows: Sequence[int], numbers: Sequence[int]) -> Iterator[Fault]:
    """Yield a fault for each row that does not count."""
    for place, header in void_places(table, ledger).items():
        words = held_words()["void"]
        for index, number in zip(rows, numbers, strict=True):
            row = table.sheet.cells[index]
            told = cell_text(row[place]) if place < len(row) and not is_blank(row[place]) else ""
            if told.split("(")[0] in words:
                message = f"{header}是“{told}”，不计入。仍然有效的，请改{header}后再报送。"
                yield Fault(table.sheet.name, number, header, message)
