"""热力图: units by indicators, each cell with shape, value and background; names of the indicators on top."""

from __future__ import annotations

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.grid import Cell, grid, status_legend
from dashboards.charts.kept_figure import drawn_once, finished
from dashboards.charts.marks import FEW_SQUARE, LEGEND_ON_TOP, Row, column
from dashboards.charts.template import figure, unit_labels
from dashboards.shared.formatting import FEW, FEW_LABEL, base_of, value_of
from dashboards.shared.grid_axes import columns_of, units_of
from dashboards.shared.kept import kept
from dashboards.shared.labels import status
from dashboards.shared.plotly_text import safe
from dashboards.shared.theme import GREY

_CELL, _NARROW, _NAMES, _LETTER, _FOOT = 28, 56, 210, 14, 20
_LEGEND, _IN_SIGHT = 24, 6
"""How high a line of the legend is, and how many names of it are seen without scrolling."""
_ROOMY = 8
_STROKES = ((-0.44, -0.1), (-0.17, 0.17), (0.1, 0.44))
"""From where to where the slanting lines over a cell go, from its middle."""
FEW_COLUMNS = 14
"""So many columns share the width of the page; more of them keep a width that can be read and scroll."""


def shown_in(row: Row) -> str:
    """Return what a cell shows: the shape of its status and the value in whole numbers."""
    shape = status(row["state"]).shape
    return shape if row["value"] is None else f"{FEW if row['rests_on_few'] else ''}{shape} {row['value']:.0f}"


def width_of(frame: pl.DataFrame) -> int | None:
    """Return the width in pixels that many columns need; None where the page's width will do."""
    columns = frame["indicator_code"].n_unique() if frame.height else 0
    return None if columns <= FEW_COLUMNS else _NAMES + _NARROW * columns


@drawn_once
def status_heat(frame: pl.DataFrame) -> go.Figure:
    """Return units (rows) by indicators (columns); rows of `values.heat` or `grid_cells` in their order.

    Each cell carries (unit_id, indicator_code), so that a click can be followed to its evidence.
    """
    rows = frame.to_dicts()
    units, codes = units_of(frame), columns_of(frame)
    line = {unit_id: number for number, (unit_id, _) in enumerate(units)}
    place = {code: number for number, (code, _) in enumerate(codes)}
    cells = [_cell(row, place[row["indicator_code"]], line[row["unit_id"]]) for row in rows]
    names = _broken([name for _, name in codes])
    drawn = grid(
        ["<br>".join(parts) for parts in names],
        unit_labels([name for _, name in units]),
        cells,
        status_legend(column(rows, "state")),
    )
    _hatched(drawn, [cell for row, cell in zip(rows, cells, strict=True) if row["rests_on_few"]])
    _clickable(drawn, rows, cells)
    lines = _legend_lines(drawn, width_of(frame))
    head = 52 + (_LETTER + 2) * max(map(len, names), default=1) + _LEGEND * len(lines)
    height = head + 20 + _CELL * max(1, len(units))
    drawn.update_layout(height=height, width=width_of(frame), margin={"t": head}, legend=LEGEND_ON_TOP)
    for number, traces in enumerate(lines, start=1):
        _legend_below(drawn, traces, number, height)
    drawn.update_xaxes(tickangle=0, side="top", tickfont={"size": 12})
    return drawn


def _legend_lines(drawn: go.Figure, width: int | None) -> list[list[go.Scatter]]:
    """Return the traces that are named below the legend's first line, line by line.

    One line as long as a wide plot would end where only scrolling shows it.
    """
    named = [trace for trace in drawn.data if trace.name] if width else []
    return [named[start : start + _IN_SIGHT] for start in range(_IN_SIGHT, len(named), _IN_SIGHT)]


def _legend_below(drawn: go.Figure, traces: list[go.Scatter], number: int, height: int) -> None:
    """Name some traces in a line of the legend of their own."""
    name = f"legend{number + 1}"
    for trace in traces:
        trace.legend = name
    place = LEGEND_ON_TOP | {"y": 1 - _LEGEND * number / height}
    drawn.update_layout({name: drawn.layout.template.layout.legend.to_plotly_json() | place})


def _cell(row: Row, across: int, down: int) -> Cell:
    style = status(row["state"])
    said = (
        f"{safe(row['unit_name'])}<br>{safe(row['name_zh'])}<br>"
        f"{value_of(row)}　{style.label}<br>分子/分母 {base_of(row)}"
    )
    return Cell(across, down, style.background, style.colour, shown_in(row), said)


def _hatched(drawn: go.Figure, cells: list[Cell]) -> None:
    """Draw slanting lines over the cells whose value rests on too few reports."""
    across: list[float | None] = []
    up: list[float | None] = []
    for cell in cells:
        for left, right in _STROKES:
            across += [cell.column + left, cell.column + right, None]
            up += [cell.line + 0.44, cell.line - 0.44, None]
    if across:
        stroke = {"color": GREY, "width": 1}
        drawn.add_scatter(x=across, y=up, mode="lines", line=stroke, hoverinfo="skip", showlegend=False)
        drawn.add_scatter(x=[None], y=[None], mode="markers", name=FEW_LABEL, marker=FEW_SQUARE)


def _broken(names: list[str]) -> list[list[str]]:
    """Return the names of the columns in lines: shorter ones where the columns are many."""
    letters = 6 if len(names) <= _ROOMY else 4
    return [[safe(name[at : at + letters]) for at in range(0, len(name), letters)] for name in names]


def _clickable(drawn: go.Figure, rows: list[Row], cells: list[Cell]) -> None:
    """Lay unseen marks over the cells, because a click on a heat map selects nothing."""
    drawn.add_scatter(
        x=[cell.column for cell in cells],
        y=[cell.line for cell in cells],
        mode="markers",
        marker={"symbol": "square", "size": _CELL - 4, "color": "rgba(0,0,0,0)", "line": {"width": 0}},
        unselected={"marker": {"opacity": 0}},
        customdata=[[row["unit_id"], row["indicator_code"]] for row in rows],
        hovertext=[cell.hover for cell in cells],
        hoverinfo="text",
        showlegend=False,
    )
    for trace in drawn.select_traces({"mode": "text"}):
        trace.unselected = {"textfont": {"color": trace.textfont.color}}


@kept
def named_beside(frame: pl.DataFrame) -> tuple[go.Figure, go.Figure]:
    """Return `status_heat` in two figures of one height: names, which stand still, and cells, which may scroll."""
    drawn = status_heat(frame)
    head, names = drawn.layout.margin.t, list(drawn.layout.yaxis.ticktext or ())
    wide = 16 + _LETTER * max((len(name) for name in names), default=1)
    left, right = figure(drawn.layout.height), go.Figure(drawn)
    left.add_scatter(x=[None], y=[None], hoverinfo="skip", showlegend=False)
    left.update_layout(width=wide, margin={"l": wide - 2, "r": 0, "t": head, "b": _FOOT, "autoexpand": False})
    left.update_xaxes(visible=False)
    left.update_yaxes(
        tickvals=drawn.layout.yaxis.tickvals,
        ticktext=names,
        range=drawn.layout.yaxis.range,
        showgrid=False,
        automargin=False,
    )
    cells = drawn.layout.width and drawn.layout.width - _NAMES
    right.update_layout(width=cells, margin={"l": 2, "r": 8, "t": head, "b": _FOOT, "autoexpand": False})
    right.update_yaxes(showticklabels=False, automargin=False)
    return finished(left), finished(right)
