"""Whether the files of landed batches are what their manifests say."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ingest.errors import UserError
from ingest.landing.manifest import read_manifest
from ingest.landing.months import MONTHS, read_months
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
        content = manifest.content or dict.fromkeys((manifest.ledger, "intake", "quality"), "")
        for kind, sha256 in content.items():
            file = landed / kind / f"{manifest.batch}.parquet"
            month = months.get(manifest.batch)
            if month is not None and not file.exists():  # put together with others, with a hash for all
                file, sha256 = landed / kind / month.file_name, month.content.get(kind, _NONE)
            if file not in seen and not _is_whole(file, sha256 if deep else ""):
                yield file
            seen.add(file)


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
