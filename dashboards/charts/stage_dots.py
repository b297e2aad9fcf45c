"""One indicator by 学段: every unit a dot, so that the spread is seen and nobody is ranked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.kept_figure import drawn_once
from dashboards.charts.marks import Row, column, few_key, name_rows, standard_line, standard_name, status_marker
from dashboards.charts.template import figure, unit_labels
from dashboards.shared.formatting import base_of, value_of
from dashboards.shared.labels import STATES, Status
from dashboards.shared.plotly_text import safe
from dashboards.shared.theme import BLUE, INK

_BAND, _SPREAD, _FEW = 56, 0.36, 10
_EDGE = 0.6
"""Room over the first band and under the last, in heights of a band."""


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


@drawn_once
def stage_dots(units: pl.DataFrame, stages: pl.DataFrame, marked: Collection[str] = ()) -> go.Figure:
    """Return rows of `values.across` as dots in the bands of `by_stage`, with its middles and the standard.

    Units whose ids are `marked` are ringed and named; a 联合党支部 is one dot.
    """
    rows: list[Row] = units.filter(pl.col("value").is_not_null()).sort("value", "unit_name").to_dicts()
    bands = stages.filter(pl.col("known") > 0).to_dicts()
    if not rows or not bands:
        return figure(120)
    drawn = figure(120 + _BAND * len(bands))
    line = {stage: number for number, stage in enumerate(column(bands, "stage"))}
    placed = [(row, line[row["stage"]] + offset) for row, offset in zip(rows, _offsets(rows), strict=True)]
    _all_dots(drawn, placed)
    few_key(drawn, rows, [height for _, height in placed])
    _middles(drawn, bands)
    _standard(drawn, rows[0], len(bands))
    _marks(drawn, [(row, height) for row, height in placed if row["unit_id"] in marked])
    name_rows(drawn, list(map(_named, bands)), _EDGE, showgrid=False)
    if _are_few(column(rows, "value")):
        drawn.update_xaxes(dtick=1)  # a count has no halves
    drawn.update_xaxes(title={"text": f"{safe(rows[0]['name_zh'])}（{rows[0]['unit']}）"})
    return drawn


def _middles(drawn: go.Figure, bands: list[Row]) -> None:
    drawn.add_scatter(
        x=column(bands, "middle"),
        y=list(range(len(bands))),
        mode="markers",
        name="各学段中位数",
        marker={"symbol": "line-ns-open", "size": 34, "color": BLUE, "line": {"width": 3, "color": BLUE}},
        hoverinfo="skip",
    )


def _marks(drawn: go.Figure, placed: list[tuple[Row, float]]) -> None:
    """Ring the units in question and write their names."""
    if not placed:
        return
    names = unit_labels([str(row["unit_name"]) for row, _ in placed])
    drawn.add_scatter(
        x=[row["value"] for row, _ in placed],
        y=[height for _, height in placed],
        mode="markers+text",
        name="标出的单位",
        marker={"symbol": "circle-open", "size": 20, "color": INK, "line": {"width": 2.5, "color": INK}},
        text=[f"<b>{name}</b>" for name in names],
        textposition="top center",
        textfont={"size": 13, "color": INK},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _named(band: Row) -> str:
    return safe(f"{band['stage'] or '不分学段'}（{band['known']}）")


def _are_few(values: list[float]) -> bool:
    return max(values) <= _FEW and all(float(value).is_integer() for value in values)


def _all_dots(drawn: go.Figure, placed: list[tuple[Row, float]]) -> None:
    for code, style in STATES.items():
        _dots(drawn, style, [(row, height) for row, height in placed if row["state"] == code])


def _dots(drawn: go.Figure, style: Status, placed: list[tuple[Row, float]]) -> None:
    """Draw the units of one status, each at its height."""
    if not placed:
        return
    drawn.add_scatter(
        x=[row["value"] for row, _ in placed],
        y=[height for _, height in placed],
        mode="markers",
        name=style.word,
        marker=status_marker(style, 9, 1.5),
        hovertext=[
            f"{safe(row['unit_name'])}<br>{value_of(row)}　{style.label}<br>分子/分母 {base_of(row)}"
            for row, _ in placed
        ],
        hoverinfo="text",
    )


def _standard(drawn: go.Figure, row: Row, bands: int) -> None:
    if row["standard"] is None:
        return
    confirmed = bool(row["standard_confirmed"])
    drawn.add_scatter(
        x=[row["standard"]] * 2,
        y=[-_EDGE, bands - 1 + _EDGE],
        mode="lines",
        name=f"{standard_name(confirmed)} {row['standard']:g}{row['unit']}",
        line=standard_line(confirmed),
        hoverinfo="skip",
    )
