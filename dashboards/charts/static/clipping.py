"""What of a line or an area lies within a box; pure."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from dashboards.charts.static.marks import Box, Point


def known_runs(points: Sequence[Point]) -> Iterator[list[Point]]:
    """Yield the points without a gap between them: where a number is missing, a line is broken."""
    for known, run in groupby(points, lambda point: not math.isnan(point[0] + point[1])):
        if known:
            yield list(run)


def lines_within(points: Sequence[Point], box: Box) -> Iterator[list[Point]]:
    """Yield the parts of a line through `points` that lie in `box`."""
    part: list[Point] = []
    for one, other in pairwise(points):
        kept = _within(one, other, box)
        if kept is None or kept[0] == kept[1]:
            continue
        if not part or part[-1] != kept[0]:
            if len(part) > 1:
                yield part
            part = [kept[0]]
        part.append(kept[1])
    if len(part) > 1:
        yield part


def _within(one: Point, other: Point, box: Box) -> tuple[Point, Point] | None:
    """Return the part of a straight line that lies in `box` (Liang and Barsky)."""
    (x, y), right, down = one, other[0] - one[0], other[1] - one[1]
    enter, leave = 0.0, 1.0
    for step, room in ((-right, x - box.left), (right, box.right - x), (-down, y - box.top), (down, box.bottom - y)):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            enter = max(enter, room / step)
        else:
            leave = min(leave, room / step)
    if enter > leave:
        return None
    begin = one if enter == 0 else (x + enter * right, y + enter * down)
    return begin, other if leave == 1 else (x + leave * right, y + leave * down)


def area_within(points: Sequence[Point], box: Box) -> list[Point]:
    """Return the corners of the part of an area that lies in `box` (Sutherland and Hodgman); none where none does."""
    kept = list(points)
    for side, at, sign in ((0, box.left, 1), (0, box.right, -1), (1, box.top, 1), (1, box.bottom, -1)):
        kept = _cut(kept, side, at, sign)
    return kept


def _cut(points: Sequence[Point], side: int, at: float, sign: int) -> list[Point]:
    """Return the corners of an area on one side of a line: beyond `at` where `sign` is 1, before it where it is -1."""
    made: list[Point] = []
    for number, point in enumerate(points):
        before = points[number - 1]
        inside, was_inside = (sign * (one[side] - at) >= 0 for one in (point, before))
        if inside != was_inside:
            made.append(_crossing(before, point, side, at))
        if inside:
            made.append(point)
    return made


def _crossing(one: Point, other: Point, side: int, at: float) -> Point:
    part = (at - one[side]) / (other[side] - one[side])
    along = one[1 - side] + part * (other[1 - side] - one[1 - side])
    return (at, along) if side == 0 else (along, at)
