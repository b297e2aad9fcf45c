"""Charts of 专题: counts by month, parts of a whole, items by class of evaluators, shares with intervals."""

from __future__ import annotations

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.grid import Cell, grid
from dashboards.charts.kept_figure import drawn_once
from dashboards.charts.marks import Row, column, name_rows
from dashboards.charts.template import figure, short
from dashboards.pages.topic.tables import line_name
from dashboards.shared.formatting import count, listed, number
from dashboards.shared.plotly_text import safe
from dashboards.shared.theme import INK, LINE, SHADES, STEPS, TOPIC_GROUNDS, TOPIC_MARKS

_ROW, _FEW = 34, 6
MOST_LINES = 24
"""More lines than this are drawn for nobody; the table has them all."""


@drawn_once
def by_month(frame: pl.DataFrame, noun: str, months_over: int = 1) -> go.Figure:
    """Return categories (rows) by months (columns) with the number in each cell, darker for more.

    The first `months_over` months of the year stand in it even if nothing was counted in the last of them.
    """
    rows = frame.to_dicts()
    names = list(dict.fromkeys(row["category"] for row in rows))[:MOST_LINES]
    last = max((row["line"] for row in rows), default="0000-01")
    # A month without any stands empty in its place.
    months = [f"{last[:4]}-{month:02d}" for month in range(1, max(int(last[5:]), months_over) + 1)]
    most = max((row["number"] for row in rows), default=0) or 1
    cells = [
        Cell(
            months.index(row["line"]),
            names.index(row["category"]),
            _shade(row["number"] / most),
            INK,
            f"{row['number']:.0f}",
            f"{safe(row['category'])}<br>{line_name(row['line'], 'month')} {count(round(row['number'], 1))} {noun}",
        )
        for row in rows
        if row["category"] in names
    ]
    drawn = grid([line_name(month, "month") for month in months], [short(name, 12) for name in names], cells, [])
    drawn.update_layout(margin={"t": 12}, showlegend=False)
    return drawn


def _shade(share: float) -> str:
    return SHADES[min(int(share * len(SHADES)), len(SHADES) - 1)]


@drawn_once
def parts(frame: pl.DataFrame, by: str, noun: str, *, evened: bool = False, named: bool = False) -> go.Figure:
    """Return one bar a line, its categories stacked; without lines one bar a category.

    `evened` bars are all of one length, so that small lines can be read beside large ones: each line's number stands
    with its name, and each step is darker than the one before. In `named` bars each part says its name, where lines
    have parts of different names.
    """
    by_line = frame if by else frame.with_columns(line=pl.col("category"), category=pl.lit(""))
    rows = by_line.to_dicts()
    whole = _wholes(rows)
    lines = _in_order(whole, by)[:MOST_LINES]
    drawn = figure((110 if by else 60) + _ROW * max(1, len(lines)))
    for name in listed(column(rows, "category")) if by else [""]:
        numbers = {row["line"]: row["number"] for row in rows if row["category"] == name}
        _part(drawn, name, by, noun, [(line, numbers.get(line)) for line in lines], named, evened)
    _stack(drawn, has_legend=bool(by))
    _measure(drawn, max(map(whole.__getitem__, lines), default=0), evened)
    names = [short(line_name(line, by), 14) + (f"（{count(whole[line])}）" if evened else "") for line in lines]
    name_rows(drawn, names, 0.6, showgrid=False)
    return drawn


def _measure(drawn: go.Figure, longest: float, evened: bool) -> None:
    """Let the axis count from nothing, in whole numbers where there are few, or give shares of each line."""
    drawn.update_xaxes(rangemode="tozero", dtick=1 if longest <= _FEW else None)
    if evened:
        drawn.update_layout(barnorm="percent")
        drawn.update_xaxes(range=[0, 100.5], ticksuffix="%", dtick=20)


def _stack(drawn: go.Figure, *, has_legend: bool) -> None:
    drawn.update_layout(
        barmode="stack",
        bargap=0.3,
        legend={"traceorder": "normal"},
        showlegend=has_legend,
        uniformtext={"mode": "hide", "minsize": 10},
    )
    if not has_legend:
        drawn.update_layout(margin={"t": 8})


def _wholes(rows: list[Row]) -> dict[str, float]:
    """Return the sum of each line, in the order in which lines come."""
    whole: dict[str, float] = {}
    for row in rows:
        whole[row["line"]] = whole.get(row["line"], 0) + (row["number"] or 0)
    return whole


def _in_order(whole: dict[str, float], by: str) -> list[str]:
    """Return the lines: newest periods first, else the longest first; categories by themselves as they come."""
    if not by:
        return list(whole)
    if by in ("year", "quarter"):
        return sorted(whole, reverse=True)
    return sorted(whole, key=lambda line: (-whole[line], line))


