"""What an event (党组织变动) says of the types of a 升格 and the parents of a 划转, or why nobody can tell."""

from pathlib import Path

import pytest

from ingest.feedback.receipt import Receipt
from ingest.landing.store import Store
from ingest.ledger import load_ledgers
from ingest.matching.identity import load_identity
from ingest.matching.organisation_names import type_named
from ingest.schema import content_schema
from tests.ingest.small_district import basics, counts, messages, only, send, write

HEADER = ["变动日期", "变动类型", "党组织代码", "变动前", "变动后"]
SIDES = ("before_type", "after_type")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"))
    return store


def land(store: Store, *rows: list[str]) -> Receipt:
    return only(send(store, write(store.root / "in", "变动.csv", [HEADER, *rows])), "organisation_event")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("党支部", "党支部"),
        ("支部", "党支部"),
        ("总支", "党总支"),
        ("党总支部", "党总支"),
        ("联合支部", "联合党支部"),
        ("中共永安小学支部委员会", "党支部"),
        ("中共云岭区第一中学总支部委员会", "党总支"),
        ("第一中学第一党支部", "党支部"),
        ("中共云岭区第一中学委员会", "党委"),
        ("中共云岭区城东片区委员会", "片区党委"),
        ("中共云岭区委教育工作委员会", "区委教育工委"),
        ("改革路小学党支部", "党支部"),
        ("第一中学", None),
        ("党支部改为党总支", None),
        ("支部→总支", None),
        ("支委会", None),
    ],
)
def test_a_type_is_worked_out_of_a_word_or_of_the_ending_of_a_name(text: str, kind: str | None) -> None:
    assert type_named(text) == kind


@pytest.mark.parametrize(
    "sides",
    [
        ("党支部", "党总支"),
        ("支部", "总支"),
        ("中共第一中学支部委员会", "中共第一中学总支部委员会"),
        ("党支部", "一中党总支"),
    ],
)
def test_a_rise_in_words_or_names_lands_with_its_types(store: Store, sides: tuple[str, str]) -> None:
    """Written with names it was accepted without a word, and the half year of the branch was gone from every level."""
    assert counts(land(store, ["2025-03-01", "升格", "010102", *sides])) == (1, 1, 0, 0)
    assert store.live_frame("organisation_event").select(SIDES).row(0) == ("党支部", "党总支")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("第一中学", "党总支", "看不出是哪一类"),
        ("", "党总支", "没有写变动前"),
        ("党支部", "", "没有写变动后"),
        ("中共第一中学总支部委员会", "一中党总支", "看不出升格成了什么"),
    ],
)
def test_a_rise_whose_types_cannot_be_worked_out_goes_back(store: Store, before: str, after: str, said: str) -> None:
    receipt = land(store, ["2025-03-01", "升格", "010102", before, after])
    assert counts(receipt) == (1, 0, 0, 1)
    assert said in messages(receipt) and "党总支" in messages(receipt)


def test_a_rise_that_names_neither_side_is_counted_and_flagged(store: Store) -> None:
    receipt = land(store, ["2025-03-01", "升格", "010102", "", ""])
    assert counts(receipt) == (1, 1, 0, 0)
    assert "没有写变动前、变动后的类别" in receipt.flags[0].message


def test_an_organisation_may_come_from_a_body_outside_the_register(store: Store) -> None:
    """The 镇党委 is nobody's to register, so the move could not be recorded at all."""
    receipt = land(store, ["2025-03-01", "划转", "010101", "中共河口镇委员会", "城东片区"])
    assert counts(receipt) == (1, 1, 0, 0) and "“中共河口镇委员会”不在党组织信息表中" in receipt.flags[0].message
    assert store.live_frame("organisation_event").select("before_code", "after_code").row(0) == ("OUTSIDE", "0101")


def test_where_an_organisation_goes_must_be_in_the_register(store: Store) -> None:
    receipt = land(store, ["2025-03-01", "划转", "010101", "城东片区", "中共河口镇委员会"])
    assert counts(receipt) == (1, 0, 0, 1) and receipt.returns[0].column == "变动后"


def test_a_renaming_keeps_the_hash_that_it_has_in_older_homes(store: Store) -> None:
    """Types are worked out of a 升格 alone; empty in all other rows, they must not make these new."""
    land(store, ["2025-03-01", "更名", "010101", "永平小学党支部", "永安小学党支部"])
    landed = store.live_frame("organisation_event")
    assert landed.select(SIDES).row(0) == (None, None)
    before = [name for name in content_schema(load_ledgers()["organisation_event"]) if name not in SIDES]
    said = repr(("organisation_event", "content", landed.select(before).row(0)))
    assert landed["content_hash"].item() == load_identity(store.identity_key, True).fingerprint(said)
