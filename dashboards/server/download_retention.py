"""A file that a button offered can be had for a minute after the page has run again.

Streamlit gives every run of a page new files and forgets the old ones as soon as that run, or the next run of anybody,
ends: a click in that moment found nothing, and with many visitors a file could be gone before the browser fetched it.
What was left is cleared away by the first run of any page after that minute.
There is no setting for it, so the method that clears away is replaced; streamlit is pinned to one minor version.
"""

from __future__ import annotations

from time import monotonic

from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileKind

KEPT_SECONDS = 60.0
_left_at: dict[str, float] = {}
"""File or offer that no session refers to any more -> since when."""


def keep_files() -> None:
    """Let every manager of this process clear away only what has been left for a minute."""
    MediaFileManager.remove_orphaned_files = _remove_what_was_left  # type: ignore[assignment]


def _remove_what_was_left(manager: MediaFileManager) -> None:
    with manager._lock:
        files = manager._get_inactive_file_ids()
        held = {one for session in manager._files_by_session_and_coord.values() for one in session.values()}
        offers = manager._deferred_callables.keys() - held
        now = monotonic()
        for gone in _left_at.keys() - files - offers:
            del _left_at[gone]
        for file in files:
            is_shown = manager._file_metadata[file].kind == MediaFileKind.MEDIA
            if is_shown or now - _left_at.setdefault(file, now) > KEPT_SECONDS:
                manager._delete_file(file)
        for offer in offers:
            if now - _left_at.setdefault(offer, now) > KEPT_SECONDS:
                manager._drop_deferred_id(offer)
