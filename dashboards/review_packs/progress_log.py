"""The progress log of a batch (`进度.jsonl`): one line a unit whose files are whole, so that a killed run can go on.

A line is written after the files that it names; a later line about the same unit replaces an earlier one. Its keys
`order` and `given` are part of the file's format.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from dashboards.shared.unit import UnitKey
from dashboards.store.pack import RegisteredFile

PROGRESS_LOG, LOCK = "进度.jsonl", ".lock"
"""The log itself, and the file that a run holds locked while it writes into the folder."""


@dataclass(frozen=True)
class Job:
    """One unit to be made, and the folder (片区/学校) that its files go to."""

    unit_level: str
    unit_id: str
    unit_name: str
    folder: str
    missing: str
    """The ledgers that have not come, in words; empty when all have."""
    is_volume: bool = False
    """The district's or 片区's volume instead of one unit's pack."""

    @property
    def unit(self) -> UnitKey:
        """The unit whose pack it is."""
        return UnitKey(self.unit_level, self.unit_id)


@dataclass(frozen=True)
class JobResult:
    """The result of a job: its files, or the sentence why there are none."""

    job: Job
    mark: str
    files: list[RegisteredFile] = field(default_factory=list)
    problem: str = ""

    def line(self) -> str:
        """Return the line of the progress log."""
        files = [asdict(one) for one in self.files]
        entry = {"order": asdict(self.job), "mark": self.mark, "given": files, "problem": self.problem}
        return json.dumps(entry, ensure_ascii=False) + "\n"


def finished_jobs(out: Path) -> dict[tuple[str, str], JobResult]:
    """Return the jobs that the log in `out` names, by unit_level and unit_id; lines that were cut off are left out."""
    found: dict[tuple[str, str], JobResult] = {}
    path = out / PROGRESS_LOG
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []:
        try:
            raw = json.loads(line)
            job = Job(**raw["order"])
            files = [RegisteredFile(**one) for one in raw["given"]]
        except (ValueError, KeyError, TypeError):
            continue
        found[job.unit_level, job.unit_id] = JobResult(job, raw["mark"], files, raw["problem"])
    return found


def end_line(path: Path) -> None:
    """End a last line that was cut off: the next entry would be appended to it and lost with it."""
    if path.is_file() and not path.read_bytes().endswith(b"\n"):
        with path.open("ab") as log:
            log.write(b"\n")


def is_whole(out: Path, done: JobResult) -> bool:
    """Tell whether every file of `done` still lies in `out`, byte for byte."""
    paths = [(out / one.file, one.sha256) for one in done.files]
    return bool(paths) and all(
        path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256 for path, sha256 in paths
    )
