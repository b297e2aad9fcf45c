"""A build asks for room before it begins, and gives back what it used however it ends."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from ingest.errors import UserError
from ingest.full_disk import FullDisk
from ingest.landing.store import Store
from pipeline.warehouse import build as build_module
from pipeline.warehouse import room
from pipeline.warehouse.build import build
from pipeline.warehouse.publish import current_build, publish
from pipeline.warehouse.room import scratch_of, with_room
from tests.ingest.small_district import AS_OF, basics, send


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    send(Store(tmp_path / "home"), basics(tmp_path / "in"))
    yield tmp_path / "home"


def full(*_: object, **__: object) -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_without_room_no_build_begins_and_both_sizes_are_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "room", lambda place: 7 << 20)
    monkeypatch.setattr(build_module, "_filled", full)  # it is not come so far
    with pytest.raises(FullDisk, match=r"大约需要 \d+\.\d MB.*还剩 7\.0 MB"):
        build(home, AS_OF)
    assert not (home / "build.counter").exists()


@pytest.mark.parametrize("where", ["lay_out", "on_duckdb", "publish", "write_text"])
def test_wherever_the_disk_fills_up_the_published_build_stays_and_no_scratch(
    home: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """A traceback, and a scratch database of a gigabyte left on the disk that was full."""
    warehouse = home / "warehouse"
    scratch = scratch_of(warehouse)
    (warehouse / "b1.duckdb").parent.mkdir()
    (warehouse / "b1.duckdb").write_bytes(b"published")
    (warehouse / "CURRENT").write_text("b1", encoding="utf-8")
    monkeypatch.setattr(build_module, "previous", lambda *_: {})
    monkeypatch.setattr(build_module, "on_duckdb", lambda work: work.database.with_suffix(".duckdb.wal").touch())
    monkeypatch.setattr(build_module, "publish", lambda *_: None)
    monkeypatch.setattr(build_module, where, full)
    with pytest.raises(FullDisk, match=r"建仓没有做完，已发布的数据不受影响"):
        build(home, AS_OF)
    assert not list(scratch.parent.glob("*")) and not (warehouse / "input").exists()
    assert current_build(warehouse).stem == "b1"
    assert not list(warehouse.glob("*.tmp"))


def test_what_dbt_says_of_a_full_disk_is_said_in_our_words(tmp_path: Path) -> None:
    """dbt hands on the text of the database among what failed."""
    with pytest.raises(FullDisk), with_room(tmp_path, tmp_path):
        raise UserError("没有通过的是：x：IO Error: Could not write file: No space left on device")


def test_a_copy_that_was_not_finished_does_not_stay(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="scratch"):
        publish(tmp_path / "no scratch.duckdb", tmp_path, "b2")
    assert not list(tmp_path.glob("b2*"))


def test_what_the_database_spilled_is_cleared_too(tmp_path: Path) -> None:
    """DuckDB spills into a folder; clearing it as a file made every later build fail."""
    (scratch_of(tmp_path).parent / "scratch.duckdb.tmp").mkdir(parents=True)
    room.clear(tmp_path)
    assert not list(scratch_of(tmp_path).parent.iterdir())
    shutil.rmtree(tmp_path)
