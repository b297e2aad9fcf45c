"""A year's months by the requirements of one unit."""

from __future__ import annotations

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.grid import MONTHS, Cell, grid, status_legend
from dashboards.charts.kept_figure import drawn_once
from dashboards.charts.marks import Row
from dashboards.charts.template import short
from dashboards.shared.formatting import base_of, count
from dashboards.shared.labels import status


@drawn_once
def month_strip(frame: pl.DataFrame) -> go.Figure:
    """Return a year's months (columns) by monthly and quarterly requirements (rows) of one unit."""
    rows = frame.to_dicts()
    codes = sorted({(row["indicator_code"], row["name_zh"]) for row in rows})
    line = {code: number for number, (code, _) in enumerate(codes)}
    cells = [cell for row in rows for cell in _requirement(row, line[row["indicator_code"]])]
    return grid(MONTHS, [short(name, 12) for _, name in codes], cells, status_legend(row["status"] for row in rows))


def _requirement(row: Row, line: int) -> list[Cell]:
    """Return the cells of one requirement: one a month of its period, with the numbers in the middle one."""
    style = status(row["state"])
    wide = 3 if row["period_type"] == "quarter" else 1
    done = row["numerator"] is not None and row["denominator"]
    shown = f"{count(row['numerator'])}/{count(row['denominator'])}" if done else style.shape
    hover_text = f"{row['name_zh']}<br>{style.label}<br>已开展/应开展 {base_of(row)}"
    first = row["period_start"].month - 1
    return [
        Cell(first + offset, line, style.background, style.colour, shown if offset == wide // 2 else "", hover_text)
        for offset in range(wide)
    ]
