"""What a sender hands in for others: a school's clerk landed rows of every school, and the registers too."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import UserError
from ingest.feedback.receipt import Receipt
from ingest.landing.others_rows import owners_within
from ingest.landing.store import Store
from ingest.run import ingest
from ingest.sender import Sender, sender_of
from tests.ingest.small_district import (
    ACTIVITIES,
    AS_OF,
    MEMBERS,
    ORGANISATIONS,
    basics,
    content,
    counts,
    messages,
    only,
    send,
    write,
)

CLERK = Sender(name="一中文书", role="学校", unit_level="school", unit_id="2102")
CHIEF = Sender(name="区办", role="区级管理员", unit_level="district", unit_id="01")
DISCIPLINE = Sender(name="纪检", role="纪检专员", unit_level="district", unit_id="01")
CASES = [
    ["编号", "党组织", "决定日期", "对象类别", "当事人编号", "处分类别", "处理种类"],
    ["J1", "一中党总支", "2025-03-01", "党员", "P1", "党纪处分", "警告"],
]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    landed = Store(tmp_path / "家 home")
    send(landed, basics(tmp_path / "报送 in"))
    return landed


def hand_in(store: Store, sender: Sender, *paths: Path) -> list[Receipt]:
    return ingest(list(paths), store, AS_OF, sender.name, check=content, sender=sender)


def test_rows_of_another_school_go_back_and_the_own_ones_land(store: Store, tmp_path: Path) -> None:
    receipt = only(hand_in(store, CLERK, write(tmp_path, "c活动.csv", ACTIVITIES)), "activity")
    assert counts(receipt) == (3, 1, 0, 2)
    assert "“永安小学党支部”不在您的学校范围内，您只能报送本单位及所属党组织的数据。" in messages(receipt)
    assert store.live_frame("activity")["org_code"].to_list() == ["010102"]
    assert [one.received_by for one in store.batches() if one.ledger == "activity"] == ["一中文书"]


def test_a_row_of_another_school_does_not_list_what_that_school_has(store: Store, tmp_path: Path) -> None:
    """The receipt of a roster lists what it lacks: one line named every member of the other school's file."""
    roster = write(tmp_path, "花名册.csv", [MEMBERS[0], ["D9", "钱七", "", "010101", "永安小学", "正式党员", "", ""]])
    theirs = only(hand_in(store, CLERK, roster), "member")
    assert (counts(theirs), theirs.missing) == ((1, 0, 0, 1), [])
    assert only(hand_in(store, CHIEF, roster), "member").missing != []


def test_a_file_that_the_district_has_landed_is_still_not_the_schools_to_send(store: Store, tmp_path: Path) -> None:
    activities = write(tmp_path, "c活动.csv", ACTIVITIES)
    assert counts(only(hand_in(store, CHIEF, activities), "activity")) == (3, 3, 0, 0)
    assert counts(only(hand_in(store, CLERK, activities), "activity")) == (3, 0, 1, 2)


@pytest.mark.parametrize(
    ("sender", "rows", "taken"),
    [
        (CLERK, ORGANISATIONS, False),
        (DISCIPLINE, ORGANISATIONS, False),
        (CHIEF, ORGANISATIONS, True),
        (CHIEF, CASES, False),
        (CLERK, CASES, False),
        (DISCIPLINE, CASES, True),
        (DISCIPLINE, ACTIVITIES, False),
    ],
)
def test_a_ledger_is_taken_from_those_alone_who_keep_it(
    sender: Sender, rows: list[list[str]], taken: bool, store: Store, tmp_path: Path
) -> None:
    before = len(list(store.batches()))
    (receipt,) = hand_in(store, sender, write(tmp_path, "台账.csv", rows))
    assert (receipt.refused is None) is taken
    if not taken:
        assert f"您的身份是{sender.role}，所以没有接收" in str(receipt.refused)
        assert len(list(store.batches())) == before


def test_who_owns_the_home_is_not_restricted(store: Store, tmp_path: Path) -> None:
    assert send(store, write(tmp_path, "台账.csv", CASES))[0].refused is None


@pytest.mark.parametrize(
    ("level", "unit", "within"),
    [
        ("district", "01", None),
        ("area", "0101", {"0101", "010101", "010102", "01010201", "01010202", "2101", "2102"}),
        ("school", "2102", {"010102", "01010201", "01010202", "2102"}),
        ("school", "nowhere", {"nowhere"}),
        ("branch", "010101", {"010101"}),
    ],
)
def test_a_sender_speaks_for_what_the_register_puts_below_the_own_unit(
    level: str, unit: str, within: set[str] | None, store: Store
) -> None:
    sender = sender_of(f'{{"name": "甲", "role": "片区", "unit_level": "{level}", "unit_id": "{unit}"}}')
    assert owners_within(sender, store.live_frame("organisation")) == within


@pytest.mark.parametrize("text", ["", "{}", '{"name":"甲","role":"局长","unit_level":"district","unit_id":"1"}'])
def test_a_sender_that_is_none_is_refused_and_never_taken_for_the_owner(text: str) -> None:
    with pytest.raises(UserError, match="报送人的身份和单位没有写对"):
        sender_of(text)
