"""One indicator by 学段: every unit a dot, so that the spread is seen and nobody is ranked."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.template import figure
from dashboards.shared.formatting import base_of, value_of
from dashboards.shared.labels import STATUSES
from dashboards.shared.plotly_text import safe
from dashboards.shared.theme import BLUE, GREY, INK

Row = dict[str, Any]
_BAND, _SPREAD, _FEW = 56, 0.36, 10


def _offsets(rows: list[Row]) -> list[float]:
    """Return how far from the middle of its band each dot lies: equal values stand beside each other."""
    same: dict[tuple[object, int], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        same[row["stage"], round(row["value"])].append(number)
    offsets = [0.0] * len(rows)
    most = max((len(numbers) for numbers in same.values()), default=1)
    step = min(0.12, 2 * _SPREAD / max(1, most - 1))
    for numbers in same.values():
        for place, number in enumerate(numbers):
            offsets[number] = step * (place - (len(numbers) - 1) / 2)
    return offsets


def stage_dots(units: pl.DataFrame, stages: pl.DataFrame) -> go.Figure:
    """Return rows of `values.across` as dots in the bands of `by_stage`, with its middles and the standard."""
    rows: list[Row] = units.filter(pl.col("value").is_not_null()).sort("value", "unit_name").to_dicts()
    bands = [band for band in stages.to_dicts() if band["known"]]
    if not rows or not bands:
        return figure(120)
    drawn = figure(120 + _BAND * len(bands))
    line = {band["stage"]: number for number, band in enumerate(bands)}
    heights = [line[row["stage"]] + offset for row, offset in zip(rows, _offsets(rows), strict=True)]
    for code, style in STATUSES.items():
        mine = [(row, height) for row, height in zip(rows, heights, strict=True) if row["status"] == code]
        if mine:
            drawn.add_scatter(
                x=[row["value"] for row, _ in mine],
                y=[height for _, height in mine],
                mode="markers",
                name=style.word,
                marker={
                    "symbol": style.marker,
                    "size": 9,
                    "color": style.colour,
                    "line": {"width": 1.5, "color": style.colour},
                },
                hovertext=[
                    f"{safe(row['unit_name'])}<br>{value_of(row)}　{style.label}<br>分子/分母 {base_of(row)}"
                    for row, _ in mine
                ],
                hoverinfo="text",
            )
    drawn.add_scatter(
        x=[band["middle"] for band in bands],
        y=[line[band["stage"]] for band in bands],
        mode="markers",
        name="各学段中位数",
        marker={"symbol": "line-ns-open", "size": 34, "color": BLUE, "line": {"width": 3, "color": BLUE}},
        hoverinfo="skip",
    )
    first = rows[0]
    if first["standard"] is not None:
        confirmed = first["standard_confirmed"]
        drawn.add_scatter(
            x=[first["standard"]] * 2,
            y=[-0.6, len(bands) - 0.4],
            mode="lines",
            name=f"{'标准' if confirmed else '标准（未确认）'} {first['standard']:g}{first['unit']}",
            line={"color": INK if confirmed else GREY, "width": 2},
            hoverinfo="skip",
        )
    drawn.update_yaxes(
        tickvals=list(line.values()),
        ticktext=[safe(f"{band['stage'] or '不分学段'}（{band['known']}）") for band in bands],
        range=[len(bands) - 0.4, -0.6],
        showgrid=False,
    )
    if max(row["value"] for row in rows) <= _FEW and all(float(row["value"]).is_integer() for row in rows):
        drawn.update_xaxes(dtick=1)  # a count has no halves
    drawn.update_xaxes(title={"text": f"{safe(first['name_zh'])}（{first['unit']}）"})
    return drawn
