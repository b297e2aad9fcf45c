"""Days written without their month: what the row, the title, the tab or the name of the file says."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.ledger import load_ledgers
from ingest.readers.sheet import filled_down
from ingest.recognition.recognise import find_tables
from ingest.recognition.tidy import Tidied, tidy
from ingest.recognition.waiting_days import month_round

LEDGERS = load_ledgers()
HEADER: list[object] = ["党组织", "日期", "类型", "主题"]


def read(cells: list[list[object]], tab: str = "表", file: str = "a.xlsx") -> Tidied:
    (table,) = find_tables(filled_down(tab, cells, [], file), LEDGERS)
    return tidy(table, LEDGERS[table.ledger], date(2026, 10, 31))


@pytest.mark.parametrize(
    ("places", "told"),
    [
        (("三会一课", "2026年3月"), (2026, 3)),
        (("3月份",), (None, 3)),
        (("十二月三会一课",), (None, 12)),
        (("2026.04", "2026年5月"), (2026, 4)),
        (("202606党课",), (2026, 6)),
        (("填报时间：2026年7月3日", "2026年6月台账"), (2026, 6)),
        (("请于4月10日前报送", "5月底前报齐", "3月"), (None, 3)),
        (("2026年4月报送", "2026年4月上报的3月台账"), (None, 3)),
        (("7—8月", "2026年3月"), None),
        (("1月、2月",), None),
        (("2026年一季度",), None),
        (("13月",), None),
        ((), None),
    ],
)
def test_the_nearest_place_that_names_one_month_tells_it(
    places: tuple[str, ...], told: tuple[int | None, int] | None
) -> None:
    assert month_round(places) == told


@pytest.mark.parametrize(
    ("cells", "tab", "file"),
    [
        ([["永安小学2026年3月组织生活"], HEADER], "表", "a.xlsx"),
        ([HEADER], "3月", "2026年三会一课.xlsx"),
        ([HEADER], "Sheet1", "2026年3月三会一课.xlsx"),
    ],
)
def test_a_day_alone_is_of_the_month_that_stands_round_its_table(
    cells: list[list[object]], tab: str, file: str
) -> None:
    """“5日” was called no date, however plainly the tab said which month."""
    rows: list[list[object]] = [["一小支部", "5日", "党课", "甲"], ["一小支部", "12 号（周四）", "党课", "乙"]]
    tidied = read([*cells, *rows], tab, file)
    assert tidied.frame["held_on"].to_list() == [date(2026, 3, 5), date(2026, 3, 12)] and not tidied.faults


def test_a_row_s_own_month_comes_first_and_brings_its_year() -> None:
    header: list[object] = ["党组织", "月份", "日期", "类型", "主题"]
    rows: list[list[object]] = [["一小支部", "2026年3月", "5日", "党课", "甲"], ["一小支部", 4, "6日", "党课", "乙"]]
    tidied = read([["2025年5月台账"], header, *rows])
    assert tidied.frame["held_on"].to_list() == [date(2026, 3, 5), date(2025, 4, 6)]


def test_month_and_day_in_columns_of_their_own_are_a_day() -> None:
    header: list[object] = ["党组织", "年", "月", "日", "项目", "金额"]
    tidied = read([header, ["一小支部", 2026, 3, 15, "书籍", 100], ["一小支部", 2026, 2, 30, "书籍", 100]])
    assert tidied.frame["spent_on"].to_list() == [date(2026, 3, 15), None]
    assert [fault.row for fault in tidied.faults] == [3]


@pytest.mark.parametrize("tab", ["表", "3—4月", "13月"])
def test_a_day_of_which_nothing_tells_the_one_month_goes_back_with_what_is_wrong(tab: str) -> None:
    tidied = read([["2026年台账"], HEADER, ["一小支部", "5日", "党课", "甲"]], tab)
    (fault,) = tidied.faults
    assert "没有写月份" in fault.message and tidied.frame["held_on"].to_list() == [None]


def test_a_month_that_has_no_such_day_sends_the_row_back() -> None:
    tidied = read([HEADER, ["一小支部", "31日", "党课", "甲"]], "6月", "2026年.xlsx")
    assert len(tidied.faults) == 1 and tidied.frame["held_on"].to_list() == [None]


def test_days_alone_above_names_are_a_sign_in_sheet_of_the_month_in_its_title() -> None:
    tidied = read([["2026年3月签到表"], ["党支部", "姓名", "5日", "12日"], ["一小支部", "张三", "√", "假"]])
    assert tidied.frame.select("held_on", "attendance").rows() == [
        (date(2026, 3, 5), "出席"),
        (date(2026, 3, 12), "请假"),
    ]
