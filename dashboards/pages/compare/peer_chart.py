"""One unit among unnamed peers; what the charts of many units have in common."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboards.charts.kept_figure import drawn_once
from dashboards.charts.marks import PEER_BANDS, Row, standard_name
from dashboards.charts.template import figure
from dashboards.shared.formatting import base_of, number, value_of
from dashboards.shared.labels import DIRECTIONS, status
from dashboards.shared.plotly_text import safe
from dashboards.shared.theme import BLUE, INK


def hover(row: Row) -> str:
    """Return the hover text of a point."""
    return f"{safe(str(row['unit_name']))}<br>{value_of(row)}　{status(row['state']).label}<br>分子/分母 {base_of(row)}"


def axis_title(row: Row) -> str:
    """Return the indicator with its unit and the direction that is better."""
    direction = DIRECTIONS.get(str(row.get("direction")), "")
    return f"{row['name_zh']}（{row['unit']}，{direction}）"


@drawn_once
def own_among_peers(row: Row) -> go.Figure:
    """Return one unit's value over the unnamed peers' 10–90 and 25–75 bands; `row` is a row of `values.standing`."""
    drawn = figure(150)
    for low, high, colour, name in PEER_BANDS:
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
    style = status(row.get("state"))
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
        (row.get("standard"), standard_name(bool(row.get("standard_confirmed"))), INK),
    ):
        if value is not None:
            drawn.add_scatter(
                x=[value],
                y=[""],
                mode="markers",
                name=f"{name} {number(value, str(row['unit'] or ''))}",
                marker={"symbol": "line-ns-open", "size": 26, "color": colour, "line": {"width": 3}},
                hoverinfo="name",
            )
    drawn.update_layout(barmode="overlay")
    drawn.update_yaxes(showticklabels=False)
    return drawn
