"""Receipts of batches from which a person's rows were taken: the name is covered, returned workbooks go."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

from ingest.landing.whole_files import write_text
from ingest.matching.identity import MASK

_TEXTS = {"receipt.json": "utf-8", "回执.txt": "utf-8-sig"}


def cover(home: Path, batches: Set[str], names: Set[str]) -> int:
    """Cover names in the receipts of the batches and delete what was returned with them; return how many files."""
    return sum(_cover(folder, names) for folder in (home / "receipts").glob("*") if _is_of(folder, batches))


def _is_of(folder: Path, batches: Set[str]) -> bool:
    try:
        told = (folder / "receipt.json").read_text(encoding="utf-8")
    except OSError:
        return False
    return any(f'"{batch}"' in told for batch in batches)


def _cover(folder: Path, names: Set[str]) -> int:
    changed = 0
    for returned in folder.glob("退回_*"):
        returned.unlink()
        changed += 1
    for name, encoding in _TEXTS.items():
        path = folder / name
        before = path.read_text(encoding=encoding) if path.exists() else ""
        after = before
        for person in sorted(names, key=len, reverse=True):
            after = after.replace(person, MASK)
        if after != before:
            write_text(after if encoding == "utf-8" else f"\ufeff{after}", path)
            changed += 1
    return changed
