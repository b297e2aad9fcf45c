"""The index is worked out from the batches: it may be lost, cut or late, and never decides what counts."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ingest.landing.batch_files import BatchFiles
from ingest.landing.index.book import Index
from ingest.landing.index.tables import FILE
from ingest.landing.index_faults import Remade, index_faults
from ingest.landing.store import Store
from tests.ingest.small_district import ACTIVITIES, basics, counts, only, send, write

OTHERS = [ACTIVITIES[0], [*ACTIVITIES[1][:-1], "2"], *ACTIVITIES[2:]]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"), write(tmp_path, "1.csv", ACTIVITIES))
    return store


def test_a_small_file_opens_no_batch_but_those_whose_rows_it_has(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each hand-in opened every batch of its ledger three times: 0.12 CPU seconds a file became 1.18 at 360 batches."""
    for month in range(1, 6):
        send(store, write(tmp_path, f"{month}.csv", [ACTIVITIES[0], [*ACTIVITIES[1][:3], f"第{month}课", "3", "3"]]))
    opened: list[str] = []
    read = BatchFiles.read

    def noted(self: BatchFiles, kind: str, batches: list[str], columns: tuple[str, ...] = ()) -> object:
        opened.extend(batch for batch in batches if kind == "activity")
        return read(self, kind, batches, columns)

    monkeypatch.setattr(BatchFiles, "read", noted)
    send(store, write(tmp_path, "6.csv", [ACTIVITIES[0], [*ACTIVITIES[1][:3], "第6课", "3", "3"]]))
    assert opened == []
    send(store, write(tmp_path, "6.csv", [ACTIVITIES[0], [*ACTIVITIES[1][:3], "第6课", "3", "2"]]))
    assert set(opened) <= {each.batch for each in store.batches()[-2:]}


@pytest.mark.parametrize("damage", [b"", b"rubbish" * 99, None], ids=["empty", "rubbish", "lost"])
def test_an_index_that_is_lost_or_spoilt_is_made_anew(store: Store, tmp_path: Path, damage: bytes | None) -> None:
    path = store.root / FILE
    path.unlink()
    if damage is not None:
        path.write_bytes(damage)
    assert counts(only(send(store, write(tmp_path, "2.csv", OTHERS)), "activity")) == (3, 1, 2, 0)
    assert index_faults(store) == []


def test_an_index_that_was_cut_is_noticed_though_the_pages_asked_for_are_there(store: Store, tmp_path: Path) -> None:
    path = store.root / FILE
    path.write_bytes(path.read_bytes()[:-4096])
    assert len(index_faults(store)) == 1
    assert counts(only(send(store, write(tmp_path, "2.csv", OTHERS)), "activity")) == (3, 1, 2, 0)
    assert index_faults(store) == []


def test_a_kill_between_a_batch_and_the_index_is_healed(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Index, "note", dies)
        with pytest.raises(KeyboardInterrupt):
            send(store, write(tmp_path, "2.csv", OTHERS))
    assert store.live_frame("activity")["attended"].to_list() == [2, 1, 2]
    assert counts(only(send(store, tmp_path / "2.csv"), "activity")) == (3, 0, 3, 0)
    assert index_faults(store) == []


def test_a_home_restored_from_before_is_not_answered_from_the_index_of_later(store: Store, tmp_path: Path) -> None:
    """The row would have been taken for one that is live already, and have been lost."""
    last = only(send(store, write(tmp_path, "2.csv", OTHERS)), "activity").batch or ""
    for path in store.landed.glob(f"*/{last}.*"):
        path.unlink()
    assert counts(only(send(Store(store.root), tmp_path / "2.csv"), "activity")) == (3, 1, 2, 0)


def test_a_batch_whose_file_is_lost_keeps_its_ledger_out_and_no_other(store: Store, tmp_path: Path) -> None:
    store.parquet("activity", store.batches()[-1].batch).unlink()
    refused = only(send(store, write(tmp_path, "2.csv", OTHERS)), "activity").refused
    assert refused is not None and "丢失或损坏" in refused
    assert only(send(store, tmp_path / "in"), "member").refused is None
    store.withdraw(store.batches()[-1].batch, "我")
    assert only(send(store, tmp_path / "2.csv"), "activity").accepted == 3


def test_what_the_index_holds_is_held_against_the_batches(store: Store) -> None:
    with closing(sqlite3.connect(store.root / FILE)) as index, index:
        index.execute("update row set content_hash = 'x' where row_key = (select max(row_key) from row)")
    [said] = index_faults(store)
    assert "1" in said or "2 处" in said


def test_an_index_made_once_to_compare_with_follows_the_batches(store: Store, tmp_path: Path) -> None:
    """The self-check keeps it over thousands of looks: kept as it was, it would have found what is right wrong."""
    remade = Remade()
    assert index_faults(store, remade) == []
    batch = only(send(store, write(tmp_path, "2.csv", OTHERS)), "activity").batch or ""
    assert index_faults(store, remade) == []
    store.withdraw(batch, "我")
    assert index_faults(store, remade) == []
    with closing(sqlite3.connect(store.root / FILE)) as index, index:
        index.execute("update row set is_live = 1 - is_live where ledger = 'activity'")
    assert len(index_faults(store, remade)) == 1


def test_registers_of_many_small_files_are_read_as_one(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.landing.index.book._LOOSE", 2)
    for number in range(4):
        rows = [
            ["党员编号", "姓名", "所在党支部", "人员类别"],
            [f"N{number}", f"新党员{number}", "永安小学党支部", "正式党员"],
        ]
        send(store, write(tmp_path, f"名册{number}.csv", rows))
    before = store.live_frame("member").sort("row_key")
    store.withdraw(store.batches()[-1].batch, "我")
    with store.locked():
        store.set_right()
        inside = store.live_frame("member").sort("row_key")
    assert inside.equals(store.live_frame("member").sort("row_key")) and inside.height == before.height - 1
    assert index_faults(store) == []
