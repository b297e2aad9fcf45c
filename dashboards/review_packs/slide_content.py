"""What a slide holds, before anything is drawn: sentences, a table, a chart, and places for the secretary; pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Series:
    """One series of a bar chart: its name, its colour and a number (or none) for each category.

    `ground` is the pale fill of a series that stands beside a full one, in a line of its colour: two colours alike in
    darkness are one in black and white.
    """

    name: str
    colour: str
    numbers: tuple[float | None, ...]
    ground: str = ""


@dataclass(frozen=True)
class Chart:
    """A native bar chart that can be edited: stacked counts, or percentages side by side."""

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    stacked: bool


@dataclass(frozen=True)
class Table:
    """A table: column heads with their share of the width, and rows of texts; `BLANK` cells are the secretary's."""

    columns: tuple[tuple[str, float], ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Part:
    """One slide: its title, minutes, sentences, a table and a chart if any, and what the secretary has to fill in."""

    title: str
    minutes: int
    sentences: tuple[str, ...] = ()
    table: Table | None = None
    chart: Chart | None = None
    blanks: tuple[str, ...] = ()
