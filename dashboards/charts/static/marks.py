"""What a picture is made of: lines, areas, discs and texts on a sheet, in CSS pixels from its upper left; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]
Across = Literal["left", "center", "right"]
Up = Literal["top", "middle", "bottom"]
LINE_HEIGHT = 1.2
"""Height of a line of text in letters."""
ASCENT, DESCENT, _MIDDLE = 0.88, 0.12, 0.38
"""How far a Chinese letter reaches over and under its base line, and where its middle is, in letters."""


@dataclass(frozen=True)
class Box:
    """A place on the sheet, from its left upper to its right lower corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Pixels from left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Pixels from top to bottom."""
        return self.bottom - self.top


@dataclass(frozen=True)
class Line:
    """A line through points; `dash` are pixels drawn and left out in turn."""

    points: tuple[Point, ...]
    paint: str
    width: float
    dash: tuple[float, ...] = ()
    layer: float = 0.0


@dataclass(frozen=True)
class Area:
    """An area within points: its fill, if any, and its edge, if any."""

    points: tuple[Point, ...]
    fill: str | None
    edge: str | None = None
    width: float = 0.0
    layer: float = 0.0


@dataclass(frozen=True)
class Disc:
    """A filled or hollow circle round a point."""

    middle: Point
    radius: float
    fill: str | None
    edge: str | None = None
    width: float = 0.0
    layer: float = 0.0


@dataclass(frozen=True)
class Text:
    """A text beside a point: which of its ends, and which height of it, lies there; turned left round it by `angle`.

    One that `needs_room` may stand out of the plot, and the sheet is made large enough for it.
    """

    x: float
    y: float
    text: str
    size: float
    paint: str
    across: Across = "left"
    up: Up = "middle"
    angle: float = 0.0
    ground: str | None = None
    layer: float = 0.0
    needs_room: bool = True

    def lines(self) -> Iterator[tuple[float, str]]:
        """Yield each line with the pixels from the point down to its base line."""
        lines = self.text.split("\n")
        more = LINE_HEIGHT * (len(lines) - 1)
        first = {"top": ASCENT, "middle": _MIDDLE - more / 2, "bottom": -DESCENT - more}[self.up]
        for number, line in enumerate(lines):
            yield self.size * (first + LINE_HEIGHT * number), line


Mark = Line | Area | Disc | Text


@dataclass(frozen=True)
class Drawing:
    """A sheet `width` by `height` with its marks from the lowest layer up, and where its plot lies on it."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    plot: Box

    def texts(self) -> list[Text]:
        """Return every text on the sheet."""
        return [one for one in self.marks if isinstance(one, Text)]
