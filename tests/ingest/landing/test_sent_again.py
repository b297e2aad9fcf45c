"""A row counts by what is live when it comes, and a batch that is withdrawn gives way to the next newest word."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from ingest.landing.store import Store
from ingest.ledger import load_ledgers
from pipeline.selfcheck.sequences import diverging
from pipeline.warehouse.build_input import lay_out_ledger
from tests.ingest.small_district import ACTIVITIES, basics, counts, only, send, tree_hash, write

OTHERS = [ACTIVITIES[0], [*ACTIVITIES[1][:-1], "2"], *ACTIVITIES[2:]]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"))
    return store


def attended(store: Store) -> int | None:
    """Return what counts of the one row that the files disagree about; None if it does not count."""
    rows = store.live_frame("activity").filter(topic="学习两会")
    return int(rows["attended"].item()) if rows.height else None


def test_an_older_file_sent_again_counts_again(store: Store, tmp_path: Path) -> None:
    """A, B, A left the value of B, and the receipt said 已有不变."""
    first, second = write(tmp_path, "1.csv", ACTIVITIES), write(tmp_path, "2.csv", OTHERS)
    send(store, first)
    send(store, second)
    assert attended(store) == 2
    again = only(send(store, first), "activity")
    assert counts(again) == (3, 1, 2, 0) and attended(store) == 3
    store.withdraw(again.batch or "", "我")
    assert attended(store) == 2


def test_a_row_that_a_complete_file_took_out_counts_when_it_is_sent_again(store: Store, tmp_path: Path) -> None:
    """A, `--replace` without A's row, A left the row missing."""
    first = write(tmp_path, "1.csv", ACTIVITIES)
    send(store, first)
    without = [ACTIVITIES[0], *ACTIVITIES[2:]]
    assert only(send(store, write(tmp_path, "2.csv", without), replace=True), "activity").retired == 1
    assert attended(store) is None
    assert counts(only(send(store, first), "activity")) == (3, 1, 2, 0) and attended(store) == 3


def test_withdrawing_one_of_two_files_with_the_same_row_leaves_the_row(store: Store, tmp_path: Path) -> None:
    """The row was nobody's but the first file's, and went with it."""
    first = only(send(store, write(tmp_path, "1.csv", ACTIVITIES)), "activity")
    more = write(tmp_path, "2.csv", [*ACTIVITIES, ["永安小学党支部", "2025-05-07", "党课", "新课", "3", "3"]])
    second = only(send(store, more), "activity")
    assert counts(second) == (4, 1, 3, 0)
    store.withdraw(first.batch or "", "我")
    assert store.live_frame("activity").height == 4
    assert set(store.live_frame("activity")["file"]) == {"2.csv"}
    store.withdraw(second.batch or "", "我")
    assert store.live_frame("activity").is_empty()


def test_a_row_that_stands_in_is_received_as_the_one_that_was_withdrawn_had_been(store: Store, tmp_path: Path) -> None:
    """The share of rows that went back (Q02) was counted over fewer rows than had come."""
    first = only(send(store, write(tmp_path, "1.csv", ACTIVITIES)), "activity")
    send(store, write(tmp_path, "2.csv", [*ACTIVITIES, ["永安小学党支部", "2025-05-07", "党课", "新课", "3", "3"]]))
    before = set(store.intake("activity").filter(outcome="accepted")["row_hash"])
    store.withdraw(first.batch or "", "我")
    lay_out_ledger(store, load_ledgers()["activity"], tmp_path / "build")
    for received in (
        store.intake("activity"),
        pl.read_parquet(tmp_path / "build" / "intake" / "standing_in_*.parquet"),
    ):
        assert set(received.filter(outcome="accepted")["row_hash"]) <= before
    assert set(store.intake("activity").filter(outcome="accepted")["row_hash"]) == before and len(before) == 4


def test_a_file_that_brought_nothing_new_is_a_batch_once_it_is_needed(store: Store, tmp_path: Path) -> None:
    """It could be neither listed nor withdrawn, and yet its rows were the only ones left."""
    first = only(send(store, write(tmp_path, "1.csv", ACTIVITIES)), "activity")
    same = write(tmp_path, "再报.csv", [ACTIVITIES[0], *ACTIVITIES[:0:-1]])
    assert only(send(store, same), "activity").batch is None and store.batches()[-1].batch == first.batch
    before = tree_hash(store.landed)
    assert only(send(store, same), "activity").batch is None and tree_hash(store.landed) == before
    store.withdraw(first.batch or "", "我")
    assert store.batches()[-1].file == "再报.csv" and store.live_frame("activity").height == 3
    store.withdraw(store.batches()[-1].batch, "我")
    assert store.live_frame("activity").is_empty()


