"""The story of the overview: four sentences, the areas beside each other, the last periods in small lines."""

from __future__ import annotations

import datetime as dt

import polars as pl
import streamlit as st

from dashboards.charts.counts import stacked
from dashboards.exports.workbook import Origin
from dashboards.pages.overview import story_queries, story_tables, story_wording
from dashboards.shared.labels import PARTS_BESIDE
from dashboards.shared.unit import Unit
from dashboards.widgets import family
from dashboards.widgets.chart import chart, show
from dashboards.widgets.filter_bar import Choice
from dashboards.widgets.visit import Visit

_CHART = "areas"


def sentences(visit: Visit, choice: Choice, unit: Unit, standing: pl.DataFrame, changes: pl.DataFrame) -> None:
    """Write how the unit stands, which parts differ, who moved most and what falls due."""
    told = [story_wording.describe_place(unit.unit_name, choice.period, visit.as_of, standing, changes)]
    if unit.unit_level in ("district", "area"):
        gaps = story_queries.part_gaps(visit.reader, choice.year, choice.area, choice.stage)
        told.append(story_wording.describe_parts(gaps))
    if unit.unit_level != "branch":
        level = family.below(unit)
        moved = story_queries.moved(visit.reader, choice.year, level, choice.area, choice.stage)
        told.append(story_wording.describe_moved(moved, level, visit.as_of >= dt.date(choice.year, 12, 31)))
    within = story_queries.WITHIN
    told.append(story_wording.describe_coming(story_queries.coming(visit.reader, choice.area), within))
    with st.container(border=True, key="story"):
        st.markdown("\n".join(f"- {sentence}" for sentence in told if sentence))


def areas(visit: Visit, choice: Choice, source: Origin) -> None:
    """Draw each area beside all the others, by counts of indicators; a click on a bar leaves this area alone."""
    gaps = story_queries.part_gaps(visit.reader, choice.year, None, choice.stage).filter(pl.col("part_kind") == "area")
    if choice.area or gaps["part"].n_unique() < 2:
        return
    st.subheader("片区对比")
    counted = story_tables.counted(gaps)
    sentence = story_wording.describe_beside(gaps)
    table = story_tables.gaps(gaps)
    chart(
        stacked(counted, "part_name", PARTS_BESIDE),
        sentence,
        table,
        source,
        _CHART,
        follow=lambda line: st.query_params.update({"area": counted["part"][line]}),
    )


def trends(visit: Visit, choice: Choice, unit: Unit, standing: pl.DataFrame, changes: pl.DataFrame, key: str) -> None:
    """Draw a small line for each indicator with a standard, what falls short first."""
    past = story_queries.recent(visit.reader, unit, choice.year)
    table = story_tables.recent(standing, changes, past)
    if table.is_empty():
        return
    st.subheader("近期走势")
    st.markdown(f"{table.height} 项有标准的指标，低于标准的在前；小线是最近八个已结束的周期，从左到右。")
    line = st.column_config.LineChartColumn("最近八期", width=140, color="#3A5F8A")
    show(table, "近期走势", key, height=story_tables.tall(table), columns={"最近八期": line})
