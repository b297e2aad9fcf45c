"""Comparison with peers: trends of chosen units, and one unit among unnamed peers."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import figures, sentences, tables, warehouse
from dashboards.components import definition, filters
from dashboards.components.address import choose
from dashboards.components.charts import chart
from dashboards.components.origin import origin
from dashboards.session import Visit
from dashboards.warehouse import Row


def trends(visit: Visit, choice: filters.Choice, rows: pl.DataFrame) -> None:
    """Draw one unit's trend over its peers' bands; the unit is chosen among the compared ones."""
    names = dict(rows.sort("unit_name").select("unit_id", "unit_name").rows())
    if not names:
        st.caption("没有可看的单位。")
        return
    unit_id = choose("看哪个单位的趋势", "trend_unit", names, next(iter(names)), width=320)
    found = warehouse.trend(visit.viewer, visit.build, choice.indicator, choice.level, unit_id, choice.period_type)
    chart(
        figures.trend(found, warehouse.noted_events(visit.viewer, visit.build)),
        sentences.of_trend(found),
        tables.periods(found),
        origin(visit, "趋势", choice.filters, choice.indicator, unit=names[unit_id]),
        "trend",
    )


def own_page(visit: Visit) -> None:
    """Draw the page of a school or branch: its own value among peers who are not named."""
    choice = filters.bar(visit, "year", "indicator", levels=(visit.viewer.unit_level,))
    own = (visit.viewer, visit.build, visit.viewer.unit_level, visit.viewer.unit_id)
    standing = warehouse.standing(*own, choice.period_type, choice.period_start)
    mine = standing.filter(pl.col("indicator_code") == choice.indicator)
    if mine.is_empty():
        st.info("这一年没有可比的指标。")
        return
    among(visit, mine.row(0, named=True), choice)
    found = warehouse.trend(visit.viewer, visit.build, choice.indicator, own[2], own[3], "year")
    source = origin(visit, "趋势", choice.filters, choice.indicator)
    chart(figures.trend(found), sentences.of_trend(found), tables.periods(found), source, "own_trend")


def among(visit: Visit, row: Row, choice: filters.Choice) -> None:
    """Draw one unit's value over the bands of its unnamed peers."""
    code = str(row["indicator_code"])
    definition.popover(visit, code, f"define_peer_{code}")
    source = origin(visit, "与同类比", choice.filters, code)
    chart(figures.own_among_peers(row), sentences.of_peers(row), tables.peers(row), source, f"peer_{code}")
