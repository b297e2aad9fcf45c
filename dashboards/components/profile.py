"""Parts of a unit's profile: indicators by family, and which one to follow through time."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import tables
from dashboards.components.address import choose
from dashboards.components.charts import show
from dashboards.components.downloads import buttons
from dashboards.components.family import families_of, worst_first
from dashboards.exports import Origin
from dashboards.session import Visit
from dashboards.theme import STATUSES
from dashboards.words import tally


def family_tables(visit: Visit, standing: pl.DataFrame, source: Origin) -> None:
    """Draw one table a family, headed by its tally, and one download for all of them."""
    for family in families_of(standing):
        mine = standing.filter(pl.col("family") == family)
        counts = {code: mine.filter(pl.col("status") == code).height for code in STATUSES}
        st.markdown(f"**{family}**　{tally(counts)}")
        show(tables.standing(mine).drop("类别"), f"{family}指标", f"family_{family}")
    buttons(tables.standing(standing), source, "profile")


def trend_choice(standing: pl.DataFrame) -> str | None:
    """Draw the choice of the indicator to follow; the one that needs attention most comes first."""
    rows = worst_first(standing, standing.height)
    names = {str(row["indicator_code"]): str(row["name_zh"]) for row in rows}
    return choose("看哪一项的趋势", "trend_of", names, next(iter(names)), width=320) if names else None
