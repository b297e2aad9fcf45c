"""Tables on paper: columns share the sheet, rows are as high as their texts, and no number has nine decimals."""

from __future__ import annotations

import io
import math

import openpyxl
import pytest
import xlsxwriter

from dashboards.exports.table_sheet import A3, A4, ROOM, pages_across, widths, write_table

LONG = "这是一句很长的话，" * 40


def _sheet(columns: list[str], rows: list[tuple[object, ...]], rated: tuple[int, ...] = (), paper: int = A4) -> object:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    write_table(book, book.add_worksheet("表"), columns, rows, rated, paper)
    book.close()
    return openpyxl.load_workbook(io.BytesIO(out.getvalue()))["表"]


@pytest.mark.parametrize(("columns", "paper"), [(2, A4), (8, A4), (14, A4), (24, A3)])
def test_columns_share_the_sheet_however_long_their_texts_are(columns: int, paper: int) -> None:
    """A workbook three sheets wide was printed at a third of its size, or its last columns on sheets of their own."""
    rows = [tuple([LONG] * columns)]
    wide = widths([f"第{number}列" for number in range(columns)], rows, ROOM[paper])
    assert sum(wide) <= ROOM[paper] and min(wide) >= 9


def test_a_short_column_keeps_its_width_beside_a_long_one() -> None:
    assert widths(["编号", "说明"], [("O01", LONG)], ROOM[A4])[0] < 10


def test_a_row_is_as_high_as_its_text() -> None:
    """WPS and LibreOffice print the height that the file says: one line, and the rest was cut."""
    sheet = _sheet(["名称", "内容"], [("甲", "短"), ("乙", LONG)])
    width = sheet.column_dimensions["B"].width  # type: ignore[attr-defined]
    lines = math.ceil(2 * len(LONG) / width)
    assert not sheet.row_dimensions[2].height and sheet.row_dimensions[3].height >= 15 * lines  # type: ignore[attr-defined]
    assert sheet["B3"].alignment.wrap_text  # type: ignore[index]


def test_a_number_is_shown_with_one_decimal_or_none_and_kept_as_it_is() -> None:
    """80.358301158 stood in a column of persons."""
    sheet = _sheet(["数"], [(80.358301158,), (12,), (12.0,), (True,), (None,)], rated=())
    cells = [(cell.value, cell.number_format) for (cell,) in sheet["A2:A4"]]  # type: ignore[index]
    assert cells == [(80.358301158, "0.0"), (12, "0"), (12, "0")]
    assert sheet["A5"].value == "是"  # type: ignore[index]
    assert _sheet(["率"], [(100.0,)], rated=(0,))["A2"].number_format == "0.0"  # type: ignore[index]


def test_a_formula_stays_a_text_and_an_empty_table_says_so() -> None:
    assert _sheet(["=甲"], [("=1+1",)])["A2"].value == "'=1+1"  # type: ignore[index]
    assert _sheet(["甲"], [])["A2"].value == "没有。"  # type: ignore[index]


@pytest.mark.parametrize(("width", "pages"), [(100, 1), (277, 1), (278, 2), (500, 2), (516, 3)])
def test_what_is_wider_than_a_sheet_goes_on_beside_with_the_names_repeated(width: float, pages: int) -> None:
    assert pages_across(width, 40, ROOM[A3]) == pages
