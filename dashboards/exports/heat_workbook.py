"""热力总表 as a workbook to print: every cell with its shape, value and background, a legend in words; pure."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboards.exports.heat_table import Grid
from dashboards.exports.table_sheet import A3, A4, ROOM, pages_across
from dashboards.exports.workbook import WIDEST_ON_A4, Origin, set_page, write_notes
from dashboards.shared.labels import Status
from ingest.text.printable import neutralised

WIDE_ENOUGH = 11
"""So many letters hold a shape and its word."""


def grid_bytes(grid: Grid, origin: Origin, taken_at: dt.datetime) -> bytes:
    """Return a workbook of 热力总表 (all lines and columns, names repeated on every page) and 说明."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, notes = book.add_worksheet("热力总表"), book.add_worksheet("说明")
    set_page(sheet, origin, taken_at, A3 if len(grid.columns) > WIDEST_ON_A4 else A4)
    set_page(notes, origin, taken_at)
    write_grid(book, sheet, grid, paper=A3 if len(grid.columns) > WIDEST_ON_A4 else A4)
    write_notes(book, notes, origin, taken_at)
    book.close()
    return out.getvalue()


def write_grid(book: xlsxwriter.Workbook, sheet: Worksheet, grid: Grid, width: float = 11, paper: int = A3) -> None:
    """Write the legend, the head and all cells into `sheet`, columns `width` letters wide.

    Legend, head and names are repeated on every printed page, over as many pages as keep the letters legible; in
    narrow columns an item of the legend takes two.
    """
    look = {"border": 1, "border_color": "#D5D9DE", "valign": "vcenter"}
    head = book.add_format({**look, "bold": True, "bg_color": "#EEF2F6", "text_wrap": True, "align": "center"})
    name = book.add_format({**look, "bold": True})
    made: dict[Status, Format] = {}
    for style in grid.statuses:
        made[style] = book.add_format(
            {**look, "align": "center", "bg_color": style.background, "font_color": style.colour, "font_size": 10}
        )
    write_legend(sheet, grid.statuses, name, made, 1 if width >= WIDE_ENOUGH else 2)
    sheet.write_string(1, 0, "单位", head)
    for column, heading in enumerate(grid.columns, start=1):
        sheet.write_string(1, column, str(neutralised(heading)), head)
    for line, heading in enumerate(grid.lines, start=2):
        sheet.write_string(line, 0, str(neutralised(heading)), name)
    for (line, column), (text, style) in grid.cells.items():
        sheet.write_string(line + 2, column + 1, str(neutralised(text)), made[style])
    names = min(44.0, 4 + 1.9 * max((len(heading) for heading in grid.lines), default=4))
    sheet.set_column(0, 0, names)
    sheet.set_column(1, max(1, len(grid.columns)), width)
    letters = max(1, int(width // 2))
    sheet.set_row(1, 16 * (1 + max((len(heading) for heading in grid.columns), default=1) // letters))
    sheet.freeze_panes(2, 1)
    sheet.repeat_rows(0, 1)
    sheet.repeat_columns(0)
    sheet.fit_to_pages(pages_across(names + width * len(grid.columns), names, ROOM[paper]), 0)


def write_legend(
    sheet: Worksheet, statuses: Sequence[Status], name: Format, made: Mapping[Status, Format], each: int, start: int = 1
) -> None:
    """Write shape and word of every status into the first line, each over `each` columns from `start` on."""
    sheet.write_string(0, 0, "图例", name)
    for column, style in zip(range(start, start + each * len(statuses), each), statuses, strict=True):
        if each == 1:
            sheet.write_string(0, column, style.label, made[style])
        else:
            sheet.merge_range(0, column, 0, column + each - 1, style.label, made[style])
