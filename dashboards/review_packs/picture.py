"""A chart of a pack as the writers of its files take it: drawn, with the words that stand before it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dashboards.charts.static.marks import Drawing
from dashboards.charts.static.paint import png

WIDTH, _SCALE = 640, 1.5
"""CSS pixels of a drawing, and dots a pixel where a file takes dots: on the 156 mm of a page the smallest letters (12
pixels) have 8.3 points."""


@dataclass(frozen=True)
class Picture:
    """One chart: the sentence before it, the drawing, and the words for who cannot see it."""

    sentence: str
    drawing: Drawing
    alt: str

    @property
    def ratio(self) -> float:
        """Return height over width."""
        return self.drawing.height / self.drawing.width

    @cached_property
    def png(self) -> bytes:
        """Return the dots, for files that take no lines."""
        return png(self.drawing, _SCALE)
