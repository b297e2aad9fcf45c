"""A year of 组织生活: what was held on which day, the fixed days, and what each month left undone."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.grid import MONTHS, Cell, grid
from dashboards.charts.kept_figure import drawn_once
from dashboards.charts.marks import LEGEND_ON_TOP
from dashboards.shared.labels import ACTIVITY_KINDS, OTHER_KIND, PERIOD_STATES, SEVERAL_KINDS
from dashboards.shared.theme import INK, ORANGE

_DAYS = 31
_GAP = _DAYS + 1
"""The column of what fell due, one empty column after the last day."""


@drawn_once
def activity_calendar(held: pl.DataFrame, fixed: pl.DataFrame, due: pl.DataFrame, year: int) -> go.Figure:
    """Return months by days of `profiles`: activity_days, fixed_days and requirements of one year."""
    days: dict[dt.date, dict[str, int]] = {}
    for row in held.to_dicts():
        days.setdefault(row["held_on"], {})[row["activity_type"]] = row["activities"]
    cells = [_cell(day, kinds) for day, kinds in days.items()]
    cells += [cell for month in range(1, 13) for cell in _owed(year, month, due)]
    columns = [str(day) for day in range(1, _DAYS + 1)] + ["", "欠/待"]
    drawn = grid(columns, MONTHS, cells, _legend(list(days.values())))
    _fixed_days(drawn, fixed)
    drawn.update_layout(height=150 + 30 * 12, margin={"t": 84}, legend=LEGEND_ON_TOP)
    drawn.update_xaxes(side="top", tickangle=0)
    return drawn


def _legend(days: list[dict[str, int]]) -> list[tuple[str, str]]:
    """Return letter and background of each kind that was held, in the order in which people list them."""
    kinds = {kind for found in days for kind in found}
    legend = [(f"{letter} {kind}", look) for kind, (letter, look) in ACTIVITY_KINDS.items() if kind in kinds]
    if kinds - set(ACTIVITY_KINDS):
        legend.append((f"{OTHER_KIND[0]} 其他活动", OTHER_KIND[1]))
    if any(len(found) > 1 for found in days):
        legend.append((f"{SEVERAL_KINDS[0]} 一天多种", SEVERAL_KINDS[1]))
    return legend


def _fixed_days(drawn: go.Figure, fixed: pl.DataFrame) -> None:
    """Frame the days that are fixed for a kind of meeting."""
    for (kind,), found in fixed.sort("activity_type").partition_by("activity_type", as_dict=True).items():
        mine = found["fixed_day"].to_list()
        drawn.add_scatter(
            x=[day.day - 1 for day in mine],
            y=[day.month - 1 for day in mine],
            mode="markers",
            name=f"固定的{kind}",
            marker={"symbol": "square-open", "size": 24, "color": ORANGE, "line": {"width": 2}},
            hovertext=[f"{day.month}月{day.day}日　固定的{kind}" for day in mine],
            hoverinfo="text",
        )


def _cell(day: dt.date, kinds: dict[str, int]) -> Cell:
    looks = [ACTIVITY_KINDS.get(kind, OTHER_KIND) for kind in kinds]
    times = sum(kinds.values())
    if len(kinds) == 1:
        letter, background = looks[0]
        text = letter if times == 1 else f"{letter}{times}"
    else:
        letters = list(dict.fromkeys(letter for letter, _ in looks))
        text, background = "".join(letters) if len(letters) == 2 else SEVERAL_KINDS[0], SEVERAL_KINDS[1]
    hover_text = "，".join(f"{kind} {count} 次" for kind, count in kinds.items())
    return Cell(day.day - 1, day.month - 1, background, INK, text, f"{day.month}月{day.day}日<br>{hover_text}")


def _owed(year: int, month: int, due: pl.DataFrame) -> list[Cell]:
    """Return the cell of what fell due by the end of a month and is missing; nothing where all was held."""
    end = dt.date(year, month, calendar.monthrange(year, month)[1])
    rows: list[dict[str, Any]] = due.filter((pl.col("due_on") == end) & (pl.col("missing") > 0)).to_dicts()
    if not rows:
        return []
    state = next(code for code in PERIOD_STATES if any(row["state"] == code for row in rows))
    style = PERIOD_STATES[state]
    missing = "<br>".join(f"{row['name_zh']} 还差 {row['missing']} 次" for row in rows)
    hover_text = f"{month}月底到期　{style.word}<br>{missing}"
    text = f"{style.shape}{sum(row['missing'] for row in rows)}"
    return [Cell(_GAP, month - 1, style.background, style.colour, text, hover_text)]
