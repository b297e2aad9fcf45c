"""A download asked for while pages run again is not lost, and nothing is kept for ever."""

from __future__ import annotations

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from dashboards.server import download_retention


@pytest.fixture
def storage() -> MemoryMediaFileStorage:
    return MemoryMediaFileStorage("/media")


@pytest.fixture
def manager(storage: MemoryMediaFileStorage, monkeypatch: pytest.MonkeyPatch) -> MediaFileManager:
    monkeypatch.setattr(MediaFileManager, "remove_orphaned_files", MediaFileManager.remove_orphaned_files)
    download_retention.keep_files()
    return MediaFileManager(storage)


def later(seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    now = download_retention.monotonic() + seconds
    monkeypatch.setattr(download_retention, "monotonic", lambda: now)


def run_again(manager: MediaFileManager, times: int = 1) -> None:
    """What Streamlit does around a run of a page."""
    for _ in range(times):
        manager.clear_session_refs()
        manager.remove_orphaned_files()


def test_a_button_of_before_the_run_still_gives_its_file(manager: MediaFileManager) -> None:
    """ "Deferred file not found": the page had run again between the sight of the button and the click."""
    offer = manager.add_deferred(lambda: b"abc", "text/csv", "1.2", "a.csv")
    run_again(manager, times=3)
    assert manager.execute_deferred(offer).startswith("/media/")


def test_a_file_that_was_made_waits_for_the_browser(manager: MediaFileManager, storage: MemoryMediaFileStorage) -> None:
    """Two runs of other visitors were enough to take it away before it was fetched."""
    address = manager.execute_deferred(manager.add_deferred(lambda: b"abc", "text/csv", "1.2", "a.csv"))
    run_again(manager, times=3)
    assert storage.get_file(address.rpartition("/")[2]).content == b"abc"


def test_after_a_minute_both_are_gone(
    manager: MediaFileManager, storage: MemoryMediaFileStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Discipline tables must not lie in memory for ever."""
    offer = manager.add_deferred(lambda: b"abc", "text/csv", "1.2", "a.csv")
    address = manager.execute_deferred(offer)
    run_again(manager)
    later(download_retention.KEPT_SECONDS + 1, monkeypatch)
    run_again(manager)
    with pytest.raises(MediaFileStorageError):
        manager.execute_deferred(offer)
    with pytest.raises(MediaFileStorageError):
        storage.get_file(address.rpartition("/")[2])
    run_again(manager)
    assert not download_retention._left_at


def test_what_a_page_shows_is_kept_while_it_is_shown_and_no_longer(
    manager: MediaFileManager, storage: MemoryMediaFileStorage
) -> None:
    address = manager.add(b"abc", "image/png", "1.2")
    manager.remove_orphaned_files()
    assert storage.get_file(address.rpartition("/")[2]).content == b"abc"
    run_again(manager)
    with pytest.raises(MediaFileStorageError):
        storage.get_file(address.rpartition("/")[2])
