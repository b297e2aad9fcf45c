"""What a role sees first on the overview: 纪检 the discipline, a school and a branch what is still to be done."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards.charts.month_strip import month_strip
from dashboards.database import values
from dashboards.exports.workbook import Origin
from dashboards.shared import tables, wording
from dashboards.shared.unit import Unit
from dashboards.widgets import tile
from dashboards.widgets.chart import chart, fitting, show
from dashboards.widgets.downloads import buttons
from dashboards.widgets.export_origin import origin
from dashboards.widgets.family import worst_first
from dashboards.widgets.filter_bar import Choice
from dashboards.widgets.page_links import page_link
from dashboards.widgets.unit_table import PAGE_OF_LEVEL
from dashboards.widgets.url_state import link
from dashboards.widgets.visit import Visit

_DISCIPLINE = "纪律作风"


def before(visit: Visit, choice: Choice, unit: Unit, standing: pl.DataFrame) -> pl.DataFrame:
    """Draw discipline before all else for the 纪检专员; return what is left for the tiles below."""
    if not visit.viewer.sees_confidential:
        return standing
    discipline(visit, choice, unit, standing)
    return standing.filter(pl.col("family") != _DISCIPLINE)


def after(visit: Visit, choice: Choice, unit: Unit, standing: pl.DataFrame) -> None:
    """Draw what a school or a branch still has to do, and a branch its year, below the sentences."""
    if unit.unit_level not in PAGE_OF_LEVEL or visit.viewer.unit_level != unit.unit_level:
        return
    to_do(visit, unit, standing, origin(visit, "年内还要做", choice.filters, unit=unit.unit_name))
    if unit.unit_level == "branch":
        year(visit, choice, unit)


def discipline(visit: Visit, choice: Choice, unit: Unit, standing: pl.DataFrame) -> None:
    """Draw all indicators of discipline, with the way to the topic."""
    rows = standing.filter(pl.col("family") == _DISCIPLINE)
    st.subheader("纪律作风")
    st.markdown(wording.describe_standing(unit.unit_name, choice.period, rows))
    tile.tiles(visit, worst_first(rows, 8))
    page_link("topic", label="看纪律作风专题 →", query=link() | {"topic": "discipline"})


def to_do(visit: Visit, unit: Unit, standing: pl.DataFrame, source: Origin) -> None:
    """Draw what the unit still has to do this year, what falls short first."""
    rows = standing.filter(pl.col("needed") > 0)
    st.subheader("年内还要做")
    st.markdown(wording.describe_to_do(rows))
    if rows.height:
        table = tables.checklist(rows)
        show(table, "年内还要做", "to_do", height=fitting(rows.height, 9))
        buttons(table, source, "to_do")
    page = PAGE_OF_LEVEL[unit.unit_level]
    page_link(page, label="看全年清单、日历和走势 →", query=link(unit=unit.unit_id))


def year(visit: Visit, choice: Choice, unit: Unit) -> None:
    """Draw a branch's year: month by month what was held of what was due."""
    months = values.months(visit.reader, unit, choice.year)
    if months.is_empty():
        return
    st.subheader("本支部这一年")
    source = origin(visit, "本支部这一年", choice.filters, unit=unit.unit_name)
    sentence = f"{choice.year}年逐月、逐季，每格是“已开展/应开展”；还没有到期的月份不要求。"
    chart(month_strip(months), sentence, tables.periods(months), source, "own_months", wide=True)
