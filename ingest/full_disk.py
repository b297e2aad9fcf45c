"""A full disk: known whatever library met it, and said in a sentence that tells how much room there is."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from ingest.errors import UserError

_CODES = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_WINDOWS_CODES = frozenset({39, 112})
"""ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL."""
_WORDS = ("no space left on device", "not enough space on the disk", "disk is full", "disk full", "disk quota exceeded")
"""What polars, DuckDB, SQLite and dbt say: they hand on the text of the system and not its number."""


class FullDisk(UserError):
    """Nothing more can be written."""


def is_full_disk(error: BaseException | None) -> bool:
    """Tell whether an error, or one that it came from, is a disk without room."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if _says_so(error):
            return True
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return False


def _says_so(error: BaseException) -> bool:
    if isinstance(error, FullDisk):
        return True
    if isinstance(error, OSError) and (error.errno in _CODES or getattr(error, "winerror", None) in _WINDOWS_CODES):
        return True
    text = str(error).lower()
    return any(words in text for words in _WORDS)


def full_disk(place: Path, what: str) -> FullDisk:
    """Return the error to raise where `what` (a whole clause) could not be done for want of room at `place`."""
    return FullDisk(f"磁盘满了：{what}。“{place}”所在的磁盘还剩 {size(room(place))}。请腾出空间后再运行一次。")


def room(place: Path) -> int:
    """Return the free bytes of the disk that holds `place`, or will."""
    there = next((folder for folder in (place, *place.parents) if folder.exists()), Path.cwd())
    return shutil.disk_usage(there).free


def size(count: int) -> str:
    """Return a number of bytes as people read it."""
    for unit, step in (("GB", 1 << 30), ("MB", 1 << 20)):
        if count >= step:
            return f"{count / step:.1f} {unit}"
    return f"{count / 1024:.0f} KB"
