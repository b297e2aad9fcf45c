"""What a killed run or an incomplete restore left behind is set aside: nothing that was landed is deleted."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from ingest.landing.manifest import Manifest
from ingest.landing.whole_files import sha256_of

QUARANTINE = "quarantine"
_BATCH = re.compile(r"B(\d{6,})-\w+")


def orphans(landed: Path) -> list[Path]:
    """Return files of batches that have no manifest."""
    manifests = landed / "manifest"
    known = {path.stem for path in manifests.glob("*.json")} if manifests.is_dir() else set()
    files = landed.glob("*/*.parquet") if landed.is_dir() else ()
    return [path for path in files if _BATCH.fullmatch(path.stem) and path.stem not in known]


def set_aside(landed: Path, quarantine: Path) -> list[Path]:
    """Move files without a manifest to the quarantine and delete half-written ones; return what was in the way."""
    found = orphans(landed)
    for path in found:
        target = _free(quarantine / path.parent.name / path.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, target)
    half = list(landed.glob("*/*.tmp")) if landed.is_dir() else []
    for path in half:
        path.unlink(missing_ok=True)
    return [*found, *half]


def bring_back(landed: Path, quarantine: Path, manifests: list[Manifest]) -> list[Path]:
    """Move files out of the quarantine whose manifest has come back (a restore was completed); return them."""
    moved: list[Path] = []
    for path in quarantine.glob("*/*.parquet") if quarantine.is_dir() else ():
        target = landed / path.parent.name / path.name
        manifest = next((each for each in manifests if each.batch == path.stem), None)
        if manifest is not None and not target.exists() and _belongs(path, manifest):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(path, target)
            moved.append(target)
    return moved


def _belongs(path: Path, manifest: Manifest) -> bool:
    """Tell whether a file is what the manifest says it wrote; of older batches the name has to do."""
    return manifest.content is None or manifest.content.get(path.parent.name) == sha256_of(path)


def _free(target: Path) -> Path:
    """Return the path, or one beside it where something of that name was set aside before."""
    if not target.exists():
        return target
    return next(path for path in _beside(target) if not path.exists())


def _beside(target: Path) -> Iterator[Path]:
    number = 2
    while True:
        yield target.with_name(f"{target.stem}_{number}{target.suffix}")
        number += 1
