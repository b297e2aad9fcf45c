"""Freezing and batches under two clicks at once and a cut power line."""

from __future__ import annotations

import datetime as dt
import shutil
import threading
import time
from pathlib import Path

import pytest

from dashboards.database import connection
from dashboards.review_packs import batch_process, progress_log, snapshot
from dashboards.review_packs.snapshot import Snapshot, freeze
from dashboards.shared.viewer import ADMIN, Viewer

DISTRICT_ADMIN = Viewer(ADMIN, "district", "D1")


@pytest.fixture
def home(published_home: Path, tmp_path: Path) -> Path:
    shutil.copytree(published_home / "warehouse", tmp_path / "warehouse")
    return tmp_path


def frozen(home: Path) -> Snapshot:
    build = connection.published_build(home)
    assert build is not None
    return freeze(home, 2025, build, dt.date(2026, 6, 30), ADMIN)


def test_two_who_freeze_at_once_get_one_snapshot(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second took the frozen file away and wrote it again under the first one's readers."""
    kept: list[Path] = []
    keep = snapshot._keep

    def slowly(source: Path, target: Path) -> None:
        kept.append(target)
        time.sleep(0.2)
        keep(source, target)

    monkeypatch.setattr(snapshot, "_keep", slowly)
    found: list[Snapshot] = []
    threads = [threading.Thread(target=lambda: found.append(frozen(home))) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(kept) == 1 and len(found) == 4 and len(set(found)) == 1


def test_a_diary_cut_in_the_middle_of_a_character_stops_neither_page_nor_batch(home: Path) -> None:
    """Half a Chinese character is no UTF-8; and an entry written behind it was lost with it."""
    taken = frozen(home)
    place = batch_process.folder(home, taken)
    place.mkdir(parents=True)
    (place / progress_log.PROGRESS_LOG).write_bytes('{"order": {"unit_name": "示'.encode()[:-1])
    assert batch_process.progress(home, DISTRICT_ADMIN, taken).done == 0
    assert progress_log.finished_jobs(place) == {}
    progress_log.end_line(place / progress_log.PROGRESS_LOG)
    entry = '{"order": {"unit_level": "school", "unit_id": "S1"}, "problem": ""}\n'
    with (place / progress_log.PROGRESS_LOG).open("a", encoding="utf-8") as file:
        file.write(entry)
    assert batch_process.progress(home, DISTRICT_ADMIN, taken).done == 1
