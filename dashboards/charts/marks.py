"""What several charts draw alike: the marks of a status, the peers' bands, a standard, names beside rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import plotly.graph_objects as go

from dashboards.shared.formatting import FEW, FEW_LABEL
from dashboards.shared.labels import STATES, Status
from dashboards.shared.theme import BAND_INNER, BAND_OUTER, GREY, INK

Row = dict[str, Any]

PEER_BANDS = (
    ("peer_p10", "peer_p90", BAND_OUTER, "同类中间八成"),
    ("peer_p25", "peer_p75", BAND_INNER, "同类中间一半"),
)
"""From which to which quantile a band of the peers goes, its colour and its name; the wide one lies under the other."""

FEW_SQUARE = {"symbol": "square", "size": 12, "color": "#FFFFFF", "line": {"width": 1, "color": GREY}}
"""The square in a legend beside the name of what rests on few reports, which begins with the sign itself."""

LEGEND_ON_TOP = {"yref": "container", "y": 1.0, "yanchor": "top"}
"""Where the legend stands when names or numbers stand over the plot."""


def column(rows: Sequence[Row], name: str) -> list[Any]:
    """Return one field of all rows."""
    return [row[name] for row in rows]


def has(rows: Sequence[Row], name: str) -> bool:
    """Tell whether any row has a value in a field."""
    return any(row[name] is not None for row in rows)


def status_marker(style: Status, size: float, width: float = 2) -> dict[str, Any]:
    """Return the marker of a unit with that status."""
    return {
        "symbol": style.marker,
        "size": size,
        "color": style.colour,
        "line": {"width": width, "color": style.colour},
    }


def few_key(drawn: go.Figure, rows: Sequence[Row], heights: Sequence[float]) -> None:
    """Put a sign over the marks (at the row's value and its height) that rest on few reports; the legend says so."""
    few = [(row["value"], y) for row, y in zip(rows, heights, strict=True) if row["rests_on_few"]]
    if few:
        drawn.add_scatter(
            x=[x for x, _ in few],
            y=[y for _, y in few],
            mode="text",
            text=[FEW] * len(few),
            textposition="top center",
            textfont={"size": 12, "color": GREY},
            hoverinfo="skip",
            showlegend=False,
        )
        drawn.add_scatter(x=[None], y=[None], mode="markers", name=FEW_LABEL, marker=FEW_SQUARE)


def outlined(style: Status) -> dict[str, Any]:
    """Return the paint of a bar: the pale background of `style` in a frame of its colour."""
    return {"color": style.background, "line": {"color": style.colour, "width": 1}}


def status_key(drawn: go.Figure, codes: Iterable[str | None]) -> None:
    """Add to the legend what the marks of a line say: the shape, colour and word of each status it passes through."""
    here = set(codes)
    for code, style in STATES.items():
        if code in here:
            drawn.add_scatter(x=[None], y=[None], mode="markers", name=style.word, marker=status_marker(style, 10))


def name_rows(drawn: go.Figure, names: Sequence[str], margin: float = 0.5, **look: Any) -> None:
    """Write a name beside each row, the first on top; `margin` is the room over the first row and under the last.

    White ticks keep the names off the bars that begin at the axis.
    """
    drawn.update_yaxes(
        tickvals=list(range(len(names))),
        ticktext=list(names),
        range=[len(names) - 1 + margin, -margin],
        **{"ticks": "outside", "ticklen": 6, "tickcolor": "white"} | look,
    )


def peer_bands(drawn: go.Figure, when: Sequence[Any], rows: Sequence[Row], colour: str) -> None:
    """Draw the peers through time: their two bands, and their median as a broken line of `colour`."""
    hidden = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    for low, high, background, name in PEER_BANDS:
        if has(rows, low):
            drawn.add_scatter(x=when, y=column(rows, low), showlegend=False, **hidden)
            drawn.add_scatter(x=when, y=column(rows, high), fill="tonexty", fillcolor=background, name=name, **hidden)
    if has(rows, "peer_median"):
        drawn.add_scatter(
            x=when,
            y=column(rows, "peer_median"),
            mode="lines",
            name="同类中位数",
            line={"color": colour, "dash": "dash", "width": 1.5},
            hoverinfo="skip",
        )


def standard_steps(drawn: go.Figure, when: Sequence[Any], rows: Sequence[Row]) -> None:
    """Draw the standard through time, with a step where it changed; grey while nobody has confirmed all of it."""
    known = [row for row in rows if row["standard"] is not None]
    if known:
        confirmed = all(row["standard_confirmed"] for row in known)
        drawn.add_scatter(
            x=when,
            y=column(rows, "standard"),
            mode="lines",
            name=standard_name(confirmed),
            line={**standard_line(confirmed), "shape": "hv"},
            hoverinfo="skip",
        )


def standard_name(confirmed: bool) -> str:
    """Return what the legend calls a standard."""
    return "标准" if confirmed else "标准（未确认）"


def standard_line(confirmed: bool) -> dict[str, Any]:
    """Return the line of a standard."""
    return {"color": INK if confirmed else GREY, "width": 2}
