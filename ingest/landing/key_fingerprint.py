"""The fingerprint of the key with which rows were landed, as it is written down in the home."""

from __future__ import annotations

from pathlib import Path

FILE = "identity.fingerprint"


def fingerprint_of(root: Path) -> str | None:
    """Return the fingerprint that stands in a home; None in one of before that was done."""
    written = root / FILE
    return (written.read_text(encoding="ascii", errors="replace").strip() or None) if written.is_file() else None
