"""The order in which people name the parts of a value (分项), from the standards that list them or the vocabulary."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from pipeline.policy.vocabulary import vocabulary
from pipeline.settings import PROJECT

STANDARDS = PROJECT / "data" / "standards"


@cache
def part_order() -> tuple[str, ...]:
    """Return every part that has a place of its own, in order."""
    shares = _column(STANDARDS / "breakdown_value.csv", "breakdown")
    fields = _column(STANDARDS / "work_field.csv", "field")
    return (*shares, *fields, *(part for parts in vocabulary().parts.values() for part in parts))


def _column(path: Path, name: str) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row[name] for row in csv.DictReader(file)]
