"""先找谁: one line a unit, by what an action can still save this year; from there to the unit; a file to phone by."""

from __future__ import annotations

import streamlit as st

from dashboards.pages.shortfall import call_tables, shortfall_queries, whose, wording
from dashboards.shared.labels import LEVELS
from dashboards.store import follow_up as store
from dashboards.widgets import unit_table
from dashboards.widgets.downloads import buttons
from dashboards.widgets.export_origin import origin
from dashboards.widgets.filter_bar import ALL, Choice
from dashboards.widgets.url_state import choose, chosen
from dashboards.widgets.visit import Visit

_WHICH = {
    ALL: "全部低于标准的单位",
    "saved": "今年还补得上的",
    "new": "今年新低于标准的",
    "again": "上年也低于标准的",
    "raised": "有预警的",
}
_MOST_LISTED = 300


def draw(visit: Visit, choice: Choice) -> None:
    """Draw the boxes, the sentence, the list and its download."""
    order = list(LEVELS)
    own = order.index(visit.viewer.unit_level)
    levels = {one: LEVELS[one] for one in ("branch", "school") if order.index(one) >= own}
    with st.container(horizontal=True, key="call_boxes", vertical_alignment="bottom"):
        level = choose("找哪一级", "to", levels, chosen("level", levels, "branch"), width=120)
        which = choose("找哪些单位", "which", _WHICH, ALL, width=200)
    rows = shortfall_queries.to_call(
        visit.reader, choice.year, level, None if which == ALL else which, area=choice.area, stage=choice.stage
    )
    st.markdown(wording.describe_calls(choice.year, level, rows))
    rows = call_tables.with_posts(rows, store.newest(visit.home, choice.year))
    first = rows.head(_MOST_LISTED)
    shown, columns = call_tables.to_open(first), whose.column(first) if first.height else None
    unit_table.table(shown, first, "先找谁", "call_list", height=unit_table.tall(first), columns=columns)
    words = {"找哪一级": levels[level], "找哪些单位": _WHICH[which]}
    buttons(call_tables.calls(rows), origin(visit, "先找谁", choice.filters | words), "call_list")
    if rows.height > first.height:
        st.caption(f"表中列前 {first.height} 个，下载的文件里是全部 {rows.height} 个。")
    st.caption(wording.ORDER_OF_CALLS)
