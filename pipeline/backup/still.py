"""A still picture of a home: made in moments while others land and build, without holding them up.

Batches are immutable, and what says that they count is written last and so copied first: what it names is there.
Files that are written once are linked, not copied, where the file system allows it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from ingest.errors import UserError
from ingest.landing.months import MONTHS
from ingest.landing.sweeping import orphans
from pipeline.backup.landed_files import damaged
from pipeline.warehouse.publish import current_build

_TRIES = 5
APART, SIGNING = "identity.key", "audit.key"
"""Kept apart from the backup: whoever has both can tell who is who, and could sign an audit log of their own."""
HEAD = "audit.head"
"""How far the audit log goes: copied before the log, which then goes at least as far."""
SCRATCH = ".backup-"
RECORD = "backup.json"
_LEFT_OUT = frozenset(
    {APART, SIGNING, HEAD, RECORD, "landed.index.sqlite", "inbox", "logs", "waiting", "warehouse", "landed"}
)
_ENDINGS_LEFT_OUT = (".lock", ".tmp")
_WRITTEN_ONCE = frozenset({"landed", "reviews", "receipts", "packs", "quarantine", "warehouse"})
_RECORDS = (MONTHS, "manifest")
"""What says which files count: what is named by them was there before them, and stays as long as they do."""
_STILL_WRITTEN = (".jsonl", ".json", ".txt")
"""Even there: logs of what is going on, and what is replaced by a longer version of itself."""


def take(home: Path, folder: Path) -> list[str]:
    """Fill the empty `folder` with the home as it is now, without its key; return what is damaged, as paths below it.

    UserError if the home does not hold still: something is deleted again and again while it is copied.
    """
    said: list[str] | None = None
    for _ in range(_TRIES):
        try:
            before, said = said, _take(home, folder)
            if said in ([], before):  # what is damaged is so twice; what was moved meanwhile is not
                return said
        except FileNotFoundError:  # a build was cleared away or a batch was moved meanwhile
            pass
        shutil.rmtree(folder)
        folder.mkdir()
    raise UserError("备份的时候一直有文件被移走，没有备份成。请等导入和建仓结束后再运行一次。")


def _take(home: Path, folder: Path) -> list[str]:
    if (home / "landed").is_dir():
        _take_landed(home, folder)
    broken = [path.relative_to(folder).as_posix() for path in damaged(folder / "landed", deep=True)]
    _copy_all(home, folder, [path for path in (home / HEAD,) if path.is_file()])
    broken += _copy_store(home, folder)
    _copy_all(home, folder, _published(home / "warehouse"))
    for entry in sorted(home.iterdir()):
        if _is_left_out(entry.name) or _is_store(entry):
            continue
        _copy_all(home, folder, _files(entry) if entry.is_dir() else [entry])
    return broken


def _take_landed(home: Path, folder: Path) -> None:
    for kind in _RECORDS:
        _copy_all(home, folder, _files(home / "landed" / kind))
    _copy_all(home, folder, (path for path in _files(home / "landed") if path.parent.name not in _RECORDS))
    for path in orphans(folder / "landed"):  # its manifest was not there yet
        path.unlink()


def _is_left_out(name: str) -> bool:
    return name in _LEFT_OUT or name.startswith((SCRATCH, f"{SIGNING}.")) or name.endswith(_ENDINGS_LEFT_OUT)


def _is_store(path: Path) -> bool:
    return path.suffix == ".sqlite"


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.endswith(_ENDINGS_LEFT_OUT):
            yield path


def _published(warehouse: Path) -> Iterator[Path]:
    """Yield what makes the published build be found again; without it the next build makes a new one."""
    try:
        build = current_build(warehouse)
    except UserError:
        return
    yield build
    yield from (path for path in (warehouse / "CURRENT", warehouse / "fingerprint.json") if path.exists())


def _copy_all(home: Path, folder: Path, paths: Iterator[Path] | list[Path]) -> None:
    for path in paths:
        inside = path.relative_to(home)
        target = folder / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        if inside.parts[0] in _WRITTEN_ONCE and path.suffix not in _STILL_WRITTEN:
            _link(path, target)
        else:
            shutil.copyfile(path, target)


def _link(path: Path, target: Path) -> None:
    try:
        os.link(path, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(path, target)


def _copy_store(home: Path, folder: Path) -> Iterator[str]:
    """Copy what people entered by SQLite's own call, which waits for a writer; a broken file is copied as it is."""
    for path in (each for each in home.iterdir() if _is_store(each) and not _is_left_out(each.name)):
        target = folder / path.name
        try:
            with (
                closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=15)) as source,
                closing(sqlite3.connect(target)) as copy,
            ):
                source.backup(copy)
                if copy.execute("pragma quick_check").fetchone() != ("ok",):
                    yield path.name
        except sqlite3.DatabaseError:
            shutil.copyfile(path, target)
            yield path.name
