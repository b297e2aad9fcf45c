"""What needs attention first: newly below standard, not reported, in doubt."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards.pages.overview import attention_queries
from dashboards.pages.overview.data_quality_queries import doubtful
from dashboards.shared.formatting import value_of
from dashboards.shared.labels import status
from dashboards.shared.markdown import escaped
from dashboards.widgets.filter_bar import Choice
from dashboards.widgets.page_links import page_link
from dashboards.widgets.unit_table import PAGE_OF_LEVEL
from dashboards.widgets.url_state import link
from dashboards.widgets.visit import Visit


def lists(visit: Visit, choice: Choice) -> None:
    """Draw the three lists, five lines each, with a link to each whole list."""
    among = (visit.reader, choice.year)
    new = attention_queries.newly_below(*among, choice.area, choice.stage)
    silent = attention_queries.without_value(*among, "not_reported", choice.area, choice.stage)
    doubts = doubtful(*among, choice.area, choice.stage)
    columns = st.columns(3)
    with columns[0], st.container(border=True, key="attention_new", height="stretch"):
        _head("新增低于标准", "red", new, "处")
        for row in new.to_dicts():
            style = status(row["state"])
            _line(visit, row, f"{escaped(row['name_zh'])} :{style.markdown}[{style.shape} {escaped(value_of(row))}]")
        _all("未达标与预警", "shortfall", new)
    with columns[1], st.container(border=True, key="attention_silent", height="stretch"):
        _head("未报送", "gray", silent, "个支部")
        for row in silent.to_dicts():
            _line(visit, row, f"{row['indicators']} 项指标没有数据")
        _all("看报送情况", "submit", silent)
    with columns[2], st.container(border=True, key="attention_doubt", height="stretch"):
        _head("数据存疑", "orange", doubts, "个单位")
        for row in doubts.to_dicts():
            _line(visit, row, f"需核实 {row['flagged']} 行：{escaped(row['labels'])}")
        if visit.viewer.may_open("quality"):
            _all("看需核实的记录", "quality", doubts)
        else:
            _all("口径与最小样本", "methods", doubts)


def _head(title: str, colour: str, frame: pl.DataFrame, noun: str) -> None:
    total = frame["total"][0] if frame.height else 0
    st.markdown(f"**:{colour}[{title}]**　{total} {noun}")


def _line(visit: Visit, row: dict[str, object], text: str) -> None:
    page = PAGE_OF_LEVEL[str(row["unit_level"])]
    with st.container(gap=None):
        if visit.viewer.may_open(page):
            page_link(page, label=escaped(row["unit_name"]), query=link(unit=str(row["unit_id"])))
        else:
            st.markdown(escaped(row["unit_name"]))
        st.markdown(f":small[{text}]")


def _all(label: str, page: str, frame: pl.DataFrame) -> None:
    if frame.is_empty():
        st.caption("✓ 没有。")
        return
    visit = st.session_state["visit"]
    if visit.viewer.may_open(page):
        page_link(page, label=f"{label} →", query=link())
