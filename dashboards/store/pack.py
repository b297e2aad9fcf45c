"""The register of packs (验真): which files were issued under which code, from which snapshot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboards.store.file import opened


@dataclass(frozen=True)
class RegisteredFile:
    """One issued file; `made_at` is UTC."""

    sha256: str
    code: str
    snapshot_id: str
    unit_level: str
    unit_id: str
    title: str
    file: str
    made_at: str
    made_by: str


def enter(home: Path, given: Sequence[RegisteredFile]) -> None:
    """Enter files; the same bytes made again keep their first entry."""
    rows = [tuple(vars(one).values()) for one in given]
    with opened(home) as store:
        store.executemany("insert or ignore into pack values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def by_hash(home: Path, sha256: str) -> RegisteredFile | None:
    """Return the file with these bytes, or None."""
    with opened(home) as store:
        row = store.execute("select * from pack where sha256 = ?", (sha256,)).fetchone()
    return RegisteredFile(*row) if row else None


def by_code(home: Path, code: str) -> list[RegisteredFile]:
    """Return the files issued under a code, oldest first."""
    with opened(home) as store:
        rows = store.execute("select * from pack where code = ? order by made_at, file", (code,)).fetchall()
    return [RegisteredFile(*row) for row in rows]


def now() -> str:
    """Return the time as the register keeps it: UTC, to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
