"""The room that a text takes on its sheet; pure."""

from __future__ import annotations

import math

from dashboards.charts.static.marks import ASCENT, DESCENT, Box, Point, Text
from dashboards.charts.static.text import width_of


def box_of(text: Text) -> Box:
    """Return the upright box that holds a text."""
    across, down = zip(*corners_of(text), strict=True)
    return Box(min(across), min(down), max(across), max(down))


def corners_of(text: Text) -> tuple[Point, ...]:
    """Return the corners of the box round a text, turned with it."""
    wide = width_of(text.text, text.size)
    left = text.x - {"left": 0.0, "center": wide / 2, "right": wide}[text.across]
    bases = [base for base, _ in text.lines()]
    top, bottom = text.y + bases[0] - ASCENT * text.size, text.y + bases[-1] + DESCENT * text.size
    upright = ((left, top), (left + wide, top), (left + wide, bottom), (left, bottom))
    return tuple(_turned(point, text) for point in upright) if text.angle else upright


def _turned(point: Point, text: Text) -> Point:
    sine, cosine = math.sin(math.radians(text.angle)), math.cos(math.radians(text.angle))
    right, down = point[0] - text.x, point[1] - text.y
    return text.x + right * cosine + down * sine, text.y - right * sine + down * cosine
