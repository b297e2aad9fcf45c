"""What a killed run or an incomplete restore left behind is set aside: nothing that was landed is deleted."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from ingest.landing.manifest import Manifest
from ingest.landing.months import MONTHS, months
from ingest.landing.whole_files import sha256_of

QUARANTINE = "quarantine"
_BATCH = re.compile(r"B(\d{6,})-\w+|M\d{4}-\d\d-\d+-\w+")
"""The names of files of a batch, and of batches of a month that were put together."""


def orphans(landed: Path) -> list[Path]:
    """Return files of batches that have no manifest, and of months that have no record."""
    known = {path.stem for folder in ("manifest", MONTHS) for path in (landed / folder).glob("*.json")}
    files = landed.glob("*/*.parquet") if landed.is_dir() else ()
    return [path for path in files if _BATCH.fullmatch(path.stem) and path.stem not in known]


def set_aside(landed: Path, quarantine: Path) -> list[Path]:
    """Move files without a manifest to the quarantine and delete half-written ones; return what was in the way.

    What was put together when a kill came before the record is deleted: the batches stand as they did.
    """
    found = orphans(landed)
    copies = [path for path in found if _is_copy(path)]
    for path in copies:
        path.unlink()
    for path in (path for path in found if path not in copies):
        target = _free(quarantine / path.parent.name / path.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, target)
    half = list(landed.glob("*/*.tmp")) if landed.is_dir() else []
    for path in half:
        path.unlink(missing_ok=True)
    return [*found, *half]


def bring_back(landed: Path, quarantine: Path, manifests: list[Manifest]) -> list[Path]:
    """Move files out of the quarantine whose manifest or record is back (a restore was completed); return them."""
    if not quarantine.is_dir():
        return []
    wrote = {each.batch: each.content for each in manifests} | {each.name: each.content for each in months(landed)}
    moved: list[Path] = []
    for path in quarantine.glob("*/*.parquet"):
        target = landed / path.parent.name / path.name
        if path.stem in wrote and not target.exists() and _belongs(path, wrote[path.stem]):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(path, target)
            moved.append(target)
    return moved


def _belongs(path: Path, content: Mapping[str, str] | None) -> bool:
    """Tell whether a file is what its manifest or record says; of older batches the name has to do."""
    return content is None or content.get(path.parent.name) == sha256_of(path)


def _is_copy(path: Path) -> bool:
    """Tell whether a month's file holds nothing but batches that still have files of their own."""
    if not path.stem.startswith("M"):
        return False
    try:
        batches = pl.read_parquet(path, glob=False, columns=["batch"])["batch"].unique()
    except (OSError, pl.exceptions.PolarsError):
        return False
    return all(path.with_name(f"{batch}.parquet").exists() for batch in batches)


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
