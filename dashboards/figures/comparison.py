"""One indicator, many units: sorted dots with intervals, a funnel, and one unit among unnamed peers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboards.figures.template import figure, safe, short
from dashboards.theme import BAND_INNER, BAND_OUTER, BLUE, DIRECTIONS, GREY, INK, STATUSES, Status, status
from dashboards.words import base_of, value_of

Row = dict[str, Any]
_ROW_HEIGHT = 26
MOST_DRAWN = 200
"""More dots than this are drawn for nobody; the table has them all."""


def _hover(row: Row) -> str:
    return (
        f"{safe(str(row['unit_name']))}<br>{value_of(row)}　{status(row['status']).label}<br>分子/分母 {base_of(row)}"
    )


def _axis_title(row: Row) -> str:
    direction = DIRECTIONS.get(str(row.get("direction")), "")
    return f"{row['name_zh']}（{row['unit']}，{direction}）"


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

    `frame`: rows of `warehouse.across`; rows without a value are left to the table. `band`: the quantiles of the peers,
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
    labels = [short(str(row["unit_name"])) for row in rows]
    drawn.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=[
            f"<b>{label}</b>" if row["unit_id"] in bold else label for label, row in zip(labels, rows, strict=True)
        ],
        range=[len(rows) - 0.3, -0.7],
    )
    if any(row.get("band") for row in rows):
        high = _band_words(drawn, rows, low, high)
    drawn.update_xaxes(title={"text": _axis_title(rows[0])}, range=[low, high])
    return drawn


def _dots(
    drawn: go.Figure, points: list[tuple[int, Row]], style: Status, limits: str, *, pale: bool, in_legend: bool
) -> None:
    rows = [row for _, row in points]
    lower, upper = f"lower_{limits}", f"upper_{limits}"
    drawn.add_scatter(
        x=[row["value"] for row in rows],
        y=[place for place, _ in points],
        mode="markers",
        name=style.label,
        legendgroup=style.label,
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
        hovertext=[_hover(row) for row in rows],
        hoverinfo="text",
    )


def _zones(drawn: go.Figure, band: Row, rows: int) -> None:
    """Shade what the middle four fifths and the middle half of the peers reached."""
    for low, high, colour, name in (
        ("peer_p10", "peer_p90", BAND_OUTER, "同类中间八成"),
        ("peer_p25", "peer_p75", BAND_INNER, "同类中间一半"),
    ):
        drawn.add_scatter(
            x=[band[low], band[high], band[high], band[low]],
            y=[-0.7, -0.7, rows - 0.3, rows - 0.3],
            fill="toself", fillcolor=colour, mode="lines", line={"width": 0}, name=name, hoverinfo="skip",
        )  # fmt: skip


def _band_words(drawn: go.Figure, rows: list[Row], low: float, high: float) -> float:
    """Write each unit's band (前10% … 后10%) at the right, and return where the axis ends then."""
    end = high + (high - low) * 0.1
    drawn.add_scatter(
        x=[end] * len(rows),
        y=list(range(len(rows))),
        mode="text",
        text=[row.get("band") or "" for row in rows],
        textposition="middle left",
        textfont={"size": 12, "color": GREY},
        showlegend=False,
        hoverinfo="skip",
    )
    return end


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


def funnel(frame: pl.DataFrame) -> go.Figure:
    """Return value against base with 95% and 99.8% limits round the peers' pooled value.

    `frame`: rows of `warehouse.across` for a year; units without limits are left out.
    """
    rows: list[Row] = frame.filter(
        pl.col("value").is_not_null() & pl.col("denominator").is_not_null() & pl.col("funnel_lower_95").is_not_null()
    ).to_dicts()
    drawn = figure(440)
    if not rows:
        return drawn
    rows.sort(key=lambda row: row["denominator"])
    one_group = len({row.get("peer_value") for row in rows}) == 1
    for name, low, high, dash in (
        ("99.8%控制限", "funnel_lower_998", "funnel_upper_998", "dot"),
        ("95%控制限", "funnel_lower_95", "funnel_upper_95", "dash"),
    ):
        for end, shown in ((low, True), (high, False)):
            drawn.add_scatter(
                x=[row["denominator"] for row in rows],
                y=[row[end] for row in rows],
                mode="lines" if one_group else "markers",
                marker={"symbol": "line-ew-open", "size": 9, "color": GREY},
                line={"color": GREY, "width": 1, "dash": dash},
                name=name,
                showlegend=shown,
                hoverinfo="skip",
            )
    drawn.add_scatter(
        x=[row["denominator"] for row in rows],
        y=[row["value"] for row in rows],
        mode="markers",
        name="单位",
        marker={"size": 10, "color": BLUE, "opacity": 0.85},
        hovertext=[_hover(row) for row in rows],
        hoverinfo="text",
    )
    drawn.update_xaxes(title={"text": "分母（基数）"})
    drawn.update_yaxes(title={"text": _axis_title(rows[0])})
    return drawn


def own_among_peers(row: Row) -> go.Figure:
    """Return one unit's value over the unnamed peers' 10–90 and 25–75 bands; `row` is a row of `warehouse.standing`."""
    drawn = figure(150)
    for low, high, colour, name in (
        ("peer_p10", "peer_p90", BAND_OUTER, "同类中间八成"),
        ("peer_p25", "peer_p75", BAND_INNER, "同类中间一半"),
    ):
        if row.get(low) is not None and row.get(high) is not None:
            drawn.add_bar(
                x=[max(row[high] - row[low], 0.3)],
                y=[""],
                base=[row[low]],
                orientation="h",
                marker={"color": colour},
                name=name,
                hoverinfo="skip",
                width=0.7,
            )
    style = status(row.get("status"))
    if row.get("value") is not None:
        drawn.add_scatter(
            x=[row["value"]],
            y=[""],
            mode="markers",
            name=f"本单位 {value_of(row)}",
            marker={"symbol": "diamond", "size": 14, "color": style.colour},
            hovertext=[value_of(row)],
            hoverinfo="text",
        )
    for value, name, colour in (
        (row.get("peer_median"), "同类中位数", BLUE),
        (row.get("standard"), "标准" if row.get("standard_confirmed") else "标准（未确认）", INK),
    ):
        if value is not None:
            drawn.add_scatter(
                x=[value],
                y=[""],
                mode="markers",
                name=f"{name} {value:.1f}",
                marker={"symbol": "line-ns-open", "size": 26, "color": colour, "line": {"width": 3}},
                hoverinfo="name",
            )
    drawn.update_layout(barmode="overlay")
    drawn.update_yaxes(showticklabels=False)
    return drawn
