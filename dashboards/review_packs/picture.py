"""A chart of a pack as the writers of its files take it: drawn, with the words that stand before it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """One chart: the sentence before it, its PNG bytes, and the words for who cannot see it."""

    sentence: str
    png: bytes
    alt: str
    ratio: float = 0.4
    """Height over width: a tall one is made narrower, so that it stands on one page."""
