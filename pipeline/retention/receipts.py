"""What was deleted from a home, a line each time: when, by whom, why, how much, and never of whom."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

RECEIPTS = "purged.jsonl"


def write(home: Path, now: datetime, who: str, told: Mapping[str, object]) -> None:
    """Add a line; `now` is an aware moment."""
    line = {"at": now.isoformat(timespec="seconds"), "who": who, **told}
    with (home / RECEIPTS).open("a", encoding="utf-8") as receipts:
        receipts.write(json.dumps(line, ensure_ascii=False) + "\n")


def note_rows(home: Path, now: datetime, who: str, why: str, rows: Sequence[Mapping[str, object]] | None) -> None:
    """Write that landed rows are about to go (`rows` is None), or which went: of each batch how many."""
    write(home, now, who, {"why": why, "ended": rows is not None, "rows": list(rows or ())})


def rows_gone_since(home: Path, moment: datetime) -> int:
    """Return how many landed rows were taken out for good after an aware moment; lines that are cut count for none."""
    try:
        lines = (home / RECEIPTS).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return 0
    return sum(_rows_after(line, moment) for line in lines)


def _rows_after(line: str, moment: datetime) -> int:
    try:
        told = json.loads(line)
        if datetime.fromisoformat(told["at"]) < moment:
            return 0
        return sum(each["rows"] for each in told.get("rows", ()))
    except (ValueError, TypeError, KeyError):
        return 0
