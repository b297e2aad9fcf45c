"""Drawings as Typst takes them, in a sealed file or as dots."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboards.charts.static.marks import Area, Disc, Drawing, Line, Mark, Point, Text
from dashboards.charts.static.text_box import corners_of
from dashboards.shared.fonts import typst_fonts

_SHEET = """
#let data = json(bytes(sys.inputs.data))
#set page(width: data.width * 1pt, height: data.height * 1pt, margin: 0pt, fill: white)
#drawing(data, 1pt)
"""


@lru_cache(maxsize=1)
def functions() -> str:
    """Return Typst's `drawing(data, u)`, which takes what `as_data` returns and the length of a pixel."""
    return Path(__file__).with_name("drawing.typ").read_text(encoding="utf-8")


def png(drawing: Drawing, scale: float) -> bytes:
    """Return the dots of a drawing, `scale` of them a pixel; the same drawing gives the same bytes."""
    import typst

    made = typst.compile(
        (functions() + _SHEET).encode(),
        font_paths=typst_fonts(),
        format="png",
        ppi=72 * scale,
        sys_inputs={"data": json.dumps(as_data(drawing), ensure_ascii=False)},
    )
    assert isinstance(made, bytes)
    return made


def as_data(drawing: Drawing) -> dict[str, Any]:
    """Return a drawing as plain data: width, height, and each mark as a list that begins with its kind."""
    marks = [one for mark in drawing.marks for one in _marks(mark)]
    return {"width": drawing.width, "height": round(drawing.height, 2), "marks": marks}


def _marks(mark: Mark) -> Iterator[list[Any]]:
    if isinstance(mark, Line):
        yield ["line", mark.paint, mark.width, list(mark.dash) or None, _points(mark.points)]
    elif isinstance(mark, Area):
        yield ["area", mark.fill, mark.edge, mark.width, _points(mark.points)]
    elif isinstance(mark, Disc):
        yield ["disc", mark.fill, mark.edge, mark.width, *_points([mark.middle])[0], mark.radius]
    else:
        yield from _text(mark)


def _text(mark: Text) -> Iterator[list[Any]]:
    if mark.ground:
        yield ["area", mark.ground, None, 0, _points(corners_of(mark))]
    lines = [[round(base, 2), line] for base, line in mark.lines()]
    yield ["text", mark.paint, mark.size, mark.across, mark.angle, round(mark.x, 2), round(mark.y, 2), lines]


def _points(points: tuple[Point, ...] | list[Point]) -> list[list[float]]:
    return [[round(right, 2), round(down, 2)] for right, down in points]
