"""冻结: a year's published build is kept under a name of its own, so that a pack made later is the same pack.

A snapshot is `reviews/<year>/<snapshot id>.duckdb` and a small note beside it. Freezing the same build twice gives the
same snapshot; builds are deleted after a while, snapshots never.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock

from dashboards.database.connection import Build
from ingest.errors import UserError
from ingest.landing.whole_files import write_text

FOLDER = "reviews"
_LOCK = "freeze.lock"
_ID = re.compile(r"^\d{4}-[0-9A-Za-z-]+$")


@dataclass(frozen=True)
class Snapshot:
    """What was frozen: the year it is for, the build, who did it and when (UTC, to the second)."""

    snapshot_id: str
    year: int
    build_id: str
    as_of: str
    taken_at: str
    taken_by: str
    path: str

    @property
    def build(self) -> Build:
        """The frozen warehouse file, as every query takes it."""
        return Build(self.build_id, self.path)


def freeze(home: Path, year: int, build: Build, as_of: dt.date, taken_by: str) -> Snapshot:
    """Keep `build` for the review of `year`; the snapshot of the same build and year is returned if there is one.

    Raises UserError when the year lies after the build's as-of day, because there is nothing to review yet.
    """
    if as_of.year < year:
        raise UserError(f"数据截止 {as_of:%Y-%m-%d}，还没有 {year} 年的数据，不能冻结。请换一个年度，或先更新数据。")
    folder = home / FOLDER / str(year)
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / _LOCK):
        return _freeze(folder, year, build, as_of, taken_by)


def _freeze(folder: Path, year: int, build: Build, as_of: dt.date, taken_by: str) -> Snapshot:
    snapshot_id = f"{year}-{build.build_id}"
    note, file = folder / f"{snapshot_id}.json", folder / f"{snapshot_id}.duckdb"
    if note.is_file() and file.is_file():
        return _read(note)
    _keep(Path(build.path), file)
    taken_at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    taken = Snapshot(snapshot_id, year, build.build_id, as_of.isoformat(), taken_at, taken_by, str(file))
    write_text(json.dumps({**asdict(taken), "path": file.name}, ensure_ascii=False), note)
    return taken


def _keep(source: Path, target: Path) -> None:
    """Link the file where the file system can (it is never written again), else copy it aside and rename."""
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        aside = target.with_suffix(".copying")
        try:
            shutil.copyfile(source, aside)
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)


def _read(note: Path) -> Snapshot:
    try:
        kept = json.loads(note.read_text(encoding="utf-8"))
        return Snapshot(**{**kept, "path": str(note.with_name(kept["path"]))})
    except (ValueError, TypeError, KeyError) as error:
        raise UserError(
            f"冻结的说明“{note.name}”已损坏，不能出材料。请用 dangjian restore 恢复备份，把里面的同名文件放回。"
        ) from error


def snapshots(home: Path, year: int | None = None) -> list[Snapshot]:
    """Return the snapshots of a year (or all), newest first; a note without its file is not one."""
    pattern = f"{year}/*.json" if year else "*/*.json"
    found = [_read(note) for note in (home / FOLDER).glob(pattern)]
    return sorted((one for one in found if Path(one.path).is_file()), key=lambda one: one.taken_at, reverse=True)


def snapshot_of(home: Path, snapshot_id: str) -> Snapshot | None:
    """Return one snapshot by its id, or None; what is not an id is not looked for on the disk."""
    if not _ID.match(snapshot_id):
        return None
    note = home / FOLDER / snapshot_id[:4] / f"{snapshot_id}.json"
    return _read(note) if note.is_file() else None


def fingerprint(snapshot: Snapshot) -> str:
    """Return the SHA-256 of the frozen file: shows that nobody changed what the packs were made from."""
    with Path(snapshot.path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
