"""Old batches are put together, and nothing that is known of them changes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from ingest.landing import compaction
from ingest.landing.index_faults import index_faults
from ingest.landing.months import Month
from ingest.landing.store import Store
from ingest.ledger import load_ledgers
from pipeline.backup.landed_files import damaged
from pipeline.warehouse.build_input import lay_out_ledger
from tests.ingest.small_district import ACTIVITIES, basics, counts, only, send, tree_hash, write

LATER = datetime(2100, 1, 1)
OTHERS = [ACTIVITIES[0], [*ACTIVITIES[1][:-1], "2"], *ACTIVITIES[2:]]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"), write(tmp_path, "1.csv", ACTIVITIES))
    send(store, write(tmp_path, "2.csv", OTHERS))
    return store


def put_together(store: Store, now: datetime = LATER) -> None:
    with store.locked():
        store.put_together(now)


def told(store: Store) -> tuple[pl.DataFrame, pl.DataFrame, list[str]]:
    """Return what is known: all versions of the activities, what was received, the marks of the batches."""
    versions = store.all_versions("activity").sort("sequence", "row_number")
    return versions, store.intake("activity").sort("sequence", "row_number"), [each.mark for each in store.manifests()]


def test_what_is_known_of_batches_stays_when_they_are_put_together(store: Store, tmp_path: Path) -> None:
    before, files = told(store), len(list(store.landed.glob("activity/*")))
    put_together(store)
    assert [len(list(store.landed.glob(f"{kind}/*-activity.parquet"))) for kind in ("activity", "intake")] == [1, 1]
    assert files == 2 and all(mine.equals(then) for mine, then in zip(told(store)[:2], before[:2], strict=True))
    assert told(store)[2] == before[2]
    assert list(damaged(store.landed, deep=True)) == [] and index_faults(store) == [] and not store.sweep()


def test_batches_that_were_put_together_are_withdrawn_and_sent_again_as_any(store: Store, tmp_path: Path) -> None:
    put_together(store)
    assert counts(only(send(store, tmp_path / "2.csv"), "activity")) == (3, 0, 3, 0)
    store.withdraw(store.batches()[-1].batch, "我")
    assert store.live_frame("activity").filter(topic="学习两会")["attended"].item() == 3
    lay_out_ledger(store, load_ledgers()["activity"], tmp_path / "build")
    laid_out = pl.read_parquet(tmp_path / "build" / "activity" / "M*.parquet")
    assert set(laid_out["batch"]) == {store.live_manifests("activity")[-1].batch}
    assert counts(only(send(store, tmp_path / "2.csv"), "activity")) == (3, 1, 2, 0)
    put_together(store, datetime(2101, 1, 1))
    assert len(list(store.landed.glob("activity/*"))) == len(list(store.landed.glob("month/*-activity.json"))) == 1
    assert index_faults(store) == [] and list(damaged(store.landed, deep=True)) == []


def test_the_newest_months_are_left_alone_and_a_clock_set_back_does_nothing(store: Store) -> None:
    before = tree_hash(store.landed)
    came = store.manifests()[-1].received_at
    put_together(store, came)
    put_together(store, datetime(2000, 1, 1))
    assert tree_hash(store.landed) == before
    put_together(store, datetime(came.year + (came.month > 10), (came.month + 1) % 12 + 1, 1))
    assert len(list(store.landed.glob("activity/*"))) == 1


@pytest.mark.parametrize("step", ["files", "record", "old files"])
def test_a_kill_in_the_middle_loses_nothing(store: Store, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    before = told(store)

    def dies(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if step == "files":
            patch.setattr(compaction, "sha256_of", dies)
        elif step == "record":
            patch.setattr(Month, "write", dies)
        else:
            patch.setattr(Path, "unlink", dies)
        with pytest.raises(KeyboardInterrupt):
            put_together(store)
    for _ in range(2):
        killed = Store(store.root)
        assert all(mine.equals(then) for mine, then in zip(told(killed)[:2], before[:2], strict=True))
        put_together(killed)
        assert not killed.quarantine.exists() and list(damaged(killed.landed, deep=True)) == []
    assert len(list(store.landed.glob("activity/*"))) == 1 and index_faults(killed) == []


def test_a_batch_that_is_not_what_was_landed_is_left_for_the_doctor(store: Store) -> None:
    path = store.parquet("activity", store.batches()[-1].batch)
    pl.read_parquet(path).with_columns(attended=pl.lit(99, dtype=pl.Int64)).write_parquet(path)
    put_together(store)
    assert list(damaged(store.landed, deep=True)) == [path]


def test_a_month_whose_record_was_not_restored_is_set_aside_and_comes_back(store: Store, tmp_path: Path) -> None:
    put_together(store)
    before = told(store)[0]
    (store.landed / "month").rename(tmp_path / "month")
    assert Store(store.root).sweep() and list(store.quarantine.glob("activity/M*.parquet"))
    (tmp_path / "month").rename(store.landed / "month")
    Store(store.root).sweep()
    assert told(Store(store.root))[0].equals(before) and list(damaged(store.landed, deep=True)) == []
