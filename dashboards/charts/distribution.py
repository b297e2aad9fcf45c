"""One indicator, many units: sorted dots with intervals, the standard, and what the peers reached; no ranks."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.peer_axis import Row, axis_title, hover
from dashboards.charts.template import figure, unit_labels
from dashboards.shared.labels import STATUSES, Status
from dashboards.shared.theme import BAND_INNER, BAND_OUTER, BLUE, GREY, INK

_ROW_HEIGHT, _AXIS_HEIGHT = 26, 60
MOST_IN_SIGHT = 30
"""So many units are seen at a glance; a chart of more has its axis on top."""
MOST_DRAWN = 200
"""More dots than this are drawn for nobody; the table has them all."""


def _standard(row: Row) -> tuple[float, str] | None:
    if row.get("standard") is None:
        return None
    return float(row["standard"]), "标准" if row.get("standard_confirmed") else "标准（未确认）"


def _limits(rows: list[Row], names: tuple[str, ...]) -> tuple[float, float]:
    numbers = [float(row[name]) for row in rows for name in names if row.get(name) is not None]
    low, high = min(numbers), max(numbers)
    pad = (high - low) * 0.06 or 1.0
    return low - pad, high + pad


def distribution(
    frame: pl.DataFrame, *, band: Row | None = None, limits: str = "95", picked: Sequence[str] = ()
) -> go.Figure:
    """Return units with intervals, the standard and the peers' median; what needs attention on top, no ranks.

    `frame`: rows of `values.across`; rows without a value are left to the table. `band`: the quantiles of the peers,
    where all units have the same ones. `limits`: 95 or 998. Where some are `picked`, the others are drawn pale.
    """
    rows: list[Row] = frame.filter(pl.col("value").is_not_null()).to_dicts()
    if not rows:
        return figure(120)
    lowest_first = str(rows[0].get("direction")) == "lower"
    rows.sort(key=lambda row: (row["value"], row["unit_name"]), reverse=lowest_first)
    rows = rows[:MOST_DRAWN]
    drawn = figure(110 + _ROW_HEIGHT * len(rows))
    names = ("value", f"lower_{limits}", f"upper_{limits}", "standard")
    low, high = _limits([*rows, band] if band else rows, (*names, "peer_p10", "peer_p90") if band else names)
    if band:
        _zones(drawn, band, len(rows))
    bold = {row["unit_id"] for row in rows if row["unit_id"] in picked}
    for code, style in STATUSES.items():
        mine = [(place, row) for place, row in enumerate(rows) if row["status"] == code]
        for pale in (True, False):
            points = [(place, row) for place, row in mine if (bool(bold) and row["unit_id"] not in bold) == pale]
            if points:
                first = not pale or all(row["unit_id"] not in bold for _, row in mine)
                _dots(drawn, points, style, limits, pale=pale, in_legend=first)
    _reference_lines(drawn, rows, band)
    labels = unit_labels([str(row["unit_name"]) for row in rows])
    drawn.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=[
            f"<b>{label}</b>" if row["unit_id"] in bold else label for label, row in zip(labels, rows, strict=True)
        ],
        range=[len(rows) - 0.3, -0.7],
    )
    if any(row.get("band") for row in rows):
        _band_words(drawn, rows, high)
    drawn.update_xaxes(title={"text": axis_title(rows[0])}, range=[low, high])
    if len(rows) > MOST_IN_SIGHT:
        _axis_on_top(drawn, len(rows))
    return drawn


def _axis_on_top(drawn: go.Figure, rows: int) -> None:
    """Put the numbers where a chart begins that is too high to be seen whole; the legend stands above them."""
    drawn.update_xaxes(side="top")
    drawn.update_layout(legend={"y": 1 + _AXIS_HEIGHT / (_ROW_HEIGHT * rows)})


def _dots(
    drawn: go.Figure, points: list[tuple[int, Row]], style: Status, limits: str, *, pale: bool, in_legend: bool
) -> None:
    rows = [row for _, row in points]
    lower, upper = f"lower_{limits}", f"upper_{limits}"
    drawn.add_scatter(
        x=[row["value"] for row in rows],
        y=[place for place, _ in points],
        mode="markers",
        name=style.word,
        legendgroup=style.word,
        showlegend=in_legend,
        opacity=0.3 if pale else 1,
        marker={
            "symbol": style.marker,
            "size": 11,
            "color": style.colour,
            "line": {"width": 2, "color": style.colour},
        },
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [max(0.0, (row["value"] if row[upper] is None else row[upper]) - row["value"]) for row in rows],
            "arrayminus": [
                max(0.0, row["value"] - (row["value"] if row[lower] is None else row[lower])) for row in rows
            ],
            "color": GREY,
            "thickness": 1,
            "width": 0,
        },
        hovertext=[hover(row) for row in rows],
        hoverinfo="text",
    )


def _zones(drawn: go.Figure, band: Row, rows: int) -> None:
    """Shade what the middle four fifths and the middle half of the peers reached."""
    for low, high, colour, name in (
        ("peer_p10", "peer_p90", BAND_OUTER, "同类中间八成"),
        ("peer_p25", "peer_p75", BAND_INNER, "同类中间一半"),
    ):
        ends, flat = [band[low], band[high]], {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
        drawn.add_scatter(x=ends, y=[-0.7, -0.7], name=name, showlegend=False, **flat)
        drawn.add_scatter(x=ends, y=[rows - 0.3] * 2, fill="tonexty", fillcolor=colour, name=name, **flat)


def _band_words(drawn: go.Figure, rows: list[Row], high: float) -> None:
    """Write each unit's band (前10% … 后10%) at the right of the plot, whose axis ends at `high`."""
    drawn.add_scatter(
        x=[high] * len(rows),
        y=list(range(len(rows))),
        mode="text",
        name="分位段",
        text=[row.get("band") or "" for row in rows],
        textposition="middle right",
        textfont={"size": 12, "color": GREY},
        cliponaxis=False,
        showlegend=False,
        hoverinfo="skip",
    )
    drawn.add_annotation(
        x=high, xref="x", xshift=8, y=1, yref="paper", xanchor="left", yanchor="bottom", text="分位段", showarrow=False,
        font={"size": 12, "color": GREY},
    )  # fmt: skip
    drawn.update_layout(margin={"r": 58})


def _reference_lines(drawn: go.Figure, rows: list[Row], band: Row | None) -> None:
    standard = _standard(rows[0])
    if standard is not None:
        drawn.add_scatter(
            x=[standard[0], standard[0]],
            y=[-0.7, len(rows) - 0.3],
            mode="lines",
            name=f"{standard[1]} {standard[0]:g}{rows[0]['unit']}",
            line={"color": INK if standard[1] == "标准" else GREY, "width": 2},
            hoverinfo="skip",
        )
    middles = sorted({row["peer_median"] for row in rows if row.get("peer_median") is not None})
    if band:
        middles = [band["peer_median"]]
    if len(middles) == 1:
        drawn.add_scatter(
            x=[middles[0], middles[0]],
            y=[-0.7, len(rows) - 0.3],
            mode="lines",
            name=f"同类中位数 {middles[0]:.1f}",
            line={"color": BLUE, "width": 1.5, "dash": "dash"},
            hoverinfo="skip",
        )
    elif middles:
        drawn.add_scatter(
            x=[row.get("peer_median") for row in rows],
            y=list(range(len(rows))),
            mode="markers",
            name="各自同类的中位数",
            marker={"symbol": "line-ns-open", "size": 14, "color": BLUE, "line": {"width": 2}},
            hoverinfo="skip",
        )
