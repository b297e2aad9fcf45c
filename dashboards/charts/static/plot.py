"""The plot of a picture: places of its two axes as pixels of the sheet, and what is drawn on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dashboards.charts.static.axis_scale import Scale
from dashboards.charts.static.clipping import area_within, known_runs, lines_within
from dashboards.charts.static.marks import Area, Box, Line, Mark, Point


@dataclass
class Plot:
    """A box of the sheet with the axes across and up; lines and areas are drawn as far as they lie in it."""

    x: Scale
    y: Scale
    box: Box
    marks: list[Mark] = field(default_factory=list)

    def across(self, place: float) -> float:
        """Return the pixel from the left of a place on the axis below."""
        return self.box.left + self.x.share(place) * self.box.width

    def down(self, place: float) -> float:
        """Return the pixel from the top of a place on the axis beside."""
        return self.box.bottom - self.y.share(place) * self.box.height

    def at(self, place: Point) -> Point:
        """Return the pixels of a place on both axes."""
        return self.across(place[0]), self.down(place[1])

    def line(
        self, points: Sequence[Point], paint: str, width: float, layer: float, dash: tuple[float, ...] = ()
    ) -> None:
        """Draw a line through pixels, broken where one is missing."""
        for run in known_runs(points):
            for part in lines_within(run, self.box):
                self.marks.append(Line(tuple(part), paint, width, dash, layer))

    def area(
        self, points: Sequence[Point], fill: str | None, layer: float, edge: str | None = None, width: float = 0.0
    ) -> None:
        """Draw the area within pixels."""
        kept = area_within(points, self.box)
        if kept:
            self.marks.append(Area(tuple(kept), fill, edge, width, layer))


def corners(one: Point, other: Point) -> tuple[Point, ...]:
    """Return the corners of the upright box between two points."""
    (left, top), (right, bottom) = one, other
    return (left, top), (right, top), (right, bottom), (left, bottom)
