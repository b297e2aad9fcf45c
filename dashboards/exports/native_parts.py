"""What a native chart is made of: series, categories or cells; and how colours and texts of an axis are read; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboards.shared.plotly_text import plain_text


@dataclass(frozen=True)
class Series:
    """One series: `across` is empty where categories stand there; `below` and `above` are lengths of intervals.

    `line` is drawn as a line, `outlined` as the frame of a bar (a standard, a median, the ends of a band).
    """

    name: str
    across: Sequence[float | None]
    up: Sequence[float | None]
    colour: str
    trace: Any
    line: bool = False
    outlined: bool = False
    below: Sequence[float] = ()
    above: Sequence[float] = ()


@dataclass(frozen=True)
class Native:
    """A native chart: `kind` is bar, column, line or scatter; bars lie on or behind each other, or side by side."""

    kind: str
    series: list[Series]
    categories: list[str] = field(default_factory=list)
    stacked: bool = False
    overlaid: bool = False
    days: bool = False


@dataclass(frozen=True)
class Cells:
    """A grid: names of columns and lines, and (line, column) -> text and background."""

    columns: list[str]
    lines: list[str]
    cells: dict[tuple[int, int], tuple[str, str]]


def ticks(axis: Any) -> dict[object, str]:
    """Return what is written at the places of an axis; nothing where it counts by itself."""
    if axis.tickvals is None:
        return {}
    texts = axis.tickvals if axis.ticktext is None else axis.ticktext
    return {value: plain_text(text).replace("\n", "") for value, text in zip(axis.tickvals, texts, strict=True)}


def colour(value: Any, default: str = "#1F5A8A") -> str:
    """Return the (first) colour of a trace as #RRGGBB, or the default where it has none of that form."""
    given = default if value is None else value if isinstance(value, str) else next(iter(value), default)
    return given if isinstance(given, str) and given.startswith("#") and len(given) == 7 else default
