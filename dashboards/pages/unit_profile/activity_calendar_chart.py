"""A year of 组织生活: what was held on which day, the fixed days, and what each month left undone."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.grid import grid
from dashboards.shared.labels import ACTIVITY_KINDS, OTHER_KIND, PERIOD_STATES, SEVERAL_KINDS
from dashboards.shared.theme import INK, ORANGE

_DAYS = 31
_GAP = _DAYS + 1
"""The column of what fell due, one empty column after the last day."""


def activity_calendar(held: pl.DataFrame, fixed: pl.DataFrame, due: pl.DataFrame, year: int) -> go.Figure:
    """Return months by days of `profiles`: activity_days, fixed_days and requirements of one year."""
    days: dict[dt.date, dict[str, int]] = {}
    for row in held.to_dicts():
        days.setdefault(row["held_on"], {})[row["activity_type"]] = row["activities"]
    cells = [_cell(day, kinds) for day, kinds in days.items()]
    cells += [cell for month in range(1, 13) for cell in _owed(year, month, due)]
    kinds = {kind for found in days.values() for kind in found}
    legend = [
        (f"{letter} {kind}", background) for kind, (letter, background) in ACTIVITY_KINDS.items() if kind in kinds
    ]
    if kinds - set(ACTIVITY_KINDS):
        legend.append((f"{OTHER_KIND[0]} 其他活动", OTHER_KIND[1]))
    if any(len(found) > 1 for found in days.values()):
        legend.append((f"{SEVERAL_KINDS[0]} 一天多种", SEVERAL_KINDS[1]))
    columns = [str(day) for day in range(1, _DAYS + 1)] + ["", "欠/待"]
    drawn = grid(columns, [f"{month}月" for month in range(1, 13)], cells, legend)
    for kind in fixed["activity_type"].unique().sort().to_list() if fixed.height else []:
        mine = fixed.filter(pl.col("activity_type") == kind)["fixed_day"].to_list()
        drawn.add_scatter(
            x=[day.day - 1 for day in mine],
            y=[day.month - 1 for day in mine],
            mode="markers",
            name=f"固定的{kind}",
            marker={"symbol": "square-open", "size": 24, "color": ORANGE, "line": {"width": 2}},
            hovertext=[f"{day.month}月{day.day}日　固定的{kind}" for day in mine],
            hoverinfo="text",
        )
    drawn.update_layout(
        height=150 + 30 * 12, margin={"t": 84}, legend={"yref": "container", "y": 1.0, "yanchor": "top"}
    )
    drawn.update_xaxes(side="top", tickangle=0)
    return drawn


def _cell(day: dt.date, kinds: dict[str, int]) -> tuple[int, int, str, str, str, str]:
    looks = [ACTIVITY_KINDS.get(kind, OTHER_KIND) for kind in kinds]
    times = sum(kinds.values())
    if len(kinds) == 1:
        letter, background = looks[0]
        text = letter if times == 1 else f"{letter}{times}"
    else:
        letters = list(dict.fromkeys(letter for letter, _ in looks))
        text, background = "".join(letters) if len(letters) == 2 else SEVERAL_KINDS[0], SEVERAL_KINDS[1]
    hover_text = "，".join(f"{kind} {count} 次" for kind, count in kinds.items())
    return day.day - 1, day.month - 1, background, INK, text, f"{day.month}月{day.day}日<br>{hover_text}"


def _owed(year: int, month: int, due: pl.DataFrame) -> list[tuple[int, int, str, str, str, str]]:
    """Return the cell of what fell due by the end of a month and is missing; nothing where all was held."""
    end = dt.date(year, month, calendar.monthrange(year, month)[1])
    rows: list[dict[str, Any]] = due.filter((pl.col("due_on") == end) & (pl.col("missing") > 0)).to_dicts()
    if not rows:
        return []
    state = next(code for code in PERIOD_STATES if any(row["state"] == code for row in rows))
    style = PERIOD_STATES[state]
    hover_text = "<br>".join(f"{row['name_zh']} 还差 {row['missing']} 次" for row in rows)
    text = f"{style.shape}{sum(row['missing'] for row in rows)}"
    return [(_GAP, month - 1, style.background, style.colour, text, f"{month}月底到期　{style.word}<br>{hover_text}")]
