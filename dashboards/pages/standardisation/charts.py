"""Organisations by the eight items: points and conclusions."""

from __future__ import annotations

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.grid import Cell, grid
from dashboards.charts.kept_figure import drawn_once
from dashboards.charts.marks import LEGEND_ON_TOP
from dashboards.charts.template import unit_labels
from dashboards.shared.formatting import count, in_order
from dashboards.shared.labels import CONCLUSIONS, NO_CONCLUSION, Status
from dashboards.shared.plotly_text import safe

_CELL = 28


@drawn_once
def item_grid(frame: pl.DataFrame) -> go.Figure:
    """Return organisations (rows) by the eight items (columns): points over full points, coloured by the conclusion."""
    rows = frame.to_dicts()
    organisations = list(dict.fromkeys((row["org_code"], row["org_name"]) for row in rows))
    items = in_order(row["item"] for row in rows)
    line = {code: place for place, (code, _) in enumerate(organisations)}
    cells = []
    styles: dict[str, Status] = {}
    for row in rows:
        style = CONCLUSIONS.get(str(row["conclusion"]), NO_CONCLUSION)
        styles[style.word] = style
        scored = f"{count(row['points'])}/{count(row['full_points'])}"
        hover_text = f"{safe(row['org_name'])}<br>{safe(row['item'])}<br>得分 {scored}　{style.label}"
        place = items.index(row["item"]), line[row["org_code"]]
        cells.append(Cell(*place, style.background, style.colour, f"{style.shape} {scored}", hover_text))
    drawn = grid(
        ["<br>".join(safe(name[at : at + 4]) for at in range(0, len(name), 4)) for name in items],
        unit_labels([name for _, name in organisations]),
        cells,
        [(style.label, style.background) for style in styles.values()],
    )
    # The names of the items stay in sight above a board that scrolls.
    drawn.update_layout(height=140 + _CELL * len(organisations), margin={"t": 92}, legend=LEGEND_ON_TOP)
    drawn.update_xaxes(tickangle=0, side="top")
    return drawn
