"""The spine chart: every indicator of a unit on one page, each on a scale of its own round its peers' median."""

from __future__ import annotations

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.kept_figure import drawn_once
from dashboards.charts.marks import LEGEND_ON_TOP, Row, name_rows, standard_name, status_marker
from dashboards.charts.template import figure, short
from dashboards.shared.formatting import base_of, number, standard_of, trend_of, value_of
from dashboards.shared.labels import FAMILIES, MET, status
from dashboards.shared.plotly_text import safe
from dashboards.shared.theme import BAND_INNER, BAND_OUTER, BLUE, GREY, INK

_BANDS = (
    ("outer_from_position", "outer_to_position", BAND_OUTER, "同类中间八成"),
    ("inner_from_position", "inner_to_position", BAND_INNER, "同类中间一半"),
)
_ROW = 24
_TEXT_FROM, _RIGHT = 104, 176
_KEPT = "diamond-open"
_LINES_ON_PAPER = 12
"""So many lines of a spine stand on a third of a sheet, so that none is pushed to the next and leaves a gap."""


def lines(frame: pl.DataFrame) -> list[Row | str]:
    """Return the lines of the chart: the name of a family, then its indicators that have a place."""
    rows = frame.filter(pl.col("value_position").is_not_null()).to_dicts()
    place = {family: number for number, family in enumerate(FAMILIES)}
    made: list[Row | str] = []
    for row in sorted(rows, key=lambda row: (place.get(row["family"], 99), row["family"], row["indicator_code"])):
        if not any(isinstance(one, dict) and one["family"] == row["family"] for one in made):
            made.append(str(row["family"]))
        made.append(row)
    return made


def pieces_for_paper(frame: pl.DataFrame) -> list[tuple[float, list[str]]]:
    """Return where the chart is cut for paper (the lower end of each piece on its axis) and the families of each piece.

    A family is never cut, so a piece of one large family may be higher than the others.
    """
    pieces: list[tuple[float, list[str]]] = []
    first = 0
    for line, one in enumerate(drawn := lines(frame)):
        if isinstance(one, str):
            end = next((at for at in range(line + 1, len(drawn)) if isinstance(drawn[at], str)), len(drawn))
            if not pieces or end - first > _LINES_ON_PAPER:
                pieces.append((end - 0.5, []))
                first = line
            pieces[-1] = (end - 0.5, [*pieces[-1][1], one])
    return pieces


@drawn_once
def spine(frame: pl.DataFrame) -> go.Figure:
    """Return the spine of `profiles.placed` rows; what has no place is said in words beside the chart."""
    placed = list(enumerate(lines(frame)))
    rows = [(line, row) for line, row in placed if isinstance(row, dict)]
    drawn = figure(96 + _ROW * max(1, len(placed)))
    if not rows:
        return drawn
    _peers(drawn, rows, len(placed))
    _standards(drawn, rows)
    for code in dict.fromkeys(row["state"] for _, row in rows):
        _units(drawn, code, [(line, row) for line, row in rows if row["state"] == code])
    _words(drawn, rows)
    drawn.update_layout(barmode="overlay", margin={"t": 52}, legend=LEGEND_ON_TOP)
    drawn.update_xaxes(
        range=[-3, _RIGHT], tickvals=[0, 50, 100], ticktext=["较差", "同类中位数", "较好"], side="top", showgrid=False
    )
    names = [f"<b>{safe(row)}</b>" if isinstance(row, str) else short(row["name_zh"], 16) for _, row in placed]
    name_rows(drawn, names, showgrid=False)
    return drawn


def _peers(drawn: go.Figure, rows: list[tuple[int, Row]], height: int) -> None:
    for low, high, colour, name in _BANDS:
        drawn.add_bar(
            x=[max(row[high] - row[low], 0.6) for _, row in rows],
            y=[line for line, _ in rows],
            base=[row[low] for _, row in rows],
            orientation="h",
            marker={"color": colour},
            name=name,
            hoverinfo="skip",
            width=0.72,
        )
    drawn.add_scatter(
        x=[50, 50],
        y=[-0.5, height - 0.5],
        mode="lines",
        name="同类中位数",
        line={"color": BLUE, "width": 1.5, "dash": "dash"},
        hoverinfo="skip",
    )


def _words(drawn: go.Figure, rows: list[tuple[int, Row]]) -> None:
    """Write value, status and trend at the right of each line."""
    drawn.add_scatter(
        x=[_TEXT_FROM] * len(rows),
        y=[line for line, _ in rows],
        mode="text",
        text=[f"{value_of(row)}　{status(row['state']).label}　{trend_of(row)}" for _, row in rows],
        textposition="middle right",
        textfont={"size": 12, "color": INK},
        hoverinfo="skip",
        showlegend=False,
    )


def _standards(drawn: go.Figure, rows: list[tuple[int, Row]]) -> None:
    for confirmed, colour in ((True, INK), (False, GREY)):
        mine = [
            (line, row)
            for line, row in rows
            if row["standard_position"] is not None and bool(row["standard_confirmed"]) == confirmed
        ]
        if mine:
            drawn.add_scatter(
                x=[row["standard_position"] for _, row in mine],
                y=[line for line, _ in mine],
                mode="markers",
                name=standard_name(confirmed),
                marker={"symbol": "line-ns-open", "size": 17, "color": colour, "line": {"width": 3}},
                hovertext=[f"{safe(row['name_zh'])}<br>标准 {standard_of(row)}" for _, row in mine],
                hoverinfo="text",
            )


def _units(drawn: go.Figure, code: str, rows: list[tuple[int, Row]]) -> None:
    style = status(code)
    drawn.add_scatter(
        x=[row["value_position"] for _, row in rows],
        y=[line for line, _ in rows],
        mode="markers",
        name=style.label,
        marker={**status_marker(style, 12), "symbol": _KEPT if code in MET else style.marker},
        hovertext=[_hover(row) for _, row in rows],
        hoverinfo="text",
    )


def _hover(row: Row) -> str:
    unit = str(row["unit"] or "")
    return (
        f"{safe(row['name_zh'])}<br>{value_of(row)}　{status(row['state']).label}<br>分子/分母 {base_of(row)}"
        f"<br>标准 {safe(standard_of(row))}<br>同类中位数 {number(row['peer_median'], unit)}，"
        f"中间八成 {number(row['peer_p10'], unit)} 至 {number(row['peer_p90'], unit)}（{row['peer_count']}个）"
    )
