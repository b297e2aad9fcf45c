"""Charts of the boards: stacked counts, before and after, what ends when, and the grid of eight items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.kept_figure import drawn_once
from dashboards.charts.marks import Row, column, name_rows, outlined
from dashboards.charts.template import figure, short
from dashboards.shared.labels import ENDINGS, TRIALS, Status
from dashboards.shared.plotly_text import safe
from dashboards.shared.theme import INK

_ROW, _THIN = 34, 0.25
MOST_BARS = 40
"""More lines than this are drawn for nobody; the table has them all."""


@drawn_once
def stacked(frame: pl.DataFrame, label: str, parts: Mapping[str, Status]) -> go.Figure:
    """Return one line a row of `frame`, named by `label`: the counts in `parts`, each with its word and number.

    The first of `parts` is what needs attention: where its bar may be too thin for it, its number stands by the name,
    and then there alone.
    """
    rows = frame.head(MOST_BARS).to_dicts()
    names = [str(row[label] or "区直") for row in rows]
    drawn = figure(120 + _ROW * max(1, len(rows)))
    longest = max((sum(row[part] for part in parts) for row in rows), default=0)
    first, worst = next(iter(parts.items()))
    named = [0 < row[first] < _THIN * longest for row in rows]
    _parts(drawn, parts, rows, names, {first: named})
    drawn.update_xaxes(dtick=_whole(longest))
    drawn.update_layout(
        barmode="stack", bargap=0.3, legend={"traceorder": "normal"}, uniformtext={"mode": "hide", "minsize": 10}
    )
    beside = [f" {worst.shape}{row[first]}" if is_named else "" for row, is_named in zip(rows, named, strict=True)]
    labels = [short(name, 16) + number for name, number in zip(names, beside, strict=True)]
    name_rows(drawn, labels, 0.6, showgrid=False)
    return drawn


def _parts(
    drawn: go.Figure, parts: Mapping[str, Status], rows: list[Row], names: list[str], named: Mapping[str, list[bool]]
) -> None:
    """Draw every part that any row has."""
    nowhere = [False] * len(rows)
    for part, style in parts.items():
        if any(row[part] for row in rows):
            _part(drawn, part, style, rows, names, named.get(part, nowhere))


def _part(drawn: go.Figure, part: str, style: Status, rows: list[Row], names: list[str], named: Sequence[bool]) -> None:
    """Draw one part of every row, with its number in it unless that is `named` beside the row."""
    drawn.add_bar(
        x=column(rows, part),
        y=list(range(len(rows))),
        orientation="h",
        name=style.label,
        marker=outlined(style),
        text=[
            f"{style.shape} {row[part]}" if row[part] and not is_named else ""
            for row, is_named in zip(rows, named, strict=True)
        ],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": INK, "size": 12},
        hovertext=[f"{safe(name)}<br>{style.label} {row[part]}" for name, row in zip(names, rows, strict=True)],
        hoverinfo="text",
    )


@drawn_once
def before_after(frame: pl.DataFrame) -> go.Figure:
    """Return how many units of each 片区 meet the standard in force and the one that is tried."""
    rows = frame.to_dicts()
    drawn = figure(110 + 44 * max(1, len(rows)))
    names = [str(row["area_name"] or "未分片区") for row in rows]
    for field, style in TRIALS.items():
        drawn.add_bar(
            x=column(rows, field),
            y=list(range(len(rows))),
            orientation="h",
            name=style.label,
            marker=outlined(style),
            text=[f"{row[field]}/{row['units']}" for row in rows],
            textposition="outside",
            cliponaxis=False,
            hovertext=[
                f"{safe(name)}<br>{style.label} {row[field]}，共 {row['units']}"
                for name, row in zip(names, rows, strict=True)
            ],
            hoverinfo="text",
        )
    drawn.update_layout(barmode="group", bargap=0.35)
    name_rows(drawn, [short(name, 16) for name in names], 0.6, showgrid=False)
    most = max((row["units"] for row in rows), default=1)
    drawn.update_xaxes(range=[0, 1.12 * most], dtick=_whole(most), title={"text": "达标的单位数"})
    return drawn


@drawn_once
def endings(frame: pl.DataFrame) -> go.Figure:
    """Return what ends in each month: rows of `deadlines.deadline_months`."""
    drawn = figure(240)
    months = frame["month"].unique().sort().to_list() if frame.height else []
    names = [f"{month.year}年{month.month}月" for month in months]
    for kind, style in ENDINGS.items():
        found = {row["month"]: row["endings"] for row in frame.filter(pl.col("kind") == kind).to_dicts()}
        if found:
            _endings(drawn, style, names, [found.get(month) for month in months])
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


def _endings(drawn: go.Figure, style: Status, names: list[str], numbers: list[int | None]) -> None:
    """Draw what ends of one kind."""
    drawn.add_bar(
        x=names,
        y=numbers,
        name=style.label,
        marker=outlined(style),
        text=[str(number or "") for number in numbers],
        textposition="inside",
        textangle=0,
        textfont={"color": INK},
        hovertext=[f"{name}<br>{style.word} {number or 0}" for name, number in zip(names, numbers, strict=True)],
        hoverinfo="text",
    )


def _whole(most: int) -> int | None:
    """Return the step of an axis of few units: whole ones, never halves; None leaves it to the chart."""
    return 1 if most <= 6 else None
