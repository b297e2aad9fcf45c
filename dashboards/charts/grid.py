"""Grids of cells, each with shape, word and background: statuses, months, submissions."""

from __future__ import annotations

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.template import figure, short, unit_labels
from dashboards.shared.formatting import base_of, count
from dashboards.shared.labels import STATUSES, SUBMISSION_STATES, status
from dashboards.shared.plotly_text import safe

_CELL = 28


def grid(
    columns: list[str],
    lines: list[str],
    cells: list[tuple[int, int, str, str, str, str]],
    legend: list[tuple[str, str]],
) -> go.Figure:
    """Draw cells (column, line, background, colour, text, hover) and a legend of (label, background)."""
    drawn = figure(100 + _CELL * max(1, len(lines)))
    drawn.update_layout(margin={"t": 56})
    backgrounds = sorted({cell[2] for cell in cells})
    place = {background: number for number, background in enumerate(backgrounds)}
    top = max(1, len(backgrounds) - 1)
    filled: list[list[int | None]] = [[None] * len(columns) for _ in lines]
    hover = [[""] * len(columns) for _ in lines]
    for column, line, background, _, _, hover_text in cells:
        filled[line][column] = place[background]
        hover[line][column] = hover_text
    drawn.add_heatmap(
        z=filled,
        zmin=0,
        zmax=top,
        colorscale=[[number / top, background] for background, number in place.items()]
        if len(backgrounds) > 1
        else [[0, (backgrounds or ["#FFFFFF"])[0]], [1, (backgrounds or ["#FFFFFF"])[0]]],
        showscale=False,
        hovertext=hover,
        hoverinfo="text",
        xgap=2,
        ygap=2,
    )
    for colour in sorted({cell[3] for cell in cells}):
        mine = [cell for cell in cells if cell[3] == colour]
        drawn.add_scatter(
            x=[cell[0] for cell in mine],
            y=[cell[1] for cell in mine],
            mode="text",
            text=[cell[4] for cell in mine],
            textfont={"color": colour, "size": 12},
            hoverinfo="skip",
            showlegend=False,
        )
    for label, background in legend:
        drawn.add_scatter(
            x=[None], y=[None], mode="markers", name=label,
            marker={"symbol": "square", "size": 12, "color": background, "line": {"width": 1, "color": "#8A9099"}},
        )  # fmt: skip
    drawn.update_xaxes(
        tickvals=list(range(len(columns))),
        ticktext=columns,
        side="bottom",
        showgrid=False,
        ticks="",
        range=[-0.5, len(columns) - 0.5],
    )
    drawn.update_yaxes(
        tickvals=list(range(len(lines))), ticktext=lines, showgrid=False, ticks="", range=[len(lines) - 0.5, -0.5]
    )
    return drawn


def _status_legend(codes: set[str]) -> list[tuple[str, str]]:
    return [(style.label, style.background) for code, style in STATUSES.items() if code in codes]


def month_strip(frame: pl.DataFrame) -> go.Figure:
    """Return a year's months (columns) by monthly and quarterly requirements (rows) of one unit."""
    rows = frame.to_dicts()
    codes = sorted({(row["indicator_code"], row["name_zh"]) for row in rows})
    line = {code: number for number, (code, _) in enumerate(codes)}
    cells = []
    for row in rows:
        style = status(row["status"])
        wide = 3 if row["period_type"] == "quarter" else 1
        done = row["numerator"] is not None and row["denominator"]
        shown = f"{count(row['numerator'])}/{count(row['denominator'])}" if done else style.shape
        hover_text = f"{row['name_zh']}<br>{style.label}<br>已开展/应开展 {base_of(row)}"
        for offset in range(wide):
            text = shown if offset == wide // 2 else ""
            cells.append(
                (
                    row["period_start"].month - 1 + offset,
                    line[row["indicator_code"]],
                    style.background,
                    style.colour,
                    text,
                    hover_text,
                )
            )
    return grid(
        [f"{month}月" for month in range(1, 13)],
        [short(name, 12) for _, name in codes],
        cells,
        _status_legend({row["status"] for row in rows}),
    )


def submission_matrix(frame: pl.DataFrame) -> go.Figure:
    """Return organisations (rows) by months (columns) with the state of what is due; rows of `submissions.matrix`."""
    rows = frame.to_dicts()
    units = list(dict.fromkeys((row["unit_id"], row["unit_name"]) for row in rows))
    line = {unit_id: number for number, (unit_id, _) in enumerate(units)}
    cells = []
    for row in rows:
        shape, word, background = SUBMISSION_STATES.get(row["state"], SUBMISSION_STATES["not_due"])
        hover_text = (
            f"{safe(row['unit_name'])}<br>{row['month'].month}月 {shape} {word}"
            f"<br>收到 {count(row['rows_received'])} 行，退回 {count(row['rows_returned'])} 行"
        )
        cells.append((row["month"].month - 1, line[row["unit_id"]], background, "#1F2933", shape, hover_text))
    states = {row["state"] for row in rows}
    legend = [
        (f"{shape} {word}", background)
        for state, (shape, word, background) in SUBMISSION_STATES.items()
        if state in states
    ]
    drawn = grid([f"{month}月" for month in range(1, 13)], unit_labels([name for _, name in units]), cells, legend)
    drawn.update_layout(margin={"t": 76}, legend={"yref": "container", "y": 1.0, "yanchor": "top"})
    drawn.update_xaxes(side="top")  # a long matrix scrolls: months at its foot would be out of sight
    return drawn
