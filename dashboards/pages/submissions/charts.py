"""Organisations by months: what is due, what came."""

from __future__ import annotations

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.grid import MONTHS, Cell, grid
from dashboards.charts.kept_figure import drawn_once
from dashboards.charts.marks import LEGEND_ON_TOP
from dashboards.charts.template import unit_labels
from dashboards.shared.formatting import count
from dashboards.shared.labels import SUBMISSION_STATES
from dashboards.shared.plotly_text import safe
from dashboards.shared.theme import INK


@drawn_once
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
        cells.append(Cell(row["month"].month - 1, line[row["unit_id"]], background, INK, shape, hover_text))
    states = {row["state"] for row in rows}
    legend = [
        (f"{shape} {word}", background)
        for state, (shape, word, background) in SUBMISSION_STATES.items()
        if state in states
    ]
    drawn = grid(MONTHS, unit_labels([name for _, name in units]), cells, legend)
    drawn.update_layout(margin={"t": 76}, legend=LEGEND_ON_TOP)
    drawn.update_xaxes(side="top")  # a long matrix scrolls: months at its foot would be out of sight
    return drawn
