"""Sheets with one column a month: every layout that was seen becomes one row a month."""

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from ingest.ledger import load_ledgers
from ingest.readers.sheet import Sheet, filled_down
from ingest.recognition.recognise import find_tables
from ingest.recognition.tidy import Tidied, tidy
from ingest.recognition.wide_columns import Month, month_in

LEDGERS = load_ledgers()
JANUARY, FEBRUARY, MARCH = (date(2025, month, 1) for month in (1, 2, 3))


def read(
    ledger: str, *rows: Sequence[object], name: str = "2025年", merged: list[tuple[int, int, int, int]] | None = None
) -> Tidied:
    """Read a sheet; `merged` ranges are top, left, bottom, right."""
    width = max(map(len, rows))
    cells = [[*row, *[""] * (width - len(row))] for row in rows]
    ranges = [((top, left), (bottom, right)) for top, left, bottom, right in merged or []]
    sheet = filled_down(name, cells, ranges, "a.xlsx") if merged else Sheet(name, cells, file="a.xlsx")
    (table,) = find_tables(sheet, LEDGERS)
    assert (table.ledger, table.missing_required) == (ledger, ())
    return tidy(table, LEDGERS[ledger])


def dues(tidied: Tidied) -> list[tuple[object, ...]]:
    return tidied.frame.select("_row", "org", "month", "members_due", "members_paid").rows()


EXPECTED = [
    ("一小支部", JANUARY, 10, 9),
    ("一小支部", FEBRUARY, 10, 10),
    ("二小支部", JANUARY, 5, 5),
]


def test_months_over_two_things_counted_in_merged_cells() -> None:
    tidied = read(
        "dues",
        ["2025年党费收缴统计表"],
        ["序号", "党组织", "1月", "", "2月", "", "合计", ""],
        ["", "", "应交人数", "实交人数", "应交人数", "实交人数", "应交人数", "实交人数"],
        [1, "一小支部", 10, 9, 10, 10, 20, 19],
        [2, "二小支部", 5, 5, "", "", 5, 5],
        ["合计", "", 15, 14, 10, 10, 25, 24],
        merged=[(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5), (1, 6, 1, 7)],
    )
    assert [row[1:] for row in dues(tidied)] == EXPECTED and tidied.faults == []
    assert [row[0] for row in dues(tidied)] == [4, 4, 5]


def test_the_same_sheet_saved_as_text_has_no_merged_cells() -> None:
    tidied = read(
        "dues",
        ["党组织", "1月", "", "2月", "", "备注"],
        ["", "应交人数", "实交人数", "应交人数", "实交人数", ""],
        ["一小支部", "10", "9", "10", "10人", ""],
        ["二小支部", "5", "5", "", "", "二月未收"],
    )
    assert [row[1:] for row in dues(tidied)] == EXPECTED


@pytest.mark.parametrize("tail", ["应交人数", "（应交人数）", "-应交人数"])
def test_months_and_what_they_hold_in_one_header(tail: str) -> None:
    tidied = read(
        "dues",
        ["党组织", f"1月{tail}", "1月实交人数", f"二月份{tail}", "2月份实交人数", "合计应交人数", "合计"],
        ["一小支部", 10, 9, 10, 10, 20, 19],
        ["二小支部", 5, 5, "", "", 5, 5],
    )
    assert [row[1:] for row in dues(tidied)] == EXPECTED


def test_what_is_counted_over_the_months() -> None:
    tidied = read(
        "dues",
        ["党组织", "应交人数", "", "实交人数", ""],
        ["", "1月", "2月", "1月", "2月"],
        ["一小支部", 10, 10, 9, 10],
        ["二小支部", 5, "", 5, ""],
        merged=[(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)],
    )
    assert [row[1:] for row in dues(tidied)] == EXPECTED


@pytest.mark.parametrize("repeated", [True, False])
def test_one_line_a_thing_counted_whether_or_not_the_organisation_is_repeated(repeated: bool) -> None:
    tidied = read(
        "dues",
        ["党组织", "项目", "1月", "2月", "合计"],
        ["一小支部", "应交人数", 10, 10, 20],
        ["一小支部" if repeated else "", "实交人数", 9, 10, 19],
        ["二小支部", "应缴人数", 5, "", 5],
        ["二小支部" if repeated else "", "实缴人数（人）", 5, "", 5],
        ["合计", "应交人数", 15, 10, 25],
        ["合计" if repeated else "", "实交人数", 14, 10, 24],
    )
    assert [row[1:] for row in dues(tidied)] == EXPECTED and tidied.faults == []
    assert [row[0] for row in dues(tidied)] == [2, 2, 4]


def test_an_unreadable_cell_of_the_second_line_sends_the_first_line_back_and_names_its_own() -> None:
    tidied = read(
        "dues",
        ["党组织", "项目", "1月", "2月"],
        ["一小支部", "应交人数", 10, 10],
        ["一小支部", "实交人数", "九人多", 10],
    )
    (fault,) = tidied.faults
    assert (fault.row, fault.column) == (2, "实交人数")
    assert fault.message == "1 月的实交人数“九人多”不是数字，请只填数字（第 3 行）"
    assert tidied.frame.height == 2


def test_one_figure_due_all_year_and_what_was_paid_month_by_month() -> None:
    tidied = read(
        "dues",
        ["党组织", "应交人数", *[f"{month}月" for month in range(1, 13)], "合计"],
        ["一小支部", 10, 9, 10, *[""] * 10, 19],
    )
    assert [row[1:] for row in dues(tidied)] == EXPECTED[:2]


