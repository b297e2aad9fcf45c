import json
from pathlib import Path

import pytest

from ingest.feedback.receipt import Note, Receipt, write_receipts
from ingest.landing.store import Store
from tests.ingest.small_district import ACTIVITIES, MEMBERS, basics, only, send, write


def test_a_receipt_that_loses_a_row_cannot_be_made() -> None:
    with pytest.raises(AssertionError):
        Receipt("f", "activity", read=3, accepted=1, unchanged=1, returned=0)


def test_the_program_s_receipt_has_exactly_the_agreed_fields() -> None:
    receipt = Receipt(
        "f.xlsx",
        "activity",
        "组织生活活动台账",
        "B000001-activity",
        2,
        1,
        0,
        1,
        1,
        returns=[Note("表", 5, None, "错")],
    )
    assert receipt.to_json() == {
        "file": "f.xlsx", "ledger": "activity", "batch": "B000001-activity", "read": 2, "accepted": 1, "unchanged": 0,
        "returned": 1, "flagged": 1, "refused": None,
        "returns": [{"sheet": "表", "row": 5, "column": None, "message": "错"}], "columns": [],
    }  # fmt: skip


def test_the_clerk_reads_what_went_back_where_and_what_to_do(tmp_path: Path) -> None:
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"), write(tmp_path, "1.csv", ACTIVITIES))
    newer = [ACTIVITIES[0], ACTIVITIES[1], ["没有的支部", "2025-04-07", "党课", "甲", "3", "2"]]
    receipt = only(send(store, write(tmp_path, "活动 2025.csv", newer)), "activity")
    assert receipt.folder is not None
    text = (receipt.folder / "回执.txt").read_text(encoding="utf-8-sig")
    for part in (
        "共读取 2 行，入库 0 行，已有不变 1 行，退回 1 行",
        "第 3 行，“党组织”列",
        "退回_活动 2025.xlsx",
    ):
        assert part in text
    assert json.loads((receipt.folder / "receipt.json").read_text(encoding="utf-8")) == [receipt.to_json()]


def test_what_a_roster_lacks_is_listed_with_what_to_do(tmp_path: Path) -> None:
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"))
    receipt = only(send(store, write(tmp_path, "名册.csv", MEMBERS[:2])), "member")
    assert receipt.folder is not None
    text = (receipt.folder / "回执.txt").read_text(encoding="utf-8-sig")
    assert "a党员.csv，工作表“a党员”第 3 行" in text and "--replace" in text


def test_a_file_with_fewer_columns_than_usual_is_told_so(tmp_path: Path) -> None:
    """A list for another purpose landed without a word."""
    store = Store(tmp_path / "home")
    for number in (1, 2):
        rows = [ACTIVITIES[0], *([*row[:3], f"{row[3]}{number}", *row[4:]] for row in ACTIVITIES[1:])]
        send(store, basics(tmp_path / "in"), write(tmp_path, f"{number}.csv", rows))
    short = [row[:4] for row in ACTIVITIES]
    receipt = only(send(store, write(tmp_path, "短.csv", short)), "activity")
    assert receipt.poorer == ("应到人数", "实到人数") and "少了这些列：应到人数、实到人数" in receipt.to_text()


def test_a_refusal_says_why_and_nothing_else(tmp_path: Path) -> None:
    write_receipts([Receipt("f", None, refused="打不开。")], tmp_path / "r")
    text = (tmp_path / "r" / "回执.txt").read_text(encoding="utf-8-sig")
    assert "没有入库" in text and "打不开。" in text and "批次" not in text


def test_receipts_of_one_second_do_not_overwrite_each_other(tmp_path: Path) -> None:
    store = Store(tmp_path / "home")
    first = write(tmp_path / "a", "同名.csv", ACTIVITIES)
    second = write(tmp_path / "b", "同名.csv", ACTIVITIES)
    folders = {receipt.folder for receipt in send(store, first, second)}
    assert len(folders) == 2
