"""What stands round every page: header, refusals, the page before the first build, footer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from dashboards.database import submissions
from dashboards.shared.formatting import date_text
from dashboards.shared.markdown import escaped
from dashboards.widgets import saved_views, url_state
from dashboards.widgets.visit import Visit, take_newest

ICON = str(Path(__file__).resolve().parent.parent / "icon.png")


def header(visit: Visit, newer: bool, ask: Callable[[Visit], None]) -> None:
    """Say whose data, up to when, and how much was reported; offer a newer build, and what `ask` draws: 问一句."""
    if newer:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.info("数据已更新，点此刷新。")
            st.button("刷新", key="take_newest", on_click=take_newest, args=(visit.home,))
    year = chosen_year(visit)
    came = submissions.reported(visit.reader, year)
    facts = [
        f"**{escaped(visit.unit_name)}**（{visit.viewer.role}）",
        f"数据截止：**{date_text(visit.as_of)}**",
        f"{year}年已报送：**{came.received}/{came.due}** 个党组织",
    ]
    if visit.person is None:
        facts.append("**演示数据，全部是编造的，不用登录**")
    if visit.viewer.is_only_looking:
        facts.append("**以他人身份查看，只能看，不能改**")
    with st.container(key="page_header", horizontal=True, vertical_alignment="center", gap="small"):
        for fact in facts:  # each is one piece, so that a narrow window breaks the line between them
            st.caption(fact, width="content")
        ask(visit)
        saved_views.panel(visit)


def chosen_year(visit: Visit) -> int:
    """Return the year of the address, or the newest one."""
    years = {str(year): "" for year in range(visit.first_year, visit.last_year + 1)}
    return int(url_state.chosen("year", years, str(visit.last_year)))


def footer() -> None:
    """Say what the figures are for."""
    st.caption("数据供工作参考，不代替评议结论。“达标”看的是标准，“与同类比”看的是同类单位，两者分开回答。")


def refuse(sentence: str) -> None:
    """Show why there is nothing to see."""
    st.title("无法查看")
    st.warning(sentence)
