"""Errors, formulas without results and struck-out lines, from the file to the receipt."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from ingest.landing.store import Store
from tests.ingest.small_district import ACTIVITIES, basics, counts, messages, only, send, write


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"))
    return store


def workbook_of(rows: list[list[object]]) -> Workbook:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    return workbook


def test_a_cell_that_shows_an_error_is_returned_with_a_sentence_of_its_own(store: Store, tmp_path: Path) -> None:
    row = ["永安小学党支部", "2025-05-07", "党课", "学习", "#N/A", "3"]
    receipt = only(send(store, write(tmp_path, "a.csv", [ACTIVITIES[0], row])), "activity")
    assert counts(receipt) == (1, 0, 0, 1)
    assert "应到人数“#N/A”是公式出错的结果" in messages(receipt)


def test_a_formula_without_a_result_is_returned_with_a_sentence_of_its_own(store: Store, tmp_path: Path) -> None:
    workbook_of([ACTIVITIES[0], ["永安小学党支部", "2025-05-07", "党课", "学习", "=3+1", 3]]).save(tmp_path / "a.xlsx")
    receipt = only(send(store, tmp_path / "a.xlsx"), "activity")
    assert counts(receipt) == (1, 0, 0, 1)
    assert "应到人数“=3+1”是公式，而文件里没有存它的计算结果" in messages(receipt)


def test_a_line_struck_out_goes_back_and_the_receipt_names_it(store: Store, tmp_path: Path) -> None:
    workbook = workbook_of(ACTIVITIES)
    for cell in workbook.active[3]:
        cell.font = Font(strike=True)
    workbook.save(tmp_path / "a.xlsx")
    receipt = only(send(store, tmp_path / "a.xlsx"), "activity")
    assert counts(receipt) == (3, 2, 0, 1)
    assert [note.row for note in receipt.returns] == [3] and "删除线" in messages(receipt)
    assert "1 行整行有删除线（第 3 行）" in receipt.to_text()


def test_hidden_rows_are_read_and_named_in_the_receipt(store: Store, tmp_path: Path) -> None:
    workbook = workbook_of(ACTIVITIES)
    workbook.active.row_dimensions[4].hidden = True
    workbook.save(tmp_path / "a.xlsx")
    receipt = only(send(store, tmp_path / "a.xlsx"), "activity")
    assert receipt.accepted == 3 and "有 1 行是隐藏的（第 4 行），和其他行一样读取" in receipt.to_text()


@pytest.mark.parametrize("day", [44674, "44674"])
def test_bare_numbers_of_a_1904_workbook_are_days_from_1904(store: Store, tmp_path: Path, day: object) -> None:
    workbook = workbook_of([ACTIVITIES[0], ["永安小学党支部", day, "党课", "学习", 3, 3]])
    workbook.epoch = CALENDAR_MAC_1904
    workbook.save(tmp_path / "a.xlsx")
    assert only(send(store, tmp_path / "a.xlsx"), "activity").accepted == 1
    assert store.live_frame("activity")["held_on"].to_list() == [date(2026, 4, 24)]


def test_dates_of_a_1904_workbook_that_are_written_out_stay_as_they_are(store: Store, tmp_path: Path) -> None:
    days = [date(2025, 3, 7), "2025-03-08", 20250309]
    workbook = workbook_of([ACTIVITIES[0], *(["永安小学党支部", day, "党课", f"{day}", 3, 3] for day in days)])
    workbook.epoch = CALENDAR_MAC_1904
    workbook.save(tmp_path / "a.xlsx")
    send(store, tmp_path / "a.xlsx")
    assert sorted(store.live_frame("activity")["held_on"]) == [date(2025, 3, day) for day in (7, 8, 9)]
