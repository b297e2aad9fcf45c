"""One indicator, many units: sorted dots with intervals, the standard, and what the peers reached; no ranks."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.marks import (
    PEER_BANDS,
    Row,
    column,
    few_key,
    name_rows,
    standard_line,
    standard_name,
    status_marker,
)
from dashboards.charts.template import figure, unit_labels
from dashboards.pages.compare.peer_chart import axis_title, hover
from dashboards.shared.labels import STATES, Status
from dashboards.shared.theme import BLUE, GREY

_ROW_HEIGHT, _AXIS_HEIGHT = 26, 60
_EDGE = 0.7
"""Room over the first unit and under the last, in heights of a row."""
Point = tuple[int, Row]
MOST_IN_SIGHT = 30
"""So many units are seen at a glance; a chart of more has its axis on top."""
MOST_DRAWN = 200
"""More dots than this are drawn for nobody; the table has them all."""


def _limits(rows: list[Row], band: Row | None, names: tuple[str, ...]) -> tuple[float, float]:
    """Return the ends of the axis: room for what `names` hold, and for the peers' wide band."""
    numbers = [float(row[name]) for row in rows for name in names if row.get(name) is not None]
    if band:
        numbers += [float(band[name]) for name in (*names, *PEER_BANDS[0][:2]) if band.get(name) is not None]
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
    rows = _in_order(frame)
    if not rows:
        return figure(120)
    drawn = figure(110 + _ROW_HEIGHT * len(rows))
    low, high = _limits(rows, band, ("value", f"lower_{limits}", f"upper_{limits}", "standard"))
    _zones(drawn, band, len(rows))
    bold = {row["unit_id"] for row in rows if row["unit_id"] in picked}
    for code, style in STATES.items():
        _units(drawn, [(place, row) for place, row in enumerate(rows) if row["state"] == code], style, limits, bold)
    few_key(drawn, rows, range(len(rows)))
    _standard(drawn, rows)
    _medians(drawn, rows, band)
    name_rows(drawn, _labels(rows, bold), _EDGE)
    _band_words(drawn, [row.get("band") or "" for row in rows], high)
    drawn.update_xaxes(title={"text": axis_title(rows[0])}, range=[low, high])
    if len(rows) > MOST_IN_SIGHT:
        _axis_on_top(drawn, len(rows))
    return drawn


def _in_order(frame: pl.DataFrame) -> list[Row]:
    """Return the units with a value, what needs attention first."""
    rows: list[Row] = frame.filter(pl.col("value").is_not_null()).to_dicts()
    lower_is_better = any(str(row.get("direction")) == "lower" for row in rows[:1])
    rows.sort(key=lambda row: (row["value"], row["unit_name"]), reverse=lower_is_better)
    return rows[:MOST_DRAWN]


def _labels(rows: list[Row], bold: set[str]) -> list[str]:
    labels = unit_labels([str(row["unit_name"]) for row in rows])
    return [f"<b>{label}</b>" if row["unit_id"] in bold else label for label, row in zip(labels, rows, strict=True)]


def _axis_on_top(drawn: go.Figure, rows: int) -> None:
    """Put the numbers where a chart begins that is too high to be seen whole; the legend stands above them."""
    drawn.update_xaxes(side="top")
    drawn.update_layout(legend={"y": 1 + _AXIS_HEIGHT / (_ROW_HEIGHT * rows)})


def _units(drawn: go.Figure, points: list[Point], style: Status, limits: str, bold: set[str]) -> None:
    """Draw the units of one status: pale where others are picked, those that are picked over them."""
    picked = [point for point in points if point[1]["unit_id"] in bold]
    others = [point for point in points if point[1]["unit_id"] not in bold]
    if others:
        _dots(drawn, others, style, limits, pale=bool(bold), in_legend=not picked)
    if picked:
        _dots(drawn, picked, style, limits, pale=False, in_legend=True)


def _dots(drawn: go.Figure, points: list[Point], style: Status, limits: str, *, pale: bool, in_legend: bool) -> None:
    rows = [row for _, row in points]
    upper = [_beyond(row, f"upper_{limits}", 1) for row in rows]
    lower = [_beyond(row, f"lower_{limits}", -1) for row in rows]
    drawn.add_scatter(
        x=column(rows, "value"),
        y=[place for place, _ in points],
        mode="markers",
        name=style.word,
        legendgroup=style.word,
        showlegend=in_legend,
        opacity=0.3 if pale else 1,
        marker=status_marker(style, 11),
        error_x={
            "type": "data",
            "symmetric": False,
            "array": upper,
            "arrayminus": lower,
            "color": GREY,
            "thickness": 1,
            "width": 0,
        },
        hovertext=list(map(hover, rows)),
        hoverinfo="text",
    )


def _beyond(row: Row, end: str, side: int) -> float:
    """Return how far the interval reaches from the value on one side; nothing where it has no such end."""
    return 0.0 if row[end] is None else max(0.0, side * (row[end] - row["value"]))


def _zones(drawn: go.Figure, band: Row | None, rows: int) -> None:
    """Shade what the middle four fifths and the middle half of the peers reached, where all units have the same."""
    if band is None:
        return
    for low, high, colour, name in PEER_BANDS:
        ends, flat = [band[low], band[high]], {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
        drawn.add_scatter(x=ends, y=[-_EDGE, -_EDGE], name=name, showlegend=False, **flat)
        drawn.add_scatter(x=ends, y=[rows - 1 + _EDGE] * 2, fill="tonexty", fillcolor=colour, name=name, **flat)


def _band_words(drawn: go.Figure, words: list[str], high: float) -> None:
    """Write each unit's band (前10% … 后10%), if any has one, at the right of the plot, whose axis ends at `high`."""
    if not any(words):
        return
    drawn.add_scatter(
        x=[high] * len(words),
        y=list(range(len(words))),
        mode="text",
        name="分位段",
        text=words,
        textposition="middle right",
        textfont={"size": 12, "color": GREY},
        cliponaxis=False,
        showlegend=False,
        hoverinfo="skip",
    )
    drawn.add_annotation(
        x=high,
        xref="x",
        xshift=8,
        y=1,
        yref="paper",
        xanchor="left",
        yanchor="bottom",
        text="分位段",
        showarrow=False,
        font={"size": 12, "color": GREY},
    )
    drawn.update_layout(margin={"r": 58})


def _standard(drawn: go.Figure, rows: list[Row]) -> None:
    standard, confirmed = rows[0].get("standard"), bool(rows[0].get("standard_confirmed"))
    if standard is not None:
        drawn.add_scatter(
            x=[float(standard)] * 2,
            y=[-_EDGE, len(rows) - 1 + _EDGE],
            mode="lines",
            name=f"{standard_name(confirmed)} {float(standard):g}{rows[0]['unit']}",
            line=standard_line(confirmed),
            hoverinfo="skip",
        )


def _medians(drawn: go.Figure, rows: list[Row], band: Row | None) -> None:
    """Draw the peers' median: a line where all units have the same, else a mark at each unit."""
    known = {row["peer_median"] for row in rows if row.get("peer_median") is not None}
    middles = [band["peer_median"]] if band else sorted(known)
    if len(middles) == 1:
        drawn.add_scatter(
            x=[middles[0], middles[0]],
            y=[-_EDGE, len(rows) - 1 + _EDGE],
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
