"""Grids of cells, each with shape, word and background: statuses, months, submissions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import plotly.graph_objects as go

from dashboards.charts.marks import name_rows
from dashboards.charts.template import figure
from dashboards.shared.labels import STATES

_CELL = 28
MONTHS = [f"{month}月" for month in range(1, 13)]


class Cell(NamedTuple):
    """One cell: its place and background, the colour and the text in it, and what it says when pointed at."""

    column: int
    line: int
    background: str
    colour: str
    text: str
    hover: str


def grid(
    columns: Sequence[str], lines: Sequence[str], cells: Sequence[Cell], legend: Sequence[tuple[str, str]]
) -> go.Figure:
    """Draw the cells, names under the columns and beside the lines, and a legend of (label, background)."""
    drawn = figure(100 + _CELL * max(1, len(lines)))
    drawn.update_layout(margin={"t": 56})
    _backgrounds(drawn, len(columns), len(lines), cells)
    for colour in sorted({cell.colour for cell in cells}):
        mine = [cell for cell in cells if cell.colour == colour]
        drawn.add_scatter(
            x=[cell.column for cell in mine],
            y=[cell.line for cell in mine],
            mode="text",
            text=[cell.text for cell in mine],
            textfont={"color": colour, "size": 12},
            hoverinfo="skip",
            showlegend=False,
        )
    for label, background in legend:
        square = {"symbol": "square", "size": 12, "color": background, "line": {"width": 1, "color": "#8A9099"}}
        drawn.add_scatter(x=[None], y=[None], mode="markers", name=label, marker=square)
    drawn.update_xaxes(
        tickvals=list(range(len(columns))),
        ticktext=list(columns),
        side="bottom",
        showgrid=False,
        ticks="",
        range=[-0.5, len(columns) - 0.5],
    )
    name_rows(drawn, lines, showgrid=False, ticks="")
    return drawn


def _backgrounds(drawn: go.Figure, columns: int, lines: int, cells: Sequence[Cell]) -> None:
    """Paint the cells: a heat map whose values are the numbers of the backgrounds."""
    number = {background: place for place, background in enumerate(sorted({cell.background for cell in cells}))}
    filled: list[list[int | None]] = [[None] * columns for _ in range(lines)]
    hover = [[""] * columns for _ in range(lines)]
    for cell in cells:
        filled[cell.line][cell.column] = number[cell.background]
        hover[cell.line][cell.column] = cell.hover
    top = max(1, len(number) - 1)
    drawn.add_heatmap(
        z=filled,
        zmin=0,
        zmax=top,
        colorscale=_colour_scale(list(number)),
        showscale=False,
        hovertext=hover,
        hoverinfo="text",
        xgap=2,
        ygap=2,
    )


def _colour_scale(backgrounds: Sequence[str]) -> list[list[object]]:
    """Return the scale on which each number has its background; Plotly wants two ends, also of one colour or none."""
    if len(backgrounds) < 2:
        only = backgrounds[0] if backgrounds else "#FFFFFF"
        return [[0, only], [1, only]]
    return [[place / (len(backgrounds) - 1), background] for place, background in enumerate(backgrounds)]


def status_legend(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Return label and background of each status in `codes`, in the order of the statuses."""
    here = set(codes)
    return [(style.label, style.background) for code, style in STATES.items() if code in here]
