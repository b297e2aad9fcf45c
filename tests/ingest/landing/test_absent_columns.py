"""A file changes only the columns that it has: the live row is the newest value, column by column."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.feedback.receipt import Receipt
from ingest.landing.store import Store
from ingest.run import ingest
from tests.ingest.small_district import ACTIVITIES, AS_OF, basics, content, counts, only, send, write

PROBLEMS = [
    ["问题编号", "党组织", "问题来源", "问题类别", "提出日期", "问题描述", "整改期限", "完成日期"],
    ["P1", "永安小学党支部", "巡察", "组织生活", "2025-03-01", "记录不全", "2025-06-30", "2025-05-20"],
    ["P2", "永安小学党支部", "巡察", "学习培训", "2025-03-01", "学习不实", "2025-06-30", ""],
]


@pytest.fixture
def sent(tmp_path: Path) -> Store:
    store = Store(tmp_path / "家")
    send(store, basics(tmp_path / "基本"), write(tmp_path, "问题.csv", PROBLEMS))
    return store


def problem(store: Store, number: str) -> dict[str, object]:
    [row] = store.live_frame("problem").filter(problem_no=number).to_dicts()
    return row


def without(rows: list[list[str]], *headers: str) -> list[list[str]]:
    places = [place for place, header in enumerate(rows[0]) if header not in headers]
    return [[row[place] for place in places] for row in rows]


def test_a_register_sent_again_without_the_closing_day_does_not_reopen_what_was_closed(
    sent: Store, tmp_path: Path
) -> None:
    """The absent column was read as a blank one, and closed problems were open again."""
    again = without(PROBLEMS, "完成日期")
    again[1][5] = "记录已补"
    receipt = only(send(sent, write(tmp_path, "再报.csv", again)), "problem")
    assert counts(receipt) == (2, 1, 1, 0)
    assert str(problem(sent, "P1")["closed_on"]) == "2025-05-20" and problem(sent, "P1")["description"] == "记录已补"


def test_a_blank_cell_in_a_column_that_is_there_is_a_blank(sent: Store, tmp_path: Path) -> None:
    again = [list(row) for row in PROBLEMS]
    again[1][7] = ""
    assert only(send(sent, write(tmp_path, "再报.csv", again)), "problem").accepted == 1
    assert problem(sent, "P1")["closed_on"] is None


def test_the_live_row_follows_the_files_when_one_of_them_is_withdrawn(sent: Store, tmp_path: Path) -> None:
    again = without(PROBLEMS, "完成日期")
    again[2][5] = "学习已改"
    second = only(send(sent, write(tmp_path, "再报.csv", again)), "problem")
    closed = [list(row) for row in PROBLEMS[:1] + PROBLEMS[2:]]
    closed[1][7] = "2025-06-01"
    third = only(send(sent, write(tmp_path, "销号.csv", without(closed, "问题描述"))), "problem")
    assert (str(problem(sent, "P2")["closed_on"]), problem(sent, "P2")["description"]) == (
        "2025-06-01",
        "学习已改",
    )
    sent.withdraw(second.batch or "", "我")
    assert (str(problem(sent, "P2")["closed_on"]), problem(sent, "P2")["description"]) == ("2025-06-01", "学习不实")
    sent.withdraw(third.batch or "", "我")
    assert problem(sent, "P2")["closed_on"] is None


def test_which_file_gave_which_column_is_known(sent: Store, tmp_path: Path) -> None:
    again = without(PROBLEMS, "完成日期")
    again[1][5] = "记录已补"
    receipt = only(send(sent, write(tmp_path, "再报.csv", again)), "problem")
    live = sent.live_rows("problem")
    [told] = live.column_sources.to_dicts()
    assert (told["header"], told["file"], told["row_number"]) == ("完成日期", "问题.csv", 2)
    assert (told["live_batch"], told["live_row_number"]) == (receipt.batch, 2)
    assert live.completed["problem_no"].to_list() == ["P1"]
    assert "沿用以前报送的列" in receipt.to_text() and "完成日期：“问题.csv”（1 行）" in receipt.to_text()


def test_the_same_file_with_fewer_columns_brings_nothing_new(sent: Store, tmp_path: Path) -> None:
    receipt = only(send(sent, write(tmp_path, "再报.csv", without(PROBLEMS, "完成日期"))), "problem")
    assert counts(receipt) == (2, 0, 2, 0) and receipt.batch is None


def test_a_required_column_may_be_missing_where_every_key_is_live(sent: Store, tmp_path: Path) -> None:
    rows = without(PROBLEMS, "问题来源", "问题描述", "整改期限")
    rows[2][4] = "2025-06-02"
    receipt = only(send(sent, write(tmp_path, "进度.csv", rows)), "problem")
    assert counts(receipt) == (2, 1, 1, 0) and str(problem(sent, "P2")["closed_on"]) == "2025-06-02"
    assert str(problem(sent, "P2")["due_on"]) == "2025-06-30"


def test_a_new_row_without_a_required_column_goes_back(sent: Store, tmp_path: Path) -> None:
    rows = without(PROBLEMS, "整改期限")
    rows.append(["P3", "永安小学党支部", "巡察", "组织生活", "2025-04-01", "新问题", ""])
    receipt = only(send(sent, write(tmp_path, "进度.csv", rows)), "problem")
    assert counts(receipt) == (3, 0, 2, 1)
    assert "整改期限" in receipt.returns[0].message and "新的" in receipt.returns[0].message


def test_a_file_of_new_rows_alone_without_a_required_column_is_refused_whole(sent: Store, tmp_path: Path) -> None:
    rows = [without(PROBLEMS, "整改期限")[0], ["P9", "永安小学党支部", "巡察", "组织生活", "2025-04-01", "新问题", ""]]
    receipt = only(send(sent, write(tmp_path, "新.csv", rows)), "problem")
    assert receipt.refused is not None and "整改期限" in receipt.refused and counts(receipt) == (0, 0, 0, 0)


def test_a_list_of_members_with_three_columns_leaves_the_roster_as_it_was(tmp_path: Path) -> None:
    """A list of 困难党员 wiped 党内职务 and 岗位 of the roster."""
    store = Store(tmp_path / "家")
    roster = [
        ["党员编号", "姓名", "所在党支部", "人员类别", "党内职务", "岗位", "转入日期"],
        ["D7", "孙七", "永安小学党支部", "正式党员", "书记", "专任教师", "2020-09-01"],
        ["D2", "李四", "永安小学党支部", "正式党员", "", "行政", ""],
    ]
    send(store, basics(tmp_path / "基本"), write(tmp_path, "名册.csv", roster))
    some = [["姓名", "所在党支部", "人员类别"], ["孙七", "永安小学党支部", "正式党员"]]
    send(store, write(tmp_path, "困难党员名单.csv", some))
    [row] = store.live_frame("member").filter(name="孙七").to_dicts()
    assert (row["party_post"], row["post"], str(row["in_on"])) == ("书记", "专任教师", "2020-09-01")


def test_every_file_that_has_all_columns_is_landed_as_before(tmp_path: Path) -> None:
    store = Store(tmp_path / "家")
    send(store, basics(tmp_path / "基本"), write(tmp_path, "活动.csv", ACTIVITIES))
    live = store.live_rows("activity")
    assert live.frame.height == 3 and live.completed.is_empty() and live.column_sources.is_empty()


def hand_in(store: Store, path: Path, *, hold_poorer: bool) -> Receipt:
    """Take a file in as the page does."""
    return only(ingest([path], store, AS_OF, "测试员", check=content, hold_poorer=hold_poorer), "activity")


def test_a_poorer_file_waits_for_a_word_and_nothing_of_it_is_landed_before(tmp_path: Path) -> None:
    store = Store(tmp_path / "home")
    for number in (1, 2):
        rows = [ACTIVITIES[0], *([*row[:3], f"{row[3]}{number}", *row[4:]] for row in ACTIVITIES[1:])]
        send(store, basics(tmp_path / "in"), write(tmp_path, f"{number}.csv", rows))
    before = store.live_frame("activity").height
    short = write(tmp_path, "短.csv", without(ACTIVITIES, "应到人数", "实到人数"))
    held = hand_in(store, short, hold_poorer=True)
    assert held.is_held and held.refused is not None and "仍然接收" in held.refused
    assert held.to_json()["held"] == ["应到人数", "实到人数"]
    assert store.live_frame("activity").height == before
    taken = hand_in(store, short, hold_poorer=False)
    assert counts(taken) == (3, 3, 0, 0) and "held" not in taken.to_json()
    assert not hand_in(store, short, hold_poorer=True).is_held  # somebody has said so already
    whole = hand_in(store, write(tmp_path, "整.csv", ACTIVITIES), hold_poorer=True)
    assert not whole.is_held
