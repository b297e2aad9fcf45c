"""Cells that tell several numbers at once, in a register and on a form of one meeting."""

import pytest

from ingest.ledger import load_ledgers
from ingest.readers.sheet import Sheet, filled_down
from ingest.recognition.recognise import find_tables, recognise_file
from ingest.recognition.tidy import Tidied, tidy
from ingest.recognition.told_together import numbers_told

LEDGERS = load_ledgers()


def read(header: str, *cells: str) -> Tidied:
    rows: list[list[object]] = [["党支部", "活动日期", "活动类型", "活动主题", header]]
    rows += [
        ["一小支部", f"2025-03-{day:02}", "主题党日", f"第{day}次", cell] for day, cell in enumerate(cells, start=1)
    ]
    (table,) = find_tables(filled_down("表", rows, [], "a.xlsx"), LEDGERS)
    return tidy(table, LEDGERS["activity"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("应到12人，实到11人", {"应到": "12人", "实到": "11人"}),
        ("应到：12人；实到：11人；请假：1人", {"应到": "12人", "实到": "11人", "请假": "1人"}),
        ("应到12实到11", {"应到": "12", "实到": "11"}),
        ("应到人数16人（含预备1人） 实到人数15人", {"应到人数": "16人(含预备1人)", "实到人数": "15人"}),
        ("应到12人", {}),
        ("应到12人，实到11人，张三请假", {}),
        ("2025年3月7日", {}),
    ],
)
def test_a_text_tells_several_numbers_or_none(text: str, told: dict[str, str]) -> None:
    assert numbers_told("", text) == told


@pytest.mark.parametrize("header", ["出席情况", "到会情况", "应到/实到", "应到人数"])
def test_two_numbers_in_one_cell_are_two_columns(header: str) -> None:
    """The column was not used, or its cells were no number and every row went back."""
    tidied = read(header, "应到12人，实到11人", "应到12人，实到12人")
    assert tidied.frame.select("expected", "attended").rows() == [(12, 11), (12, 12)] and not tidied.faults


def test_two_numbers_with_a_slash_stand_in_the_order_of_the_header() -> None:
    assert read("实到/应到", "11/12").frame.select("expected", "attended").rows() == [(12, 11)]


def test_a_cell_that_tells_only_one_number_goes_back() -> None:
    tidied = read("到会情况", "应到12人，实到11人", "12人")
    assert [(fault.row, fault.severity) for fault in tidied.faults] == [(3, "return")]
    assert "看不出应到人数、实到人数各是多少" in tidied.faults[0].message


def test_a_form_of_one_meeting_may_tell_both_in_one_cell() -> None:
    cells: list[list[object]] = [
        ["会议记录", ""],
        ["党支部", "一小支部"],
        ["会议时间", "2025年3月7日"],
        ["会议类型", "党课"],
        ["会议主题", "学习"],
        ["参会情况", "应到12人，实到11人"],
    ]
    found = recognise_file([Sheet("表1", cells, file="记录.docx", kind="table")], LEDGERS)
    (table,) = found.tables
    frame = tidy(table, LEDGERS["activity"]).frame
    assert frame.select("topic", "expected", "attended").rows() == [("学习", 12, 11)]
