"""What `doctor` says of a home: each damage in a line with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.landing.store import Store
from pipeline.commands.doctor import examine
from tests.ingest.small_district import basics, send


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"))
    return store


def found(store: Store, what: str) -> list[tuple[str, bool]]:
    """Return what is found of one thing, and whether it is well."""
    return [(each.found, each.is_well) for each in examine(store.root) if each.what == what]


def test_a_wrong_key_is_not_well(store: Store) -> None:
    assert [is_well for _, is_well in found(store, "身份密钥")] == [True]
    store.identity_key.write_bytes(b"k" * 32)
    ((said, is_well),) = found(store, "身份密钥")
    assert not is_well and "从备份中恢复" in said
    store.identity_key.unlink()
    assert [is_well for _, is_well in found(store, "身份密钥")] == [False]


def test_landed_files_that_no_manifest_knows_are_counted(store: Store) -> None:
    assert found(store, "没有清单的文件") == []
    for path in (store.landed / "manifest").glob("*-member.json"):
        path.unlink()
    for _ in range(2):  # before they are set aside, and after
        ((said, is_well),) = found(store, "没有清单的文件")
        assert not is_well and said.startswith("有 3 个")
        store.sweep()