def test_figures_filled_in_beforehand_are_no_rows_but_a_month_left_out_is() -> None:
    tidied = read(
        "dues",
        ["党组织", "1月应交人数", "1月实交人数", "2月应交人数", "2月实交人数", "3月应交人数", "3月实交人数"],
        ["一小支部", 10, 9, 10, "", 10, ""],
        ["二小支部", 5, "", 5, 5, 5, ""],
        ["三小支部", 5, "", 5, "", 5, ""],
    )
    assert [row[1:] for row in dues(tidied)] == [
        EXPECTED[0],
        ("二小支部", JANUARY, 5, None),
        ("二小支部", FEBRUARY, 5, 5),
    ]


def test_a_month_that_has_passed_without_an_outcome_is_asked_for() -> None:
    """A branch that never paid once vanished: no row, no word."""
    sheet = Sheet(
        "2025年",
        [["党组织", *(f"{month}月{what}" for month in (1, 2, 3) for what in ("应交人数", "实交人数"))],
         ["一小支部", 10, 9, 10, "", 10, ""], ["二小支部", 5, "", 5, "", 5, ""]],
        file="a.xlsx",
    )  # fmt: skip
    (table,) = find_tables(sheet, LEDGERS)
    tidied = tidy(table, LEDGERS["dues"], date(2025, 3, 20))
    assert [row[1:] for row in dues(tidied)] == [
        ("一小支部", JANUARY, 10, 9),
        ("一小支部", FEBRUARY, 10, None),
        ("二小支部", JANUARY, 5, None),
        ("二小支部", FEBRUARY, 5, None),
    ]


@pytest.mark.parametrize(
    "header",
    ["3月", "三月", "3月份", "03月", "2025年3月", "2025年03月份", "2025-03", "2025.3", "2025/3", "202503", "３月"],
)
def test_a_month_is_written_in_many_ways(header: str) -> None:
    found = month_in(header)
    assert found is not None and found[0] in {Month(None, 3), Month(2025, 3)} and found[1] == ""


@pytest.mark.parametrize("header", ["月份", "合计", "13月", "3个月", "第3季度", "姓名", "2025", "1.1", "0月"])
def test_what_only_looks_like_a_month_is_none(header: str) -> None:
    assert month_in(header) is None


def test_months_that_a_spreadsheet_program_took_for_dates() -> None:
    header = ["党组织", "应交人数", datetime(2025, 1, 1), date(2025, 2, 1)]
    assert [row[1:] for row in dues(read("dues", header, ["一小支部", 10, 9, 10], name="表"))] == EXPECTED[:2]


def test_the_header_s_own_year_wins_and_without_any_year_the_line_goes_back() -> None:
    own = read("dues", ["党组织", "应交人数", "2024年12月", "2025年1月"], ["一小支部", 10, 9, 10], name="2025")
    assert [row[2] for row in dues(own)] == [date(2024, 12, 1), JANUARY]
    column = read("dues", ["年度", "党组织", "应交人数", "1月"], ["2025年", "一小支部", 10, 9], name="表")
    assert [row[2] for row in dues(column)] == [JANUARY]
    none = read("dues", ["党组织", "应交人数", "1月", "2月"], ["一小支部", 10, 9, 10], name="表")
    assert none.frame["month"].null_count() == 2
    assert [fault.message for fault in none.faults] == [
        "月份没有写年份，标题、工作表名和文件名里也没有。请在标题或文件名中写明年度（如“2025年度”）后重新报送。"
    ]
    assert "2024、2025" in read(
        "dues", ["2024—2025年"], ["党组织", "应交人数", "1月", "2月"], ["一小支部", 10, 9, 10], name="表"
    ).faults[0].message  # fmt: skip


def test_quantities_of_a_school_by_item_and_month() -> None:
    tidied = read(
        "moral_education",
        ["学校", "项目", "一月", "二月", "三月", "合计"],
        ["第一小学", "家访", 12, "", "3次", 15],
        ["第一小学", "主题班会", "", "", "", ""],
        ["合计", "", 12, 0, 3, 15],
    )
    assert tidied.frame.select("_row", "school", "item", "month", "quantity").rows() == [
        (2, "第一小学", "家访", JANUARY, 12.0),
        (2, "第一小学", "家访", MARCH, 3.0),
    ]


def test_one_row_a_month_is_read_as_before() -> None:
    tidied = read("dues", ["党组织", "月份", "应交人数", "实交人数"], ["一小支部", "2025年1月", 10, 9])
    assert [row[1:] for row in dues(tidied)] == EXPECTED[:1]


def test_zeros_filled_in_for_months_to_come_are_no_rows_and_zeros_of_past_months_are() -> None:
    rows = [["党组织", "应交人数", "1月", "2月", "3月"], ["一小支部", 10, 9, 0, 0]]
    (table,) = find_tables(Sheet("2025年", rows, file="a.xlsx"), LEDGERS)
    tidied = tidy(table, LEDGERS["dues"], date(2025, 2, 20))
    assert tidied.frame.select("month", "members_paid").rows() == [(JANUARY, 9), (FEBRUARY, 0)]


def test_an_amount_under_a_header_in_ten_thousands_is_read_in_yuan() -> None:
    tidied = read(
        "funding", ["年度", "党组织", "项目", "金额（万元）", "日期"], ["2025", "一小", "培训", 1.2, "2025-03-01"]
    )
    assert tidied.frame["amount"].to_list() == [12000.0]
