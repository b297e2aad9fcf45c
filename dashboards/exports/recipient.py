"""For whom the command line writes a file: a role held in a unit that the published build knows, and the log of it."""

from __future__ import annotations

import getpass
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboards.accounts import known_units
from dashboards.database.connection import published_build
from dashboards.database.reader import Reader
from dashboards.shared.viewer import OWNER, ROLE_LEVEL, Viewer
from dashboards.store import audit
from ingest.errors import UserError


def reader_for(home: Path, role: str, unit: str | None) -> Reader:
    """Return what reads as `role` held in `unit` (code or name; none for the district); UserError for what is none."""
    build = published_build(home)
    if build is None:
        raise UserError("还没有数据，请先运行 ingest 和 build。")
    held_in = known_units.named(home, role, unit) or known_units.district_of(build) or ""
    return Reader(Viewer(role, ROLE_LEVEL[role], held_in), build)


@contextmanager
def handed_out(home: Path, out: Path, visible_to: str) -> Iterator[Path]:
    """Give the file to write what a role sees into; it gets the name `out` when the audit log has it, else it goes."""
    half = out.with_name(f"{out.name}.tmp")
    half.unlink(missing_ok=True)
    try:
        yield half
        _log(home, half, out.name, visible_to)
        half.replace(out)
    finally:
        half.unlink(missing_ok=True)


def _log(home: Path, file: Path, name: str, visible_to: str) -> None:
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    audit.record(
        home,
        role=OWNER.role,
        unit=getpass.getuser(),
        action="export",
        object=name,
        detail=f"{visible_to}可见数据",
        sha256=digest,
    )
