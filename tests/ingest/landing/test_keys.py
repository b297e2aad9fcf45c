"""What makes two rows the same row, also in homes that hold rows with a key of fewer columns."""

from pathlib import Path

import pytest

import ingest.run
from ingest.landing.store import Store
from ingest.ledger import Ledger, load_ledgers
from tests.ingest.small_district import basics, counts, only, send, write

HEADER = ["年度", "党组织", "姓名", "党员编号", "材料类型", "完成日期", "题目"]
IN_SCHOOL = ["2025", "一中第一党支部", "赵六", "D4", "述职", "2025-06-20", "2025年述职报告"]
IN_OTHER = ["2025", "永安小学党支部", "赵六", "D4", "述职", "2025-12-20", "2025年述职报告"]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"))
    return store


def test_one_person_may_report_under_one_title_for_two_organisations(store: Store) -> None:
    """Both rows went back as one and the same with two contents."""
    receipt = only(send(store, write(store.root / "in", "述职.csv", [HEADER, IN_SCHOOL, IN_OTHER])), "deliverable")
    assert counts(receipt) == (2, 2, 0, 0)


def test_the_report_for_one_organisation_does_not_take_the_place_of_that_for_another(store: Store) -> None:
    send(store, write(store.root / "in", "一.csv", [HEADER, IN_SCHOOL]))
    send(store, write(store.root / "in", "二.csv", [HEADER, IN_OTHER]))
    assert sorted(store.live_frame("deliverable")["org_code"]) == ["010101", "01010201"]


def test_a_row_landed_before_its_organisation_was_part_of_the_key_is_still_the_same_row(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else everything handed in before would count twice as soon as a file is sent again."""
    with monkeypatch.context() as older:
        older.setattr(ingest.run, "load_ledgers", _with_the_key_of_before)
        send(store, write(store.root / "in", "旧.csv", [HEADER, IN_SCHOOL]))
    corrected = [*IN_SCHOOL[:5], "2025-06-21", IN_SCHOOL[6]]
    receipt = only(send(store, write(store.root / "in", "新.csv", [HEADER, corrected, IN_OTHER])), "deliverable")
    assert counts(receipt) == (2, 2, 0, 0)
    live = store.live_frame("deliverable").sort("org_code")
    assert live["org_code"].to_list() == ["010101", "01010201"]
    assert live["done_on"].cast(str).to_list() == ["2025-12-20", "2025-06-21"]


GROUP_HEADER = ["党组织", "活动日期", "活动类型", "活动主题", "应到人数", "实到人数"]
GROUP_MEETING = ["永安小学党支部", "2025-03-07", "党小组会", "学习两会", "3", "3"]


def test_equal_meetings_of_groups_without_their_group_are_flagged_and_not_swallowed(store: Store) -> None:
    """Two groups met on one day with one topic; the second row was 已有不变 and nobody was told."""
    rows = [GROUP_HEADER, GROUP_MEETING, GROUP_MEETING]
    receipt = only(send(store, write(store.root / "in", "小组.csv", rows)), "activity")
    assert counts(receipt) == (2, 1, 1, 0)
    assert [note.row for note in receipt.flags if "与第 3 行完全相同" in note.message and "党小组" in note.message] == [
        2
    ]


def test_equal_meetings_of_the_whole_branch_are_one_without_a_word(store: Store) -> None:
    meeting = [*GROUP_MEETING[:2], "主题党日", *GROUP_MEETING[3:]]
    receipt = only(send(store, write(store.root / "in", "全体.csv", [GROUP_HEADER, meeting, meeting])), "activity")
    assert counts(receipt) == (2, 1, 1, 0) and not [note for note in receipt.flags if "完全相同" in note.message]


def _with_the_key_of_before() -> dict[str, Ledger]:
    ledgers = load_ledgers()
    older = ledgers["deliverable"].model_copy(update={"key": ledgers["deliverable"].key_before, "key_before": ()})
    return {**ledgers, "deliverable": older}
