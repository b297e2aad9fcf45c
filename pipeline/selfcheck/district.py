"""The invented district that the self-check works on: two deliveries, and a home that has the first, built."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from pipeline.selfcheck.program import run

DAY = "2026-10-31"
YEARS = 1
"""The open one alone."""
_LATER = 5
"""One in so many files comes with the second delivery."""


@dataclass(frozen=True)
class District:
    """Where the files of the first and second delivery lie, and the home that has the first, built."""

    first: Path
    second: Path
    home: Path


def district(folder: Path, schools: int, seed: int) -> District:
    """Make a district in `folder`, or return the one that another part has made there."""
    found = District(folder / "第一批", folder / "第二批", folder / "数据 [底]")
    if (folder / "done").exists():
        return found
    size = ("--schools", str(schools), "--years", str(YEARS), "--seed", str(seed))
    _must(folder, "sample", *size, "--out", str(found.first))
    found.second.mkdir()
    for path in _set_apart(found.first):
        shutil.move(path, found.second / path.name)
    _must(found.home, "ingest", str(found.first), "--as-of", DAY)
    _must(found.home, "build", "--as-of", DAY)
    (found.home / "as-of.txt").write_text(DAY, encoding="utf-8")
    (folder / "done").touch()
    return found


def _set_apart(folder: Path) -> list[Path]:
    """Return the files of the second delivery: not the registers, without which there is nothing to build."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [path for path in files[::_LATER] if not any(word in path.name for word in ("学校", "组织基本", "党员"))]


def copied(home: Path, target: Path) -> Path:
    """Copy a home; what is never written again is linked where the file system can."""
    return Path(shutil.copytree(home, target, copy_function=_copy))


def _copy(source: str, target: str) -> str:
    if source.endswith((".parquet", ".duckdb")):
        try:
            os.link(source, target)
            return target
        except OSError:
            pass
    return str(shutil.copy2(source, target))


def _must(home: Path, *arguments: str) -> None:
    ran = run(home, *arguments)
    if ran.code not in (0, 1) or ran.fault:
        raise RuntimeError(f"{' '.join(arguments[:1])}: {ran.fault or ran.said[-500:]}")
