"""A drawing that is higher than a sheet of paper, cut into pieces across; pure."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from dashboards.charts.static.clipping import area_within, lines_within
from dashboards.charts.static.marks import Box, Disc, Drawing, Line, Mark, Point, Text


def cut(whole: Drawing, places: Sequence[float]) -> list[Drawing]:
    """Return `whole` cut at `places` (pixels from the top); what stands over the plot is on every piece."""
    top = whole.plot.top
    head = list(_between(whole.marks, -math.inf, top, 0.0))
    made = []
    for start, end in pairwise([top, *places, whole.height]):
        body = _between(whole.marks, start, end, top - start)
        plot = replace(whole.plot, bottom=top + min(end, whole.plot.bottom) - start)
        made.append(Drawing(whole.width, top + end - start, (*head, *body), plot))
    return made


def _between(marks: Sequence[Mark], top: float, bottom: float, down: float) -> Iterator[Mark]:
    """Yield what lies between two heights, moved `down`; a text or a disc lies where its point lies."""
    band = Box(-math.inf, top, math.inf, bottom)
    for mark in marks:
        if isinstance(mark, Text):
            if top <= mark.y < bottom:
                yield replace(mark, y=mark.y + down)
        elif isinstance(mark, Disc):
            if top <= mark.middle[1] < bottom:
                yield replace(mark, middle=(mark.middle[0], mark.middle[1] + down))
        elif isinstance(mark, Line):
            yield from (replace(mark, points=_moved(part, down)) for part in lines_within(mark.points, band))
        elif (kept := area_within(mark.points, band)) and max(kept, key=_height)[1] > min(kept, key=_height)[1]:
            yield replace(mark, points=_moved(kept, down))


def _height(point: Point) -> float:
    return point[1]


def _moved(points: Sequence[Point], down: float) -> tuple[Point, ...]:
    return tuple((right, at + down) for right, at in points)
