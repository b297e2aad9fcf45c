"""The register of packs (验真): which files were issued under which code, from which snapshot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboards.store.adding import signed, written_down
from dashboards.store.chained import PACK
from dashboards.store.file import looked_into, opened
from dashboards.store.integrity import unsound_packs


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
    """Enter files, each entry signed; the same bytes made again keep their first entry."""
    head = None
    with opened(home) as store:
        for one in given:
            if store.execute("select 1 from pack where sha256 = ?", (one.sha256,)).fetchone() is None:
                head = signed(store, home, PACK, vars(one))
    if head is not None:
        written_down(home, PACK, head)


def by_hash(home: Path, sha256: str) -> RegisteredFile | None:
    """Return the file with these bytes, or None."""
    found = _found(home, "sha256 = ?", sha256)
    return found[0] if found else None


def by_code(home: Path, code: str) -> list[RegisteredFile]:
    """Return the files issued under a code, oldest first."""
    return _found(home, "code = ?", code)


def _found(home: Path, where: str, value: str) -> list[RegisteredFile]:
    """Return entries that are as they were written: one that somebody put in or changed is none.

    StoreError where the key is gone: then nobody can tell.
    """
    with looked_into(home) as store:
        asked = f"select rowid, {', '.join(PACK.columns)} from pack where {where} order by made_at, file"
        rows = store.execute(asked, (value,)).fetchall()
    unsound = unsound_packs(home) if rows else frozenset()
    return [RegisteredFile(*row[1:]) for row in rows if row[0] not in unsound]


def now() -> str:
    """Return the time as the register keeps it: UTC, to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
