"""One indicator, many units: sorted dots with intervals, the standard, and what the peers reached; no ranks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.kept_figure import drawn_once
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
from dashboards.shared.theme import BLUE, GREY, INK

_ROW_HEIGHT = 26
_INTERVAL, _THICK = "rgba(107,107,107,0.35)", 8
_SURE, _UNSURE = 13, 7
"""An interval is drawn as wide as a bar, and the point of a unit that it cannot tell from its peers is small: what a
base of three meetings says is the bar, not the point."""
_EDGE = 0.7
"""Room over the first unit and under the last, in heights of a row."""
Point = tuple[int, Row]
SHRUNK = "短线：收缩前的数值在另一头"
_INTERVALS = {"95": "95%区间：基数越小越宽", "998": "99.8%区间：基数越小越宽"}
_SIDES = ("lower", "upper")
MOST_IN_SIGHT = 30
"""So many units are seen at a glance: a page of the chart."""


def _limits(rows: list[Row], band: Row | None, names: tuple[str, ...]) -> tuple[float, float]:
    """Return the ends of the axis: room for what `names` hold, and for the peers' wide band."""
    numbers = [float(row[name]) for row in rows for name in names if row.get(name) is not None]
    if band:
        numbers += [float(band[name]) for name in (*names, *PEER_BANDS[0][:2]) if band.get(name) is not None]
    low, high = min(numbers), max(numbers)
    pad = (high - low) * 0.06 or 1.0
    return low - pad, high + pad


@drawn_once
def distribution(
    frame: pl.DataFrame,
    *,
    band: Row | None = None,
    limits: str = "95",
    picked: Sequence[str] = (),
    shrunk: bool = False,
) -> go.Figure:
    """Return units with intervals, the standard and the peers' median; what needs attention on top, no ranks.

    `frame`: rows of `values.across`; rows without a value are left to the table. `band`: the quantiles of the peers,
    where all units have the same ones. `limits`: 95 or 998. Where some are `picked`, the others are drawn pale.
    `shrunk`: at their value drawn towards the peers, with a line to what it was, in place of the interval.
    """
    rows = _in_order(frame)
    if shrunk:
        rows = list(map(_drawn_in, rows))
    if not rows:
        return figure(120)
    drawn = figure(150 + _ROW_HEIGHT * len(rows))
    low, high = _limits(rows, band, ("value", f"lower_{limits}", f"upper_{limits}", "standard"))
    _zones(drawn, band, len(rows))
    bold = {row["unit_id"] for row in rows if row["unit_id"] in picked}
    _every_unit(drawn, rows, limits, bold)
    few_key(drawn, rows, range(len(rows)))
    _meaning(drawn, SHRUNK if shrunk else _INTERVALS[limits])
    _standard(drawn, rows)
    _medians(drawn, rows, band)
    name_rows(drawn, _labels(rows, bold), _EDGE)
    _band_words(drawn, [row.get("band") or "" for row in rows], high)
    drawn.update_xaxes(title={"text": axis_title(rows[0])}, range=[low, high])
    return drawn


def _in_order(frame: pl.DataFrame) -> list[Row]:
    """Return the units with a value, what needs attention first."""
    rows: list[Row] = frame.filter(pl.col("value").is_not_null()).to_dicts()
    lower_is_better = any(str(row.get("direction")) == "lower" for row in rows[:1])
    rows.sort(key=lambda row: (row["value"], row["unit_name"]), reverse=lower_is_better)
    return rows


def pages(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Return the units with a value, what needs attention first, a page of the chart at a time."""
    rows = _in_order(frame)
    starts = range(0, len(rows), MOST_IN_SIGHT)
    return [pl.DataFrame(rows[start : start + MOST_IN_SIGHT], schema=frame.schema) for start in starts]


def _labels(rows: list[Row], bold: set[str]) -> list[str]:
    labels = unit_labels([str(row["unit_name"]) for row in rows])
    return [f"<b>{label}</b>" if row["unit_id"] in bold else label for label, row in zip(labels, rows, strict=True)]


def differs(row: Row) -> bool:
    """Tell whether a unit's own interval leaves its peers' pooled value out."""
    return row.get("comparison") in ("better", "worse", "higher", "lower")


def _every_unit(drawn: go.Figure, rows: list[Row], limits: str, bold: set[str]) -> None:
    for code, style in STATES.items():
        _units(drawn, [(place, row) for place, row in enumerate(rows) if row["state"] == code], style, limits, bold)


def _units(drawn: go.Figure, points: list[Point], style: Status, limits: str, bold: set[str]) -> None:
    """Draw the units of one status: those not picked pale, those that differ from their peers large."""
    groups: defaultdict[tuple[bool, bool], list[Point]] = defaultdict(list)
    for point in points:
        groups[point[1]["unit_id"] in bold, differs(point[1])].append(point)
    there = sorted(groups)
    for is_picked, is_sure in there:
        pale, size = bool(bold) and not is_picked, _SURE if is_sure else _UNSURE
        mine, last = groups[is_picked, is_sure], (is_picked, is_sure) == there[-1]
        _dots(drawn, mine, style, limits, size=size, pale=pale, in_legend=last)


def _dots(
    drawn: go.Figure, points: list[Point], style: Status, limits: str, *, size: int, pale: bool, in_legend: bool
) -> None:
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
        marker=status_marker(style, size),
        error_x={
            "type": "data",
            "symmetric": False,
            "array": upper,
            "arrayminus": lower,
            "color": _INTERVAL,
            "thickness": _THICK,
            "width": 0,
        },
        hovertext=list(map(hover, rows)),
        hoverinfo="text",
    )


def _drawn_in(row: Row) -> Row:
    """Return a row at its shrunk value, if it has one; its line goes to what it was."""
    there = row["value"] if row.get("shrunk_value") is None else row["shrunk_value"]
    ends = sorted((row["value"], there))
    ends_of = {f"{side}_{level}": end for level in ("95", "998") for side, end in zip(_SIDES, ends, strict=True)}
    return row | ends_of | {"value": there}


def _meaning(drawn: go.Figure, bars: str) -> None:
    """Say in the legend what the bars are, and what the size of a point means."""
    for name, look in (
        (bars, {"mode": "lines", "line": {"color": _INTERVAL, "width": _THICK}}),
        ("大点：区间不含同类合并值", {"mode": "markers", "marker": {"symbol": "circle", "size": _SURE, "color": INK}}),
        (
            "小点：与同类分不开，或不比",
            {"mode": "markers", "marker": {"symbol": "circle", "size": _UNSURE, "color": INK}},
        ),
    ):
        drawn.add_scatter(x=[None], y=[None], name=name, hoverinfo="skip", **look)


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
