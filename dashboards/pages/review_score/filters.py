"""The boxes of 综合得分: which year and school, and weights to try out; all of it stands in the address."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards.pages.review_score.queries import review_schools
from dashboards.widgets import filter_bar
from dashboards.widgets.filter_bar import Choice
from dashboards.widgets.url_state import choose, enter
from dashboards.widgets.visit import Visit


def school(visit: Visit, choice: Choice) -> tuple[str, str] | None:
    """Draw the box of schools; return id and name, or None where nothing may be shown."""
    offered = {str(unit): str(name) for unit, name in review_schools(visit.reader, choice.year).rows()}
    if not offered:
        return None
    with choice.row:
        unit = choose("学校", "unit", offered, next(iter(offered)), width=240)
    return unit, offered[unit]


def bar(visit: Visit) -> Choice:
    """Draw the year."""
    return filter_bar.bar(visit, "year")


def weights(in_force: pl.DataFrame) -> dict[str, float]:
    """Draw a box for each item's weight; return item -> weight."""
    with st.container(horizontal=True, key="weights", vertical_alignment="bottom"):
        return {
            str(row["item"]): enter(
                str(row["item"]),
                f"weight_{row['step_order'] // 1000}",
                float(row["weight"]),
                lowest=0.0,
                highest=100.0,
                width=110,
            )
            for row in in_force.to_dicts()
        }
