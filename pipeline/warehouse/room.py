"""Room on the disk for a build: asked for before it begins, and given back however it ends."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ingest.full_disk import FullDisk, full_disk, is_full_disk, room, size
from pipeline.writable import writable

_LEAST = 48 << 20
"""Bytes: what dbt keeps of the project, and a database that has all tables and hardly a row."""
_FOR_EACH_LANDED = 14
"""Bytes of scratch and published build for each byte that is landed (compressed), rounded up."""
_UNCHANGED = "已发布的数据不受影响"


def scratch_of(warehouse: Path) -> Path:
    """Return the file in which a build is made."""
    return writable(warehouse / "building") / "scratch.duckdb"


def input_of(warehouse: Path) -> Path:
    """Return the folder in which a build's input is laid out."""
    return warehouse / "input"


def clear(warehouse: Path) -> None:
    """Remove the database in which a build was made, with what DuckDB puts beside it; the build's lock is held."""
    folder = scratch_of(warehouse).parent
    for path in folder.glob("scratch.duckdb*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    if folder.parent != warehouse:
        with suppress(OSError):
            folder.rmdir()


def needed(home: Path) -> int:
    """Return about how many bytes the next build of a home writes."""
    landed = sum(path.stat().st_size for path in (home / "landed").glob("*/*.parquet"))
    return _LEAST + _FOR_EACH_LANDED * landed


@contextmanager
def with_room(home: Path, warehouse: Path) -> Iterator[None]:
    """Ask for the room that a build needs, and clear up after it. FullDisk before it begins, or when it fills up."""
    clear(warehouse)
    need = needed(home)
    there, disk = min((room(place), place) for place in (warehouse, scratch_of(warehouse).parent))
    if there < need:
        raise FullDisk(
            f"磁盘空间不够，没有开始建仓，{_UNCHANGED}：大约需要 {size(need)}，"
            f"“{disk}”所在的磁盘还剩 {size(there)}。请腾出空间后再运行一次。"
        )
    try:
        yield
    except Exception as error:
        if is_full_disk(error):
            shutil.rmtree(input_of(warehouse), ignore_errors=True)
            raise full_disk(warehouse, f"建仓没有做完，{_UNCHANGED}") from error
        raise
    finally:
        clear(warehouse)