def test_a_row_said_again_after_it_was_taken_out_does_not_rest_on_the_version_of_before(
    store: Store, tmp_path: Path
) -> None:
    """It said what an older version had said, which a complete file had taken out since, and went with it."""
    without = [ACTIVITIES[0], *ACTIVITIES[2:]]
    send(store, write(tmp_path, "1.csv", ACTIVITIES))
    send(store, write(tmp_path, "2.csv", without), replace=True)
    third = only(send(store, write(tmp_path, "3.csv", ACTIVITIES[:2])), "activity")
    send(store, write(tmp_path, "4.csv", [*ACTIVITIES[:2], ["永安小学党支部", "2025-05-07", "党课", "新课", "3", "3"]]))
    store.withdraw(third.batch or "", "我")
    assert attended(store) == 3


def test_a_file_sent_again_is_newer_than_one_that_said_the_same_as_another_meanwhile(
    store: Store, tmp_path: Path
) -> None:
    """Two files that disagree, sent again together, were nothing new; the third spoke once one was withdrawn."""
    first, second = write(tmp_path, "1.csv", ACTIVITIES), write(tmp_path, "2.csv", OTHERS)
    send(store, first)
    send(store, second)
    assert only(send(store, write(tmp_path, "3.csv", [OTHERS[0], *OTHERS[:0:-1]])), "activity").batch is None
    send(store, first, second)
    assert attended(store) == 2
    for each in [batch for batch in store.batches() if batch.file == "2.csv"]:
        store.withdraw(each.batch, "我")
    assert attended(store) == 3


def test_what_a_withdrawn_file_alone_said_of_a_row_is_blank(store: Store, tmp_path: Path) -> None:
    """A file that lacks the column had been filled from it, and kept the value when it was taken back."""
    send(store, write(tmp_path, "1.csv", [row[:4] for row in ACTIVITIES]))
    second = only(send(store, write(tmp_path, "2.csv", ACTIVITIES)), "activity")
    named = [[*row[:4], place] for row, place in zip(ACTIVITIES, ("地点", "礼堂", "", ""), strict=True)]
    send(store, write(tmp_path, "3.csv", named))
    assert attended(store) == 3
    store.withdraw(second.batch or "", "我")
    [row] = store.live_frame("activity").filter(topic="学习两会").to_dicts()
    assert (row["attended"], row["place"]) == (None, "礼堂")


def test_random_sequences_end_as_a_plain_model_says(tmp_path: Path) -> None:
    """Of 300 sequences 55 ended otherwise. `python -m pipeline.selfcheck.sequences` tries 2,000."""
    assert diverging(tmp_path, sequences=15, seed=1) == []


def test_rows_that_differ_in_their_remark_alone_are_one_and_none_is_lost(store: Store, tmp_path: Path) -> None:
    """A clerk wrote one meeting twice, once with a remark: both rows went back, and the meeting was not held."""
    head, first, *_ = ACTIVITIES
    remarked = [[*head, "备注"], [*first, ""], [*first, "1 人请假"], [*first, "已补学"]]
    done = only(send(store, write(tmp_path, "1.csv", remarked)), "activity")
    assert counts(done) == (3, 1, 2, 0) and done.flagged == 1
    assert "只有备注不同" in done.flags[0].message and "第 3 行、第 4 行" in done.flags[0].message
    assert store.live_frame("activity")["remark"].to_list() == ["1 人请假；已补学"]
    again = only(send(store, write(tmp_path, "2.csv", remarked)), "activity")
    assert counts(again) == (3, 0, 3, 0)
    other = [[*head, "备注"], [*first, "甲"], [*first[:-1], "1", "乙"]]
    assert only(send(store, write(tmp_path, "3.csv", other)), "activity").returned == 2


def test_two_branches_that_hand_in_the_same_sheet_each_have_its_rows(store: Store, tmp_path: Path) -> None:
    """Only the folder told them apart, and the second was 已有不变: its meetings were lost without a word."""
    sheet = [ACTIVITIES[0][1:], ACTIVITIES[1][1:]]
    for name in ("永安小学党支部", "一中第一党支部"):
        write(tmp_path / "报送" / name, "活动.csv", sheet)
    for _ in range(2):
        receipts = send(store, tmp_path / "报送")
        assert store.live_frame("activity")["org_code"].sort().to_list() == ["010101", "01010201"]
    assert [counts(receipt) for receipt in receipts] == [(1, 0, 1, 0), (1, 0, 1, 0)]
