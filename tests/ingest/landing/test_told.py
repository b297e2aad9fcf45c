"""A disk that fills up while files are landed: a sentence, nothing half, and the same files go in afterwards."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.feedback import write_feedback
from ingest.full_disk import FullDisk, is_full_disk, room, size
from ingest.landing import whole_files
from ingest.landing.store import Store
from tests.ingest.small_district import basics, send

_ENOUGH = 500
"""More writes than these files need."""


class Disk:
    """Counts what is written, and is full from one write on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.writes, self.full_from = 0, _ENOUGH
        monkeypatch.setattr(whole_files, "_publish", self.meeting(whole_files._publish))
        monkeypatch.setattr(write_feedback, "write_receipts", self.meeting(write_feedback.write_receipts))

    def meeting(self, write: Callable[..., Any]) -> Callable[..., Any]:
        def written(*given: Any, **named: Any) -> Any:
            self.writes += 1
            if self.writes >= self.full_from:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return write(*given, **named)

        return written


def test_at_whichever_write_the_disk_is_full_nothing_is_half_and_the_files_go_in_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ended in a traceback, with rows of a batch that had no manifest, and no word on what had been landed."""
    folder = basics(tmp_path / "in")
    disk = Disk(monkeypatch)
    whole = Store(tmp_path / "whole")
    send(whole, folder)
    members = whole.live_frame("member").height
    for write in (*range(1, disk.writes, 3), disk.writes):
        disk.writes, disk.full_from = 0, write
        home = tmp_path / f"home {write}"
        store = Store(home)
        with pytest.raises(FullDisk, match=r"磁盘满了.*还剩.*请腾出空间"):
            send(store, folder)
        assert not list(home.rglob("*.tmp")), write
        files = {path.stem for path in home.glob("landed/*/B*.parquet")}
        assert files == {each.batch for each in store.manifests()}, write
        disk.full_from = _ENOUGH * 2
        send(store, folder)
        assert not store.sweep()
        assert store.live_frame("member").height == members, write


def test_the_sentence_names_what_was_landed_by_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk(monkeypatch)
    folder = basics(tmp_path / "in")
    disk.full_from = 9
    with pytest.raises(FullDisk, match=r"“z学校\.csv”.*已经入库，其余没有"):
        send(Store(tmp_path / "home"), folder)
    disk.writes, disk.full_from = 0, 3
    with pytest.raises(FullDisk, match="一份也没有入库"):
        send(Store(tmp_path / "other"), folder)


def test_a_full_disk_is_known_by_what_each_library_says(tmp_path: Path) -> None:
    said = OSError(errno.ENOSPC, "whatever")
    wrapped = RuntimeError("writing failed")
    wrapped.__cause__ = said
    texts = (
        'IO Error: Could not write file "x": No space left on device',
        "database or disk is full",
        "There is not enough space on the disk. (os error 112)",
    )
    assert all(map(is_full_disk, (said, wrapped, *map(ValueError, texts))))
    assert not any(map(is_full_disk, (OSError(errno.EACCES, "denied"), ValueError("x"), None)))
    assert room(tmp_path / "not" / "there") > 0
    assert [size(count) for count in (0, 2048, 3 << 20, 5 << 30)] == ["0 KB", "2 KB", "3.0 MB", "5.0 GB"]
