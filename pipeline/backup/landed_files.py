"""Whether the files of landed batches are what their manifests say."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ingest.errors import UserError
from ingest.landing.manifest import Manifest, read_manifest
from ingest.landing.months import MONTHS, Month, read_months
from ingest.landing.whole_files import sha256_of

_MAGIC = b"PAR1"
_NONE = "none"
"""The hash of a file that was never written."""


def damaged(landed: Path, deep: bool) -> Iterator[Path]:
    """Yield the files that are lost, cut or changed, and manifests that cannot be read.

    `deep` reads every file and compares its hash; else only its beginning and end are looked at, which finds what was
    cut and not what was changed inside.
    """
    try:
        months = read_months(landed)
    except UserError:
        yield landed / MONTHS
        months = {}
    seen: set[Path] = set()
    for path in sorted((landed / "manifest").glob("*.json")):
        try:
            manifest = read_manifest(path.read_bytes().decode(errors="replace"), path.name)
        except (UserError, OSError):
            yield path
            continue
        for file, sha256 in _files(landed, manifest, months.get(manifest.batch)):
            if file not in seen and not _is_whole(file, sha256 if deep else ""):
                yield file
            seen.add(file)


def _files(landed: Path, manifest: Manifest, month: Month | None) -> Iterator[tuple[Path, str]]:
    """Yield the files of a batch with their hashes; where it was put together with others, theirs."""
    content = manifest.content or dict.fromkeys((manifest.ledger, "intake", "quality"), "")
    for kind, sha256 in content.items():
        file = landed / kind / f"{manifest.batch}.parquet"
        if month is not None and not file.exists():
            yield landed / kind / month.file_name, month.content.get(kind, _NONE)
        else:
            yield file, sha256


def _is_whole(file: Path, sha256: str) -> bool:
    try:
        return sha256_of(file) == sha256 if sha256 else _has_both_ends(file)
    except OSError:
        return False


def _has_both_ends(file: Path) -> bool:
    """Tell whether a Parquet file begins and ends as one."""
    with file.open("rb") as content:
        if content.read(len(_MAGIC)) != _MAGIC:
            return False
        content.seek(-len(_MAGIC), os.SEEK_END)
        return content.read() == _MAGIC
