"""Where DuckDB can write: in a path with `?` it takes what follows for parameters, and looks for its log beside it.

It reads there as anywhere. What it is to write there it writes in a folder among the temporary files, which nobody else
may open; its name is worked out from the path, so that the next run finds what a killed one left.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ingest.errors import UserError

_OURS_ALONE = 0o700


def writable(folder: Path) -> Path:
    """Return `folder`, or the one in which DuckDB writes in its stead; it need not be there yet."""
    place = str(folder.absolute())
    if "?" not in place:
        return folder
    name = hashlib.sha256(place.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return Path(tempfile.gettempdir()).resolve() / f"dangjian-{name}"


def make_writable(folder: Path) -> Path:
    """Make `writable(folder)` and return it; UserError if somebody else has made it."""
    made = writable(folder)
    if made == folder:
        folder.mkdir(parents=True, exist_ok=True)
        return folder
    if "?" in str(made):
        raise UserError(f"临时文件夹“{made.parent}”的路径里有问号，数据库写不进去。请换一个临时文件夹（TMPDIR）。")
    made.mkdir(mode=_OURS_ALONE, exist_ok=True)
    there = made.lstat()
    if not stat.S_ISDIR(there.st_mode) or there.st_mode & 0o077 or there.st_uid != os.getuid():
        raise UserError(f"临时文件夹“{made}”是别人的。请删除它，再运行一次。")
    return made


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """Give the file to write in place of `path`, mostly itself, and put it there; nothing is there if that fails."""
    folder = make_writable(path.parent)
    file = folder / path.name
    try:
        yield file
        if file != path:
            shutil.move(file, path)
    finally:
        if file != path:
            file.unlink(missing_ok=True)
            with suppress(OSError):  # another file is being written there
                folder.rmdir()
