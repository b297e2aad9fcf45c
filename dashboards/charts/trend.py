"""One unit's indicator through time, over the peers' bands."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.annotations import mark
from dashboards.charts.peer_axis import status_key
from dashboards.charts.template import figure
from dashboards.shared.formatting import base_of, period_text, value_of
from dashboards.shared.labels import status
from dashboards.shared.theme import BAND_INNER, BAND_OUTER, BLUE, GREY, INK

_UPRIGHT = 8
"""More characters than this and the unit do not fit beside a low plot."""


def trend(frame: pl.DataFrame, notes: pl.DataFrame | None = None, height: int = 320) -> go.Figure:
    """Return the line of `values.trend` rows; `notes` (date, label) become vertical lines."""
    rows = frame.to_dicts()
    drawn = figure(height)
    if not rows:
        return drawn
    when = [period_text(row["period_type"], row["period_start"]) for row in rows]
    for low, high, colour, name in (
        ("peer_p10", "peer_p90", BAND_OUTER, "同类中间八成"),
        ("peer_p25", "peer_p75", BAND_INNER, "同类中间一半"),
    ):
        if any(row[low] is not None for row in rows):
            drawn.add_scatter(
                x=when,
                y=[row[low] for row in rows],
                mode="lines",
                line={"width": 0},
                showlegend=False,
                hoverinfo="skip",
            )
            drawn.add_scatter(
                x=when, y=[row[high] for row in rows], mode="lines", line={"width": 0}, fill="tonexty",
                fillcolor=colour,                 name=name, hoverinfo="skip",
            )  # fmt: skip
    if any(row["peer_median"] is not None for row in rows):
        drawn.add_scatter(
            x=when, y=[row["peer_median"] for row in rows], mode="lines", name="同类中位数",
            line={"color": BLUE, "dash": "dash", "width": 1.5}, hoverinfo="skip",
        )  # fmt: skip
    if any(row["standard"] is not None for row in rows):
        confirmed = all(row["standard_confirmed"] for row in rows if row["standard"] is not None)
        drawn.add_scatter(
            x=when, y=[row["standard"] for row in rows], mode="lines", name="标准" if confirmed else "标准（未确认）",
            line={"color": INK if confirmed else GREY, "width": 2, "shape": "hv"}, hoverinfo="skip",
        )  # fmt: skip
    drawn.add_scatter(
        x=when,
        y=[row["value"] for row in rows],
        mode="lines+markers+text" if len(rows) <= 6 else "lines+markers",
        name="本单位",
        text=[value_of(row) if row["value"] is not None else "" for row in rows],
        textposition="top center",
        line={"color": BLUE, "width": 2.5},
        marker={
            "size": 10,
            "color": [status(row["status"]).colour for row in rows],
            "symbol": [status(row["status"]).marker for row in rows],
            "line": {"width": 2, "color": [status(row["status"]).colour for row in rows]},
        },
        hovertext=[
            f"{text}<br>{value_of(row)}　{status(row['status']).label}<br>分子/分母 {base_of(row)}"
            for text, row in zip(when, rows, strict=True)
        ],
        hoverinfo="text",
        cliponaxis=False,
    )
    status_key(drawn, [row["status"] for row in rows if row["value"] is not None])
    mark(drawn, [row["period_start"] for row in rows], notes)
    drawn.update_xaxes(type="category")
    drawn.update_yaxes(
        title={"text": _titled(str(rows[0]["name_zh"]), str(rows[0]["unit"]))},
        rangemode="normal",
        autorangeoptions={"include": _room(rows)},
    )
    return drawn


def _room(rows: list[dict[str, Any]]) -> list[float]:
    """Return a height above the highest point, so that the number over it is not under the legend."""
    known = [
        row[name] for row in rows for name in ("value", "standard", "peer_p10", "peer_p90") if row[name] is not None
    ]
    return [max(known) + 0.14 * (max(known) - min(known))] if known else []


def _titled(name: str, unit: str) -> str:
    """Return the title of the upright axis; of a long name the unit stands in a line of its own."""
    return f"{name}{'<br>' if len(name) > _UPRIGHT else ''}（{unit}）"
