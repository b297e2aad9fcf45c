"""One value in a cell as what it is, and never as a formula; pure."""

from __future__ import annotations

import datetime as dt

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ingest.text.printable import neutralised


def write_cell(sheet: Worksheet, line: int, column: int, value: object, form: Format | None = None) -> None:
    """Write one value as what it is: numbers as numbers, days as text, and never a formula."""
    if value is None:
        sheet.write_blank(line, column, None, form)
    elif isinstance(value, bool):
        sheet.write_string(line, column, "是" if value else "否", form)
    elif isinstance(value, int | float):
        sheet.write_number(line, column, value, form)
    elif isinstance(value, dt.datetime | dt.date):
        sheet.write_string(line, column, f"{value:%Y-%m-%d}", form)
    else:
        sheet.write_string(line, column, str(neutralised(str(value))), form)
