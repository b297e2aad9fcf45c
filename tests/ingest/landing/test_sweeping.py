"""Nothing that was landed is deleted by itself, and no number is given twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ingest.landing.store import Store
from tests.ingest.small_district import ACTIVITIES, basics, only, send, tree_hash, write


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"), write(tmp_path, "1.csv", ACTIVITIES))
    return store


def test_files_whose_manifests_were_not_restored_are_set_aside_and_come_back(store: Store, tmp_path: Path) -> None:
    """After an incomplete restore the next hand-in deleted all landed files: 15 became 3."""
    before, manifests = tree_hash(store.landed), store.landed / "manifest"
    files = len(list(store.landed.glob("*/*.parquet")))
    manifests.rename(tmp_path / "manifest")
    assert Store(store.root).sweep() and not list(store.landed.glob("*/*.parquet"))
    assert len(list(store.quarantine.glob("*/*.parquet"))) == files
    (tmp_path / "manifest").rename(manifests)
    Store(store.root).sweep()
    assert tree_hash(store.landed) == before


def test_a_file_set_aside_is_not_taken_for_that_of_another_batch(store: Store, tmp_path: Path) -> None:
    batch = store.batches()[-1].batch
    path = store.parquet("activity", batch)
    strange = store.quarantine / "activity" / path.name
    strange.parent.mkdir(parents=True)
    path.rename(tmp_path / "whole.parquet")
    strange.write_bytes(b"something else")
    store.sweep()
    assert strange.exists() and not path.exists()


def test_numbers_go_on_where_an_older_home_was_restored(store: Store, tmp_path: Path) -> None:
    """Another batch of the same name came, and builds went on showing what the first one had held."""
    older = tmp_path / "older"
    shutil.copytree(store.landed, older)
    newer = only(send(store, write(tmp_path, "2.csv", [*ACTIVITIES[:1], [*ACTIVITIES[1][:-1], "2"]])), "activity")
    shutil.rmtree(store.landed)
    older.rename(store.landed)
    again = only(send(store, write(tmp_path, "3.csv", [*ACTIVITIES[:1], [*ACTIVITIES[1][:-1], "1"]])), "activity")
    assert newer.batch == "B000005-activity" and again.batch == "B000006-activity"


def test_a_lost_or_cut_counter_goes_on_from_what_is_there(store: Store, tmp_path: Path) -> None:
    with store.locked():
        (store.root / "batch.counter").write_bytes(b"\xff")
        assert store.next_sequence() == 5
        (store.root / "batch.counter").unlink()
        assert store.next_sequence() == 5 and store.next_sequence() == 6


def test_batches_of_one_name_that_hold_other_things_are_told_apart(store: Store) -> None:
    first, second = store.batches()[:2]
    assert first.content is not None and set(first.content) == {first.ledger, "intake", "quality"}
    assert first.with_content({"school": "a"}).mark != first.with_content({"school": "b"}).mark != second.mark


def test_one_list_of_batches_is_read_whatever_comes_meanwhile(store: Store, tmp_path: Path) -> None:
    """2 of 60 builds were of batches before and after one that was landed while they read."""
    read = store.as_it_is()
    send(store, write(tmp_path, "2.csv", [*ACTIVITIES[:1], [*ACTIVITIES[1][:-1], "2"]]))
    store.withdraw(store.batches()[0].batch, "我")
    assert len(read.live_manifests()) == 4 and read.live_frame("activity")["attended"].to_list() == [3, 2, 1]
