"""Units through time over the bands of their peers, on an axis of dates."""

from __future__ import annotations

import datetime as dt
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.annotations import LONGEST
from dashboards.charts.kept_figure import drawn_once
from dashboards.charts.marks import Row, column, peer_bands, standard_steps, status_key
from dashboards.charts.template import figure, short, unit_labels
from dashboards.shared.formatting import base_of, period_text, value_of
from dashboards.shared.labels import status
from dashboards.shared.plotly_text import safe
from dashboards.shared.theme import BLUE, GREY, SERIES

_MOST_TICKS = 8


@drawn_once
def decile_trend(
    frame: pl.DataFrame, bands: pl.DataFrame, unit_id: str, notes: pl.DataFrame | None = None, height: int = 420
) -> go.Figure:
    """Return the line of one unit, and thinner ones of the others in `frame`, over its peers' bands and the standard.

    `frame`: rows of `peers.trends`; `bands`: rows of `peer_bands` of one group; `notes` become dotted lines.
    """
    drawn = figure(height)
    rows = frame.sort("period_start").to_dicts()
    if not rows:
        return drawn
    own = [row for row in rows if row["unit_id"] == unit_id]
    starts = sorted(set(column(rows, "period_start")))
    among = bands.filter(pl.col("period_start").is_in(starts)).sort("period_start").to_dicts()
    peer_bands(drawn, column(among, "period_start"), among, GREY)
    known = [row for row in own or rows if row["standard"] is not None]
    standard_steps(drawn, column(known, "period_start"), known)
    for place, other in enumerate(_others(frame, unit_id)):
        _line(drawn, other, SERIES[place % len(SERIES)])
    if own:
        _own_line(drawn, own)
    if notes is not None:
        _notes(drawn, notes.to_dicts(), starts[0], max(column(rows, "period_end")))
    _name_periods(drawn, str(rows[0]["period_type"]), starts)
    drawn.update_yaxes(title={"text": f"{rows[0]['name_zh']}（{rows[0]['unit']}）"})
    drawn.update_layout(legend={"traceorder": "normal", "y": 1.02}, margin={"t": 72})
    return drawn


def _others(frame: pl.DataFrame, unit_id: str) -> list[list[Row]]:
    """Return the rows of each other unit, by name."""
    others = frame.filter(pl.col("unit_id") != unit_id).sort("unit_name", "unit_id", "period_start")
    return [part.to_dicts() for part in others.partition_by("unit_id")]


def _name_periods(drawn: go.Figure, period_type: str, starts: list[dt.date]) -> None:
    """Write the periods under the plot, the newest always; of many, every second or third."""
    step = -(-len(starts) // _MOST_TICKS)
    shown = starts[::-1][::step][::-1]
    names = [period_text(period_type, start).replace("年", "年<br>", 1) for start in shown]
    drawn.update_xaxes(tickvals=shown, ticktext=names)


def _line(drawn: go.Figure, rows: list[Row], look: tuple[str, str, str]) -> None:
    """Draw one of the other units, in the colour, the shape and the dash that are its own."""
    colour, marker, dash = look
    _through_time(
        drawn,
        rows,
        line={"color": colour, "width": 1.5, "dash": dash},
        marker={"size": 8, "symbol": marker, "color": colour, "line": {"width": 0, "color": colour}},
    )


def _own_line(drawn: go.Figure, rows: list[Row]) -> None:
    """Draw the unit itself; each point has the shape and colour of its status."""
    looks = [status(row["state"]) for row in rows]
    colours = [look.colour for look in looks]
    symbols = [look.marker for look in looks]
    _through_time(
        drawn,
        rows,
        line={"color": BLUE, "width": 2.5, "dash": "solid"},
        marker={"size": 10, "symbol": symbols, "color": colours, "line": {"width": 2, "color": colours}},
    )
    status_key(drawn, [row["state"] for row in rows if row["value"] is not None])


def _through_time(drawn: go.Figure, rows: list[Row], **look: Any) -> None:
    drawn.add_scatter(
        x=column(rows, "period_start"),
        y=column(rows, "value"),
        mode="lines+markers",
        name=unit_labels([str(rows[0]["unit_name"])], 16)[0],
        hovertext=[
            f"{safe(str(row['unit_name']))}<br>{period_text(row['period_type'], row['period_start'])}"
            f"<br>{value_of(row)}　{status(row['state']).label}<br>分子/分母 {base_of(row)}"
            for row in rows
        ],
        hoverinfo="text",
        cliponaxis=False,
        **look,
    )


def _notes(drawn: go.Figure, notes: list[Row], first: dt.date, last: dt.date) -> None:
    inside = [note for note in notes if first <= note["annotation_date"] <= last]
    for place, note in enumerate(inside):
        drawn.add_vline(x=note["annotation_date"].isoformat(), line={"color": GREY, "dash": "dot", "width": 1})
        drawn.add_annotation(
            x=note["annotation_date"].isoformat(),
            y=1 - 0.07 * (place % 3),
            yref="paper",
            yanchor="top",
            xanchor="left",
            text=short(str(note["label"]), LONGEST),
            showarrow=False,
            font={"size": 11, "color": GREY},
        )
