"""The batch as a page sees it: started in a process of its own, watched by its log, downloaded school by school."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from dashboards.review_packs.jobs import jobs_of
from dashboards.review_packs.progress_log import LOCK, PROGRESS_LOG
from dashboards.review_packs.snapshot import Snapshot
from dashboards.shared.viewer import Viewer
from pipeline import child_process

RECORD = "记录.txt"


@dataclass(frozen=True)
class State:
    """How far a batch is: units done of all, those without files, and whether it is at work."""

    done: int
    total: int
    problems: int
    is_running: bool

    @property
    def share(self) -> float:
        """Return 0 to 1 for a progress bar."""
        return min(1.0, self.done / self.total) if self.total else 0.0


def folder(home: Path, taken: Snapshot) -> Path:
    """Return where the batch of a snapshot lies."""
    return home / "packs" / taken.snapshot_id


def is_running(home: Path, taken: Snapshot) -> bool:
    """Tell whether a process is writing the batch now."""
    place = folder(home, taken)
    if not place.is_dir():
        return False
    lock = FileLock(place / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        return True
    lock.release()
    return False


def start(home: Path, taken: Snapshot, made_by: str) -> None:
    """Start the batch and return at once; a second start beside a running one does nothing."""
    place = folder(home, taken)
    place.mkdir(parents=True, exist_ok=True)
    request: dict[str, object] = {
        "home": str(home),
        "command": "report",
        "year": taken.year,
        "units": None,
        "out": str(place),
        "fresh": False,
        "made_by": made_by,
    }
    with (place / RECORD).open("w", encoding="utf-8") as record:
        child_process.start("dashboards", request=request, output=record, errors=record, outlives_parent=True)


def progress(home: Path, viewer: Viewer, taken: Snapshot) -> State:
    """Return how far the batch of a snapshot is."""
    log = folder(home, taken) / PROGRESS_LOG
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.is_file() else []
    last: dict[str, bool] = {}
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        last[f"{entry['order']['unit_level']} {entry['order']['unit_id']}"] = bool(entry["problem"])
    total = len(jobs_of(viewer, taken, None))
    return State(min(len(last), total), total, sum(last.values()), is_running(home, taken))


def last_message(place: Path) -> str:
    """Return the last message of a batch: why it stopped, if it stopped."""
    record = place / RECORD
    lines = record.read_text(encoding="utf-8", errors="replace").splitlines() if record.is_file() else []
    return next((line.removeprefix("错误：").strip() for line in reversed(lines) if line.startswith("错误：")), "")


def school_folders(place: Path) -> list[str]:
    """Return 片区/学校 of every folder that holds packs."""
    return sorted(f"{one.parent.name}/{one.name}" for one in place.glob("*/*") if one.is_dir())


def zip_of(place: Path, name: str) -> bytes:
    """Return one school's files as a ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted((place / name).iterdir()):
            if path.suffix in (".docx", ".xlsx", ".pdf", ".pptx"):
                archive.write(path, path.name)
    return out.getvalue()
