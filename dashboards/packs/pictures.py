"""The charts of a pack, drawn from the same figure functions as the pages."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.packs.facts import Facts
from dashboards.packs.snapshot import Snapshot
from dashboards.viewer import Viewer


@dataclass(frozen=True)
class Picture:
    """One chart: the sentence before it, its PNG bytes, and the words for who cannot see it."""

    sentence: str
    png: bytes
    alt: str


def pictures_of(viewer: Viewer, snapshot: Snapshot, facts: Facts) -> list[Picture]:
    """Return the charts of one unit."""
    return []
