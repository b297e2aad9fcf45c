"""What is asked of a person about a table: what is known, what is only guessed, and what nobody knows."""

from __future__ import annotations

from ingest.layouts.proposal import Proposal
from ingest.layouts.propose import proposals
from ingest.ledger import load_ledgers
from ingest.readers.sheet import Sheet
from ingest.recognition.known_layout import Layouts

LEDGERS = load_ledgers()
HEADERS = ["序号", "党支部", "开会那天", "会议类型", "会议主题", "来了几个"]
ROW = ["1", "永安小学党支部", "2025-03-07", "党课", "学习两会", "2"]


def proposed(*rows: list[object], ledger: str | None = None, name: str = "表") -> Proposal:
    (found,) = proposals([Sheet(name, list(rows), file="a.xlsx")], LEDGERS, Layouts(), ledger)
    return found


def by_header(proposal: Proposal) -> dict[str, tuple[str, str | None]]:
    return {column.header: (column.state, column.read_as) for column in proposal.columns}


def test_what_an_alias_says_is_known_and_what_the_cells_say_is_a_guess() -> None:
    found = proposed(["三月"], HEADERS, ROW)
    assert (found.ledger, found.lacking, found.is_open) == ("activity", (), True)
    assert by_header(found) == {
        "序号": ("known", None), "党支部": ("known", "org"), "开会那天": ("guessed", "held_on"),
        "会议类型": ("known", "activity_type"), "会议主题": ("known", "topic"), "来了几个": ("unknown", None),
    }  # fmt: skip


def test_a_table_of_which_no_header_is_known_is_told_by_its_cells() -> None:
    found = proposed(["谁家", "哪天", "搞了啥", "聊什么"], ROW[1:5], ["永安小学党支部", "4月7日", "主题党日", "党史"])
    assert (found.ledger, found.lacking) == ("activity", ("topic",))
    assert [each.read_as for each in found.columns] == ["org", "held_on", "activity_type", None]


def test_a_person_may_say_which_ledger_it_is() -> None:
    found = proposed(["谁家", "哪天", "搞了啥", "聊什么"], ROW[1:5], ledger="publicity")
    assert found.ledger == "publicity" and {"org"} <= {each.read_as for each in found.columns}


def test_a_cell_that_contradicts_a_column_is_not_guessed_to_be_it() -> None:
    """A header may resemble a column that its cells cannot be: 日期 over names of people."""
    found = proposed(["党支部", "会议日起", "会议类型", "会议主题"], ["永安小学党支部", "张三", "党课", "x"])
    assert by_header(found)["会议日起"] != ("guessed", "held_on")


def test_what_is_shown_of_a_file_hides_identity_numbers_and_cuts_long_cells() -> None:
    found = proposed(HEADERS, [*ROW[:4], "学" * 60, "11010519491231002X"])
    shown = {column.header: column.cells[0] for column in found.columns}
    assert len(shown["会议主题"]) == 25 and "1949" not in shown["来了几个"]


def test_nothing_is_asked_about_a_table_that_is_known_in_every_column() -> None:
    found = proposed([name for name in HEADERS if name in ("党支部", "会议类型", "会议主题")] + ["日期"],
                     ["永安小学党支部", "党课", "学习", "2025-03-07"])  # fmt: skip
    assert not found.is_open


def test_a_column_without_header_and_contents_is_not_asked_about() -> None:
    found = proposed([*HEADERS[:3], "", *HEADERS[3:]], [*ROW[:3], "", *ROW[3:]])
    assert len(found.columns) == len(HEADERS)


def test_sheets_of_one_layout_are_asked_about_once() -> None:
    sheets = [Sheet(name, [HEADERS, ROW], file="a.xlsx") for name in ("三月", "四月")]
    assert len(proposals(sheets, LEDGERS, Layouts())) == 1


def test_no_column_is_asked_about_of_a_form_that_is_read() -> None:
    """记录人 of a form that was read brought up a box over “column” 永安小学党支部, guessed to be a roster."""
    labels = ["党支部", "活动日期", "活动类型", "活动主题", "记录人", "应到人数", "实到人数"]
    values = ["永安小学党支部", "2025-03-07", "党课", "学习两会", "甲", "3", "2"]
    lying: list[list[object]] = [
        list(each) for each in zip(labels, values, [*values[:3], "学习党史", *values[4:]], strict=True)
    ]
    beside = [
        ["党支部", values[0], "活动日期", values[1]],
        ["活动类型", "党课", "活动主题", "学习"],
        ["记录人", "甲", "地点", "室"],
    ]
    for cells in (lying, beside):
        assert proposals([Sheet("表", cells, file="a.xlsx")], LEDGERS, Layouts()) == []
