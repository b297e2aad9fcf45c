"""A chart of a pack as the writers of its files take it: drawn, with the words that stand before it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """One chart: the sentence before it, its PNG bytes, and the words for who cannot see it."""

    sentence: str
    png: bytes
    alt: str

    @property
    def ratio(self) -> float:
        """Return height over width, as the head of the PNG has them."""
        wide, high = (int.from_bytes(self.png[at : at + 4]) for at in (16, 20))
        return high / wide
