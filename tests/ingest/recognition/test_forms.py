"""Forms for one meeting, labels left and values right, in a sheet, a Word table or lines of text."""

from __future__ import annotations

from datetime import date

from ingest.ledger import load_ledgers
from ingest.readers.sheet import Sheet, filled_down
from ingest.recognition.recognise import recognise_file
from ingest.recognition.table import Recognised
from ingest.recognition.tidy import tidy

LEDGERS = load_ledgers()
FORM: list[list[object]] = [
    ["会议记录", "", "", ""],
    ["党支部", "一小支部", "会议时间", "2026年3月5日"],
    ["会议类型", "支部党员大会", "地点", "三楼会议室"],
    ["应到人数", "12", "实到人数", "11"],
    ["主持人", "", "记录人", "王强"],
    ["会议主题", "学习党章", "", ""],
    ["会议内容", "一、学习党章。时间：半小时。", "", ""],
]


def rows_of(found: Recognised) -> list[dict[str, object]]:
    assert found.refusal is None, found.refusal
    frames = [tidy(table, LEDGERS[table.ledger]).frame for table in found.tables]
    return [row for frame in frames for row in frame.to_dicts()]


def read(*sheets: Sheet) -> list[dict[str, object]]:
    return rows_of(recognise_file(sheets, LEDGERS))


def form(topic: str, **changes: object) -> list[list[object]]:
    changed = {"会议主题": topic, **changes}
    return [
        [changed.get(str(row[place - 1]), cell) if place in (1, 3) else cell for place, cell in enumerate(row)]
        for row in FORM
    ]


def test_a_form_of_one_meeting_is_one_row_numbered_as_its_first_label() -> None:
    """It was refused: 不能读单次会议的表单."""
    (row,) = read(Sheet("表1", FORM))
    assert (row["_row"], row["org"], row["held_on"], row["activity_type"], row["topic"], row["attended"]) == (
        2, "一小支部", date(2026, 3, 5), "支部党员大会", "学习党章", 11,
    )  # fmt: skip


def test_a_label_whose_value_is_blank_takes_no_other_label_for_its_value() -> None:
    sheet = Sheet("表1", [*FORM[:4], ["主持人", "", "记录人", "王强"], *FORM[5:]])
    found = recognise_file([sheet], LEDGERS)
    assert [cell for cell in found.tables[0].sheet.cells[-1] if cell == "记录人"] == []


def test_forms_below_one_another_are_a_row_each_and_blank_ones_none() -> None:
    blank = [[cell if place % 2 == 0 else "" for place, cell in enumerate(row)] for row in FORM]
    cells = [*form("甲"), ["", "", "", ""], *form("乙"), *blank]
    found = read(Sheet("记录", cells))
    assert [(row["_row"], row["topic"]) for row in found] == [(2, "甲"), (10, "乙")]


def test_what_stands_once_above_all_forms_holds_for_each() -> None:
    cells: list[list[object]] = [["2026年会议记录", ""], ["党支部：一小支部", ""]]
    for day, topic in ((5, "甲"), (6, "乙")):
        cells += [
            ["时间", f"2026年3月{day}日"], ["会议类型", "党课"], ["会议主题", topic], ["应到人数", 3], ["实到人数", 3]
        ]  # fmt: skip
    found = read(Sheet("记录", cells))
    assert [(row["org"], row["topic"]) for row in found] == [("一小支部", "甲"), ("一小支部", "乙")]


def test_a_form_a_sheet_is_a_row_a_sheet() -> None:
    found = read(Sheet("表1", form("甲")), Sheet("表2", form("乙")))
    assert sorted((str(row["_sheet"]), str(row["topic"])) for row in found) == [("表1", "甲"), ("表2", "乙")]


def test_lines_of_text_with_labels_are_a_form() -> None:
    lines = ["支部党员大会", "党支部：一小支部", "时间：2026年3月5日  地点：三楼", "会议类型：支部党员大会",
             "会议主题：学习党章", "应到：12人  实到：11人", "会议内容：……"]  # fmt: skip
    (row,) = read(Sheet("正文", [[line] for line in lines], kind="lines"))
    assert (row["held_on"], row["topic"], row["expected"], row["attended"]) == (date(2026, 3, 5), "学习党章", 12, 11)


def test_values_merged_across_and_labels_merged_down_are_read_where_they_stand() -> None:
    cells: list[list[object]] = [
        ["党支部", "", "一小支部", ""],
        ["会议时间", "", "2026年3月5日", ""],
        ["会议类型", "", "党课", ""],
        ["会议主题", "", "学习", ""],
        ["", "", "", ""],
    ]
    spans = [((row, 0), (row, 1)) for row in range(3)] + [((3, 0), (4, 1)), ((3, 2), (4, 3))]
    (row,) = read(filled_down("表1", cells, spans, ""))
    assert (row["org"], row["topic"]) == ("一小支部", "学习")


def test_a_table_of_rows_is_never_taken_for_forms() -> None:
    header: list[object] = ["党支部", "活动时间", "活动类型", "活动主题"]
    cells = [header, ["一小支部", "2026-03-05", "党课", "学习"]]
    found = recognise_file([Sheet("表1", cells)], LEDGERS)
    assert found.tables[0].sheet.cells is cells


def test_a_form_that_lacks_a_required_label_is_refused_by_its_name() -> None:
    found = recognise_file([Sheet("表1", [row for row in FORM if row[0] != "会议主题"])], LEDGERS)
    assert found.refusal is not None and "组织生活活动台账" in found.refusal and "活动主题" in found.refusal


def test_a_table_that_goes_on_without_its_header_is_read_by_the_header_before() -> None:
    header: list[object] = ["党支部", "活动时间", "活动类型", "活动主题"]
    first = Sheet("表1", [["2026年", "", "", ""], header, ["一小支部", "2026-03-05", "党课", "甲"]], first_row=0)
    second = Sheet("表2", [["一小支部", "4月6日", "党课", "乙"]], continues=True)
    third = Sheet("表3", [["一小支部", "5月6日", "党课", "丙"]], continues=True)
    found = read(first, second, third)
    assert [(row["_sheet"], row["_row"], row["held_on"]) for row in found] == [
        ("表1", 2, date(2026, 3, 5)), ("表2", 1, date(2026, 4, 6)), ("表3", 1, date(2026, 5, 6)),
    ]  # fmt: skip