def _part(
    drawn: go.Figure,
    name: str,
    by: str,
    noun: str,
    numbers: list[tuple[str, float | None]],
    named: bool,
    in_steps: bool,
) -> None:
    """Draw the part `name` of every line, with its number and, where asked for, its name."""
    before = f"{safe(name)} " if named else ""
    colours = STEPS if in_steps else TOPIC_GROUNDS
    colour = colours[len(drawn.data) % len(colours)]
    drawn.add_bar(
        x=[number for _, number in numbers],
        y=list(range(len(numbers))),
        orientation="h",
        name=safe(name) or noun,
        marker={"color": colour, "line": {"color": INK, "width": 0.6}},
        text=[f"{before}{number:.0f}" if number else "" for _, number in numbers],
        textposition="inside" if by else "auto",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": INK, "size": 12},
        hovertext=[f"{safe(line_name(line, by))} {safe(name)}<br>{count(number)} {noun}" for line, number in numbers],
        hoverinfo="text",
    )


@drawn_once
def survey_grid(frame: pl.DataFrame) -> go.Figure:
    """Return items (rows) by class of evaluators (columns): the mean of the points, n< where too few voted."""
    rows = frame.to_dicts()
    items = list(dict.fromkeys(row["item"] for row in rows))
    classes = list(dict.fromkeys(sorted(row["evaluator"] for row in rows)))
    cells = []
    for row in rows:
        points = row["mean_points"]
        hover_text = f"{safe(row['item'])}<br>{safe(row['evaluator'])}<br>"
        hover_text += "票数不足" if points is None else f"平均 {number(points, '分')}，有效票 {count(row['valid'])}"
        background = LINE if points is None else _shade(max(0.0, points - 60) / 40)
        text = "n<" if points is None else f"{points:.1f}"
        place = classes.index(row["evaluator"]), items.index(row["item"])
        cells.append(Cell(*place, background, INK, text, hover_text))
    drawn = grid([safe(name) for name in classes], [short(name, 14) for name in items], cells, [])
    drawn.update_layout(margin={"t": 12}, showlegend=False)
    return drawn


@drawn_once
def best_dots(frame: pl.DataFrame) -> go.Figure:
    """Return the share of the best grade by item, a mark with its interval a class of evaluators."""
    rows = frame.filter(pl.col("best_share").is_not_null()).to_dicts()
    items = list(dict.fromkeys(row["item"] for row in rows))
    classes = list(dict.fromkeys(sorted(row["evaluator"] for row in rows)))
    drawn = figure(110 + max(44, 18 * len(classes)) * max(1, len(items)))
    for place, name in enumerate(classes):
        mine = [row for row in rows if row["evaluator"] == name]
        offset = (place - (len(classes) - 1) / 2) * 0.8 / max(1, len(classes))
        _dots(drawn, TOPIC_MARKS[place % len(TOPIC_MARKS)], mine, [items.index(row["item"]) + offset for row in mine])
    drawn.update_xaxes(range=[0, 102], ticksuffix="%")
    name_rows(drawn, [short(item, 14) for item in items], showgrid=False)
    return drawn


def _dots(drawn: go.Figure, look: tuple[str, str], rows: list[Row], heights: list[float]) -> None:
    """Draw the items as one class of evaluators sees them, each with its interval."""
    marker, colour = look
    drawn.add_scatter(
        x=column(rows, "best_share"),
        y=heights,
        mode="markers",
        name=safe(rows[0]["evaluator"]),
        marker={"symbol": marker, "color": colour, "size": 9},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [row["best_upper_95"] - row["best_share"] for row in rows],
            "arrayminus": [row["best_share"] - row["best_lower_95"] for row in rows],
            "color": colour,
            "thickness": 1.2,
            "width": 0,
        },
        hovertext=[
            f"{safe(row['item'])}<br>{safe(row['evaluator'])}<br>"
            f"{number(row['best_share'], '%')}，有效票 {count(row['valid'])}"
            for row in rows
        ],
        hoverinfo="text",
    )


@drawn_once
def shares(frame: pl.DataFrame) -> go.Figure:
    """Return one bar a kind of survey, its grades stacked to 100 %."""
    shown = frame.filter(pl.col("share").is_not_null())
    renamed = shown.select(
        pl.col("survey_type").alias("line"), pl.col("grade").alias("category"), pl.col("share").alias("number")
    )
    drawn = go.Figure(parts(renamed, "series", "%", named=True))
    drawn.update_xaxes(range=[0, 100.5], ticksuffix="%", dtick=20)
    return drawn


@drawn_once
def rates(frame: pl.DataFrame) -> go.Figure:
    """Return the rate of valid forms by kind of survey, each with its interval."""
    shown = frame.filter(pl.col("rate").is_not_null()).select(
        pl.col("survey_type").alias("item"),
        pl.lit("有效回收率").alias("evaluator"),
        pl.col("rate").alias("best_share"),
        pl.coalesce("lower_95", "rate").alias("best_lower_95"),
        pl.coalesce("upper_95", "rate").alias("best_upper_95"),
        "valid",
    )
    return best_dots(shown)
