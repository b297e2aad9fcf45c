"""Numbers that are given once: a home counts its batches and builds, whatever its clock says or is restored."""

from __future__ import annotations

from pathlib import Path

from ingest.landing.whole_files import write_text


def next_number(counter: Path, used: int) -> int:
    """Return the next number and remember it as given; `used` is the highest that something in the home bears.

    A counter that was lost or cut goes on from what is there. Whoever counts holds the lock of what is counted.
    """
    number = max(last_number(counter), used) + 1
    write_text(f"{number}\n", counter)
    return number


def last_number(counter: Path) -> int:
    """Return the number that was given last; 0 if nothing readable says so."""
    try:
        return max(0, int(counter.read_text(encoding="ascii")))
    except (OSError, ValueError):
        return 0
