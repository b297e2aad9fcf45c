"""The day that a home is looked at on: today, or one that it is fixed on (the demo's is)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ingest.errors import UserError

FIXED_DAY = "as-of.txt"


def day_of(home: Path) -> date:
    """Return the day to look at unless one is given; UserError if what stands in `as-of.txt` is no day."""
    fixed = home / FIXED_DAY
    if not fixed.exists():
        return date.today()
    text = fixed.read_text(encoding="utf-8-sig", errors="replace").strip()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UserError(
            f"“{fixed}”里应当是一个日期，如 2026-10-31，现在是“{text[:20]}”。请改正；要看到今天，请删除这个文件。"
        ) from error
