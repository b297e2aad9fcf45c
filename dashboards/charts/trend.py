"""One unit's indicator through time, over the peers' bands."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.annotations import mark
from dashboards.charts.kept_figure import drawn_once
from dashboards.charts.marks import Row, column, peer_bands, standard_steps, status_key
from dashboards.charts.template import figure
from dashboards.shared.formatting import base_of, period_text, value_of
from dashboards.shared.labels import status
from dashboards.shared.theme import BLUE

_UPRIGHT = 8
"""More characters than this and the unit do not fit beside a low plot."""
_FEW = 6
"""So many points have their values written over them."""


@drawn_once
def trend(frame: pl.DataFrame, notes: pl.DataFrame | None = None, height: int = 320) -> go.Figure:
    """Return the line of `values.trend` rows; `notes` (date, label) become vertical lines."""
    rows = frame.to_dicts()
    drawn = figure(height)
    if not rows:
        return drawn
    when = [_when(row) for row in rows]
    peer_bands(drawn, when, rows, BLUE)
    standard_steps(drawn, when, rows)
    _own_line(drawn, when, rows)
    status_key(drawn, [row["state"] for row in rows if row["value"] is not None])
    mark(drawn, column(rows, "period_start"), notes)
    drawn.update_xaxes(type="category", categoryorder="array", categoryarray=when)
    drawn.update_yaxes(
        title={"text": _titled(str(rows[0]["name_zh"]), str(rows[0]["unit"]))},
        rangemode="normal",
        autorangeoptions={"include": _room(rows)},
    )
    return drawn


def _when(row: Row) -> str:
    text = period_text(row["period_type"], row["period_start"])
    return text if row["is_closed"] else f"{text}<br>（未结束）"


def _own_line(drawn: go.Figure, when: Sequence[str], rows: Sequence[Row]) -> None:
    """Draw the unit's line, dotted to where a period has not ended: what it will be is not known yet."""
    ended = sum(row["is_closed"] for row in rows)
    values = column(rows, "value")
    line = {"color": BLUE, "width": 2.5}
    drawn.add_scatter(x=when[:ended], y=values[:ended], mode="lines", name="本单位", line=line, hoverinfo="skip")
    if ended < len(rows):
        start = max(ended - 1, 0)
        drawn.add_scatter(
            x=when[start:], y=values[start:], mode="lines", name="未结束", line=line | {"dash": "dot"}, hoverinfo="skip"
        )
    _own_marks(drawn, when, rows)


def _own_marks(drawn: go.Figure, when: Sequence[str], rows: Sequence[Row]) -> None:
    looks = [status(row["state"]) for row in rows]
    colours = [look.colour for look in looks]
    drawn.add_scatter(
        x=when,
        y=column(rows, "value"),
        mode="markers+text" if len(rows) <= _FEW else "markers",
        showlegend=False,
        text=[value_of(row) if row["value"] is not None else "" for row in rows],
        textposition="top center",
        marker={
            "size": 10,
            "color": colours,
            "symbol": [look.marker for look in looks],
            "line": {"width": 2, "color": colours},
        },
        hovertext=[
            f"{text}<br>{value_of(row)}　{look.label}<br>分子/分母 {base_of(row)}"
            for text, row, look in zip(when, rows, looks, strict=True)
        ],
        hoverinfo="text",
        cliponaxis=False,
    )


def _room(rows: Sequence[Row]) -> list[float]:
    """Return a height above the highest point, so that the number over it is not under the legend."""
    known = [
        row[name] for row in rows for name in ("value", "standard", "peer_p10", "peer_p90") if row[name] is not None
    ]
    return [max(known) + 0.22 * (max(known) - min(known))] if known else []


def _titled(name: str, unit: str) -> str:
    """Return the title of the upright axis; of a long name the unit stands in a line of its own."""
    return f"{name}{'<br>' if len(name) > _UPRIGHT else ''}（{unit}）"
