"""分项: the parts of a value, folded away under the indicators."""

from __future__ import annotations

import streamlit as st

from dashboards.database import values
from dashboards.exports.workbook import Origin
from dashboards.shared import tables
from dashboards.shared.unit import UnitKey
from dashboards.widgets.chart import show
from dashboards.widgets.downloads import buttons
from dashboards.widgets.export_origin import origin
from dashboards.widgets.filter_bar import Choice
from dashboards.widgets.visit import Visit


def describe_unit(visit: Visit, unit: UnitKey, year: int, source: Origin) -> None:
    """Draw the parts of every yearly value of a unit that has any."""
    found = values.unit_parts(visit.reader, unit, year)
    if found.is_empty():
        return
    names = "、".join(dict.fromkeys(found["name_zh"].to_list()))
    with st.expander(f"分项（{found['indicator_code'].n_unique()} 项指标）", key="parts"):
        st.caption(f"{year}年，{names}。")
        table = tables.parts(found)
        show(table, "指标分项", "unit_parts", height=460 if table.height > 12 else None)
        buttons(table, source, "unit_parts")


def across(visit: Visit, choice: Choice) -> None:
    """Draw the parts of the compared indicator, a line a unit; nothing where it has none."""
    found = values.parts_across(visit.reader, choice.indicator, choice.level, choice.year, choice.area, choice.stage)
    if found.is_empty():
        return
    with st.expander(f"分项（{found['breakdown'].n_unique()} 项）", key="parts"):
        table = tables.parts_by_unit(found)
        show(table, "各单位分项", "parts_across", height=460 if table.height > 12 else None)
        buttons(table, origin(visit, "各单位分项", choice.filters, choice.indicator), "parts_across")
