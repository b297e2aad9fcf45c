"""One corrected file of sixty rows, as a clerk sends it: lines of a ledger again, a date in each of them moved."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import openpyxl

ROWS = 60
_LEDGER, _COLUMN = "三重一大*.xlsx", "部署"
"""The ledger by its file's name, and a word of its last date: the paperwork of a small district has longer ones."""
_DAY = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})")


def corrected(ledgers: Path, out: Path) -> Path:
    """Write up to `ROWS` lines of the district's ledger of decisions, each a day later, into `out`; return the file."""
    ledger = next(ledgers.glob(_LEDGER))
    book = openpyxl.load_workbook(ledger)
    sheet = book.worksheets[0]
    head, column = next(
        (cell.row, cell.column) for row in sheet.iter_rows() for cell in row if _COLUMN in str(cell.value)
    )
    if sheet.max_row > head + ROWS:
        sheet.delete_rows(head + ROWS + 1, sheet.max_row)
    for (cell,) in sheet.iter_rows(min_row=head + 1, min_col=column, max_col=column):
        cell.value = _a_day_later(cell.value)
    path = out / ledger.name
    book.save(path)
    return path


def _a_day_later(value: object) -> object:
    found = _DAY.match(str(value))
    try:
        return (date(*map(int, found.groups())) + timedelta(days=1)).isoformat() if found else value
    except ValueError:  # one of the impossible days that are planted
        return value
