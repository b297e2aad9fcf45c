"""A header that was sorted into the middle of its table: nothing above it vanishes."""

from __future__ import annotations

import random
from pathlib import Path

import polars as pl
import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from ingest.landing.store import Store
from ingest.ledger import Ledger, load_ledgers
from ingest.readers.sheet import Moved, Sheet, Span
from ingest.recognition.recognise import find_tables
from ingest.recognition.tidy import tidy
from tests.ingest.small_district import ACTIVITIES, basics, counts, only, send, write
from tests.ingest.test_every_cell import handed

LEDGERS = load_ledgers()
TITLES: list[list[object]] = [["2025年台账"], ["填报单位：永安小学党支部", "", "填报日期：2025-12-01"], []]


def cells_of(ledger: Ledger) -> list[list[object]]:
    """Return a header and four lines of a ledger."""
    made = handed(ledger, "as they are", random.Random(1))
    return [list(made.headers), *made.rows]


def read(ledger: Ledger, cells: list[list[object]]) -> pl.DataFrame:
    """Return the lines that are read of a sheet, with their numbers."""
    width = max(map(len, cells))
    sheet = Sheet("表", [[*row, *[""] * (width - len(row))] for row in cells], file=f"{ledger.title}.xlsx")
    tables = [table for table in find_tables(sheet, LEDGERS) if table.ledger == ledger.id]
    assert tables, "no table was found"
    return pl.concat([tidy(table, ledger).frame for table in tables])


@pytest.mark.parametrize("name", LEDGERS)
def test_lines_above_the_header_are_read_as_those_below(name: str) -> None:
    """Of 21 lines 8 were read, and the receipt said 共读取 8 行, 入库 8."""
    header, *rows = cells_of(LEDGERS[name])
    usual = read(LEDGERS[name], [header, *rows])
    assert usual.height == len(rows)
    for place in (1, 2, len(rows)):
        for titles in ([], TITLES):
            found = read(LEDGERS[name], [*titles, *rows[:place], header, *rows[place:]])
            first = len(titles) + 1
            numbers = [*range(first, first + place), *range(first + place + 1, first + len(rows) + 1)]
            assert found["_row"].to_list() == numbers, (place, len(titles))
            assert found.drop("_row", "_sheet").equals(usual.drop("_row", "_sheet")), (place, len(titles))


@pytest.mark.parametrize("name", LEDGERS)
def test_titles_above_a_header_are_no_data(name: str) -> None:
    header, *rows = cells_of(LEDGERS[name])
    found = read(LEDGERS[name], [*TITLES, ["单位：人", "", "第 1 页"], header, *rows])
    assert found["_row"].to_list() == [6, 7, 8, 9]


def test_what_is_known_of_rows_moves_with_them() -> None:
    sheet = Sheet(
        "表", [["a"], ["b"], ["h"], ["c"]], spans=(Span(0, 0, 1, 0), Span(1, 0, 2, 0)), struck_rows=frozenset({1})
    )
    moved = sheet.rearranged(Moved(0, 1, 2))
    assert moved.cells == [["h"], ["a"], ["b"], ["c"]] and moved.struck_rows == {2}
    assert [moved.row_number(index) for index in range(4)] == [3, 1, 2, 4]
    assert [moved.index_of(number) for number in (3, 1, 2, 4)] == [0, 1, 2, 3]
    assert moved.spans == (Span(1, 0, 2, 0),)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"))
    return store


def sorted_in(rows: list[list[str]]) -> list[list[str]]:
    """Return a sheet whose header stands behind its second line."""
    return [*rows[1:3], rows[0], *rows[3:]]


def test_it_is_said_and_a_faulty_line_above_is_marked_where_it_stands(store: Store, tmp_path: Path) -> None:
    rows = [list(row) for row in ACTIVITIES]
    rows[1][1] = "2025-13-45"
    path, book = tmp_path / "活动.xlsx", Workbook()
    for row in sorted_in(rows):
        book.active.append(row)
    book.save(path)
    receipt = only(send(store, path), "activity")
    assert counts(receipt) == (3, 2, 0, 1) and receipt.returns[0].row == 1
    assert "表头在第 3 行，它上面第 1—2 行也是数据" in receipt.to_text()
    assert receipt.workbook is not None
    page = load_workbook(receipt.workbook)["Sheet"]
    assert [cell.coordinate for row in page.iter_rows() for cell in row if cell.comment] == ["B1"]


def test_in_a_document_too(store: Store, tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(len(ACTIVITIES), len(ACTIVITIES[0]))
    for row, cells in zip(table.rows, sorted_in(ACTIVITIES), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.save(str(tmp_path / "活动.docx"))
    assert counts(only(send(store, tmp_path / "活动.docx"), "activity")) == (3, 3, 0, 0)


def test_in_a_text_file_the_same_rows_are_known_again(store: Store, tmp_path: Path) -> None:
    send(store, write(tmp_path, "1.csv", ACTIVITIES))
    assert counts(only(send(store, write(tmp_path, "2.csv", sorted_in(ACTIVITIES))), "activity")) == (3, 0, 3, 0)
