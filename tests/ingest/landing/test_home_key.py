"""Rows and persons are known by hashes of the home's key: by another key everybody would be somebody else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.errors import UserError
from ingest.landing.home_key import key_fault
from ingest.landing.store import Store
from tests.ingest.small_district import basics, send


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"))
    return store


def test_another_key_is_turned_away_with_what_to_do(store: Store, tmp_path: Path) -> None:
    """Everybody was counted twice, and doctor said 正常."""
    store.identity_key.write_bytes(b"k" * 32)
    with pytest.raises(UserError, match=r"不是入库时用的那一个.*从备份中恢复"):
        send(store, tmp_path / "in")
    assert store.live_frame("member").height == 5


def test_the_batches_know_the_key_where_the_home_has_forgotten_it(store: Store, tmp_path: Path) -> None:
    (store.root / "identity.fingerprint").unlink()
    store.identity_key.write_bytes(b"k" * 32)
    with pytest.raises(UserError, match="不是入库时用的"):
        send(store, tmp_path / "in")


def test_a_home_of_before_fingerprints_goes_on_and_writes_its_own_down(store: Store, tmp_path: Path) -> None:
    (store.root / "identity.fingerprint").unlink()
    for path in (store.landed / "manifest").iterdir():
        told = json.loads(path.read_text(encoding="utf-8"))
        for later in ("key", "content", "restated", "is_witness"):
            del told[later]
        path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    older = Store(store.root)
    assert sum(receipt.accepted for receipt in send(older, tmp_path / "in")) == 0
    older.identity_key.write_bytes(b"k" * 32)
    with pytest.raises(UserError, match="不是入库时用的"):
        send(older, tmp_path / "in")


@pytest.mark.parametrize(("content", "said"), [(None, "找不到"), (b"short", "损坏"), (b"k" * 32, "不是入库时用的")])
def test_a_lost_cut_or_wrong_key_is_seen(store: Store, content: bytes | None, said: str) -> None:
    assert key_fault(store) is None
    store.identity_key.unlink()
    if content is not None:
        store.identity_key.write_bytes(content)
    assert said in (key_fault(store) or "")
