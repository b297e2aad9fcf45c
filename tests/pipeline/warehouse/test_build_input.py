"""What a build reads: known by what batches hold, and laid out as the store counts it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from ingest.landing.store import Store
from pipeline.selfcheck.sequences import as_built
from pipeline.warehouse.build_input import fingerprint
from tests.ingest.small_district import ACTIVITIES, basics, only, send, write

DAY = date(2025, 12, 31)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"))
    return store


def test_another_batch_of_the_same_name_is_seen(store: Store, tmp_path: Path) -> None:
    """Names alone were hashed: after an older home was restored, figures of batches that were gone stayed."""
    other = Store(shutil.copytree(store.root, tmp_path / "other"))
    send(store, write(tmp_path, "1.csv", ACTIVITIES))
    send(other, write(tmp_path, "2.csv", ACTIVITIES[:2]))
    assert [each.batch for each in store.batches()] == [each.batch for each in other.batches()]
    assert fingerprint(store, DAY, []) != fingerprint(other, DAY, [])
    assert fingerprint(store, DAY, []) == fingerprint(Store(store.root), DAY, [])


def test_a_witness_alone_is_no_reason_to_build(store: Store, tmp_path: Path) -> None:
    send(store, write(tmp_path, "1.csv", ACTIVITIES))
    before = fingerprint(store, DAY, [])
    send(store, write(tmp_path, "2.csv", [ACTIVITIES[0], *ACTIVITIES[:0:-1]]))
    assert len(store.witnesses("activity")) == 1 and fingerprint(store, DAY, []) == before


def test_a_build_counts_a_row_said_again_once_its_first_batch_is_withdrawn(store: Store, tmp_path: Path) -> None:
    first = only(send(store, write(tmp_path, "1.csv", ACTIVITIES)), "activity")
    send(store, write(tmp_path, "2.csv", [*ACTIVITIES, ["永安小学党支部", "2025-05-07", "党课", "新课", "3", "3"]]))
    assert as_built(store, "activity", tmp_path / "one")["file"].value_counts().sort("file").rows() == [
        ("1.csv", 3),
        ("2.csv", 1),
    ]
    store.withdraw(first.batch or "", "我")
    assert as_built(store, "activity", tmp_path / "two")["file"].to_list() == ["2.csv"] * 4
