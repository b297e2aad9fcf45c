"""Cells that show a month and hold its first day: typed as 2026年6月 they are kept so by every spreadsheet program."""

from datetime import date
from pathlib import Path

import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

from ingest.readers.number_formats import month_shown, shows_only_months
from ingest.readers.workbook import read_sheets

SHOWN = [["2026年6月", date(2026, 6, 2), date(2026, 6, 1)]]


@pytest.mark.parametrize("code", ['yyyy"年"m"月"', "yyyy-mm", "[$-804]yyyy/m", 'm"月"', "mmm-yy", r"yyyy\.mm;@"])
def test_a_format_of_months_shows_no_day(code: str) -> None:
    assert shows_only_months(code)


@pytest.mark.parametrize("code", ["yyyy-mm-dd", 'm"月"d"日"', "h:mm", "mm:ss", "General", "0.00", '0"m"', "@", "yyyy"])
def test_other_formats_do_not(code: str) -> None:
    assert not shows_only_months(code)


def test_a_day_that_was_given_behind_the_month_stays() -> None:
    assert month_shown(date(2026, 6, 2), False) is None
    assert month_shown(46174.0, False) == month_shown(46174.0 - 1462, True) == "2026年6月"
    assert month_shown("党课", False) is None


def test_a_workbook_says_the_month_that_it_shows(tmp_path: Path) -> None:
    """A deadline of 2026年6月 was landed as due on the first of June, and every task done in June as late."""
    book = Workbook()
    book.active.append([date(2026, 6, 1), date(2026, 6, 2), date(2026, 6, 1)])
    for name in ("A1", "B1"):
        book.active[name].number_format = 'yyyy"年"m"月"'
    book.save(tmp_path / "a.xlsx")
    assert read_sheets(tmp_path / "a.xlsx")[0].cells == SHOWN


def test_so_does_an_old_one(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    month, day = xlwt.easyxf(num_format_str='yyyy"年"m"月"'), xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for place, (value, style) in enumerate(
        [(date(2026, 6, 1), month), (date(2026, 6, 2), month), (date(2026, 6, 1), day)]
    ):
        sheet.write(0, place, value, style)
    book.save(str(tmp_path / "a.xls"))
    assert read_sheets(tmp_path / "a.xls")[0].cells == SHOWN


def test_so_does_an_open_one(tmp_path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    table, row = Table(name="a"), TableRow()
    for day, shown in (("2026-06-01", "2026年6月"), ("2026-06-02", "2026年6月"), ("2026-06-01", "2026-06-01")):
        cell = TableCell(valuetype="date", datevalue=day)
        cell.addElement(P(text=shown))
        row.addElement(cell)
    table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "a.ods"))
    assert read_sheets(tmp_path / "a.ods")[0].cells == SHOWN
