"""Charts of the boards: stacked counts, before and after, what ends when, and the grid of eight items."""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.grid import grid
from dashboards.charts.template import figure, short
from dashboards.shared.formatting import count, in_order
from dashboards.shared.labels import CONCLUSIONS, ENDINGS, NO_CONCLUSION, TRIALS, Status
from dashboards.shared.plotly_text import safe
from dashboards.shared.theme import INK

_ROW, _CELL, _THIN = 34, 28, 0.25
MOST_BARS = 40
"""More lines than this are drawn for nobody; the table has them all."""


def stacked(frame: pl.DataFrame, label: str, parts: Mapping[str, Status]) -> go.Figure:
    """Return one line a row of `frame`, named by `label`: the counts in `parts`, each with its word and number.

    The first of `parts` is what needs attention: where its bar may be too thin for it, its number stands by the name.
    """
    rows = frame.head(MOST_BARS).to_dicts()
    drawn = figure(120 + _ROW * max(1, len(rows)))
    places = list(range(len(rows)))
    for name, style in parts.items():
        if not any(row[name] for row in rows):
            continue
        drawn.add_bar(
            x=[row[name] for row in rows],
            y=places,
            orientation="h",
            name=style.label,
            marker={"color": style.background, "line": {"color": style.colour, "width": 1}},
            text=[f"{style.shape} {row[name]}" if row[name] else "" for row in rows],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": INK, "size": 12},
            hovertext=[f"{safe(str(row[label] or '区直'))}<br>{style.label} {row[name]}" for row in rows],
            hoverinfo="text",
        )
    longest = max((sum(row[name] for name in parts) for row in rows), default=0)
    drawn.update_xaxes(dtick=_whole(longest))
    drawn.update_layout(
        barmode="stack", bargap=0.3, legend={"traceorder": "normal"}, uniformtext={"mode": "hide", "minsize": 10}
    )
    first, worst = next(iter(parts.items()))
    drawn.update_yaxes(
        tickvals=places,
        ticktext=[
            short(str(row[label] or "区直"), 16)
            + (f" {worst.shape}{row[first]}" if 0 < row[first] < _THIN * longest else "")
            for row in rows
        ],
        range=[len(rows) - 0.4, -0.6],
        showgrid=False,
        ticks="outside",
        ticklen=6,
        tickcolor="white",
    )
    return drawn


def before_after(frame: pl.DataFrame) -> go.Figure:
    """Return how many units of each 片区 meet the standard in force and the one that is tried."""
    rows = frame.to_dicts()
    drawn = figure(110 + 44 * max(1, len(rows)))
    names = [str(row["area_name"] or "未分片区") for row in rows]
    for name, style in TRIALS.items():
        drawn.add_bar(
            x=[row[name] for row in rows],
            y=list(range(len(rows))),
            orientation="h",
            name=style.label,
            marker={"color": style.background, "line": {"color": style.colour, "width": 1}},
            text=[f"{row[name]}/{row['units']}" for row in rows],
            textposition="outside",
            cliponaxis=False,
            hovertext=[
                f"{safe(area)}<br>{style.label} {row[name]}，共 {row['units']}"
                for area, row in zip(names, rows, strict=True)
            ],
            hoverinfo="text",
        )
    drawn.update_layout(barmode="group", bargap=0.35)
    drawn.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=[short(area, 16) for area in names],
        range=[len(rows) - 0.4, -0.6],
        showgrid=False,
    )
    most = max((row["units"] for row in rows), default=1)
    drawn.update_xaxes(range=[0, 1.12 * most], dtick=_whole(most), title={"text": "达标的单位数"})
    return drawn


def endings(frame: pl.DataFrame) -> go.Figure:
    """Return what ends in each month: rows of `deadlines.deadline_months`."""
    drawn = figure(240)
    months = frame["month"].unique().sort().to_list() if frame.height else []
    names = [f"{month.year}年{month.month}月" for month in months]
    for kind, style in ENDINGS.items():
        mine = {row["month"]: row["endings"] for row in frame.filter(pl.col("kind") == kind).to_dicts()}
        if not mine:
            continue
        drawn.add_bar(
            x=names,
            y=[mine.get(month) for month in months],
            name=style.label,
            marker={"color": style.background, "line": {"color": style.colour, "width": 1}},
            text=[str(mine[month]) if mine.get(month) else "" for month in months],
            textposition="inside",
            textangle=0,
            textfont={"color": INK},
            hovertext=[
                f"{name}<br>{style.word} {mine.get(month, 0)}" for name, month in zip(names, months, strict=True)
            ],
            hoverinfo="text",
        )
    drawn.update_layout(barmode="stack", bargap=0.3, uniformtext={"mode": "hide", "minsize": 10})
    drawn.update_xaxes(
        type="category",
        categoryorder="array",
        categoryarray=names,
        tickvals=names,
        ticktext=[name.replace("年", "年<br>") for name in names],
        tickangle=0,
    )
    tallest = max(frame.group_by("month").agg(pl.col("endings").sum())["endings"].to_list(), default=0)
    drawn.update_yaxes(rangemode="tozero", dtick=_whole(tallest))
    return drawn


def _whole(most: int) -> int | None:
    """Return the step of an axis of few units: whole ones, never halves; None leaves it to the chart."""
    return 1 if most <= 6 else None


def item_grid(frame: pl.DataFrame) -> go.Figure:
    """Return organisations (rows) by the eight items (columns): points over full points, coloured by the conclusion."""
    rows = frame.to_dicts()
    organisations = list(dict.fromkeys((row["org_code"], row["org_name"]) for row in rows))
    items = in_order(row["item"] for row in rows)
    line = {code: place for place, (code, _) in enumerate(organisations)}
    cells = []
    styles: dict[str, Status] = {}
    for row in rows:
        style = CONCLUSIONS.get(str(row["conclusion"]), NO_CONCLUSION)
        styles[style.word] = style
        scored = f"{count(row['points'])}/{count(row['full_points'])}"
        hover_text = f"{safe(row['org_name'])}<br>{safe(row['item'])}<br>得分 {scored}　{style.label}"
        cells.append(
            (items.index(row["item"]), line[row["org_code"]], style.background, style.colour, scored, hover_text)
        )
    drawn = grid(
        ["<br>".join(safe(name[at : at + 4]) for at in range(0, len(name), 4)) for name in items],
        [short(name, 16) for _, name in organisations],
        cells,
        [(style.label, style.background) for style in styles.values()],
    )
    # The names of the items stay in sight above a board that scrolls.
    drawn.update_layout(
        height=140 + _CELL * len(organisations),
        margin={"t": 92},
        legend={"yref": "container", "y": 1.0, "yanchor": "top"},
    )
    drawn.update_xaxes(tickangle=0, side="top")
    return drawn
