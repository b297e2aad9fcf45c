"""Units through time over the bands of their peers, on an axis of dates."""

from __future__ import annotations

import datetime as dt
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.annotations import LONGEST
from dashboards.charts.peer_axis import status_key
from dashboards.charts.template import figure, short, unit_labels
from dashboards.shared.formatting import base_of, period_text, value_of
from dashboards.shared.labels import status
from dashboards.shared.plotly_text import safe
from dashboards.shared.theme import BAND_INNER, BAND_OUTER, BLUE, GREY, INK, SERIES

Row = dict[str, Any]
_MOST_TICKS = 8


def decile_trend(
    frame: pl.DataFrame, bands: pl.DataFrame, unit_id: str, notes: pl.DataFrame | None = None, height: int = 420
) -> go.Figure:
    """Return the line of one unit, and thinner ones of the others in `frame`, over its peers' bands and the standard.

    `frame`: rows of `peers.trends`; `bands`: rows of `peer_bands` of one group; `notes` become dotted lines.
    """
    drawn = figure(height)
    rows = frame.sort("period_start").to_dicts()
    own = [row for row in rows if row["unit_id"] == unit_id]
    if not rows:
        return drawn
    starts = sorted({row["period_start"] for row in rows})
    _bands(drawn, bands.filter(pl.col("period_start").is_in(starts)).sort("period_start").to_dicts())
    _standard(drawn, own or rows)
    others = sorted({(row["unit_name"], row["unit_id"]) for row in rows if row["unit_id"] != unit_id})
    for place, (name, other) in enumerate(others):
        colour, marker, dash = SERIES[place % len(SERIES)]
        _line(drawn, name, [row for row in rows if row["unit_id"] == other], colour, marker, dash)
    if own:
        _line(drawn, own[0]["unit_name"], own, BLUE, None, "solid")
        status_key(drawn, [row["status"] for row in own if row["value"] is not None])
    if notes is not None:
        _notes(drawn, notes.to_dicts(), starts[0], max(row["period_end"] for row in rows))
    step = -(-len(starts) // _MOST_TICKS)
    shown = starts[::-1][::step][::-1]
    kind = rows[0]["period_type"]
    drawn.update_xaxes(
        tickvals=shown, ticktext=[period_text(kind, start).replace("年", "年<br>", 1) for start in shown]
    )
    drawn.update_yaxes(title={"text": f"{rows[0]['name_zh']}（{rows[0]['unit']}）"})
    drawn.update_layout(legend={"traceorder": "normal", "y": 1.02}, margin={"t": 72})
    return drawn


def _bands(drawn: go.Figure, rows: list[Row]) -> None:
    if not rows:
        return
    when = [row["period_start"] for row in rows]
    hidden = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    for low, high, colour, name in (
        ("peer_p10", "peer_p90", BAND_OUTER, "同类中间八成"),
        ("peer_p25", "peer_p75", BAND_INNER, "同类中间一半"),
    ):
        drawn.add_scatter(x=when, y=[row[low] for row in rows], showlegend=False, **hidden)
        drawn.add_scatter(
            x=when, y=[row[high] for row in rows], fill="tonexty", fillcolor=colour, name=name, **hidden
        )  # fmt: skip
    drawn.add_scatter(
        x=when, y=[row["peer_median"] for row in rows], mode="lines", name="同类中位数",
        line={"color": GREY, "dash": "dash", "width": 1.5}, hoverinfo="skip",
    )  # fmt: skip


def _standard(drawn: go.Figure, rows: list[Row]) -> None:
    known = [row for row in rows if row["standard"] is not None]
    if not known:
        return
    confirmed = all(row["standard_confirmed"] for row in known)
    drawn.add_scatter(
        x=[row["period_start"] for row in known], y=[row["standard"] for row in known], mode="lines",
        name="标准" if confirmed else "标准（未确认）",
        line={"color": INK if confirmed else GREY, "width": 2, "shape": "hv"}, hoverinfo="skip",
    )  # fmt: skip


def _line(drawn: go.Figure, name: str, rows: list[Row], colour: str, marker: str | None, dash: str) -> None:
    """Draw one unit; without a marker of its own each point has the shape and colour of its status."""
    looks = [status(row["status"]) for row in rows]
    drawn.add_scatter(
        x=[row["period_start"] for row in rows],
        y=[row["value"] for row in rows],
        mode="lines+markers",
        name=unit_labels([str(name)], 16)[0],
        line={"color": colour, "width": 1.5 if marker else 2.5, "dash": dash},
        marker={
            "size": 8 if marker else 10,
            "symbol": marker or [look.marker for look in looks],
            "color": colour if marker else [look.colour for look in looks],
            "line": {"width": 0 if marker else 2, "color": [colour if marker else look.colour for look in looks]},
        },
        hovertext=[
            f"{safe(str(row['unit_name']))}<br>{period_text(row['period_type'], row['period_start'])}"
            f"<br>{value_of(row)}　{look.label}<br>分子/分母 {base_of(row)}"
            for row, look in zip(rows, looks, strict=True)
        ],
        hoverinfo="text",
        cliponaxis=False,
    )


def _notes(drawn: go.Figure, notes: list[Row], first: dt.date, last: dt.date) -> None:
    inside = [note for note in notes if first <= note["annotation_date"] <= last]
    for place, note in enumerate(inside):
        drawn.add_vline(x=note["annotation_date"].isoformat(), line={"color": GREY, "dash": "dot", "width": 1})
        drawn.add_annotation(
            x=note["annotation_date"].isoformat(), y=1 - 0.07 * (place % 3), yref="paper", yanchor="top",
            xanchor="left", text=short(str(note["label"]), LONGEST), showarrow=False, font={"size": 11, "color": GREY},
        )  # fmt: skip
