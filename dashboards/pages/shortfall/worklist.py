"""The worklist: its own filters, what fell short with its follow-up, and the 口径 of what is in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import polars as pl
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboards.pages.shortfall import follow_up, follow_up_panel, shortfall_queries, tables, whose, wording
from dashboards.shared.labels import EVERY, LEVELS
from dashboards.store import follow_up as store
from dashboards.widgets import definition, unit_table
from dashboards.widgets.downloads import buttons
from dashboards.widgets.export_origin import origin
from dashboards.widgets.filter_bar import ALL, Choice
from dashboards.widgets.url_state import choose, chosen
from dashboards.widgets.visit import Visit

_PERIODS = {kind: EVERY[kind] for kind in reversed([*EVERY])}
_STATES = {ALL: "新增和持续", "new": "只看新增", "continuing": "只看持续"}
_FOLLOWED = {
    ALL: "全部跟进状态",
    follow_up.NONE: "未登记",
    follow_up.OPEN: "在办",
    follow_up.OVERDUE: "已逾期",
    follow_up.SETTLED: "已销号",
}
_EVERYTHING, _MOST_LISTED = 100_000, 2000


_ITS_BOXES = ("at", "whose", "of", "per", "state", "follow", "item")


def view_of_address() -> str | None:
    """Return the tab of the list where the address is one of its own, from before it stood behind 先找谁."""
    return whose.LIST if any(key in st.query_params for key in _ITS_BOXES) else None


@dataclass(frozen=True)
class Filters:
    """What the worklist is filtered by; None stands for all."""

    level: str | None
    whose: str | None
    indicator: str | None
    state: str | None
    period_type: str
    follow: str | None
    words: dict[str, str]
    row: DeltaGenerator


def narrow(visit: Visit, choice: Choice) -> Filters:
    """Draw level, indicator, period, new-or-continuing and follow-up; return what was chosen."""
    order = list(LEVELS)
    own = order.index(visit.viewer.unit_level)
    levels = {ALL: "全部层级"} | {level: LEVELS[level] for level in order[own:]}
    found = shortfall_queries.worklist(visit.reader, choice.year, area=choice.area, stage=choice.stage)
    indicators = {ALL: "全部指标"} | dict(
        found.select("indicator_code", "name_zh").unique().sort("indicator_code").rows()
    )
    row = st.container(horizontal=True, key="narrow", vertical_alignment="bottom")
    with row:
        usual = chosen("level", levels, "branch" if "branch" in levels else ALL)  # as on the page before
        level = choose("单位层级", "at", levels, usual, width=120)
        unit, unit_words = whose.box(found if level == ALL else found.filter(unit_level=level))
        indicator = choose("指标", "of", indicators, ALL, width=240)
        per = choose("周期", "per", _PERIODS, "year", width=110)
        state = choose("新增或持续", "state", _STATES, ALL, width=140)
        follow = choose("跟进", "follow", _FOLLOWED, ALL, width=150)
    words = {
        "单位层级": levels[level],
        "单位": unit_words,
        "指标": indicators[indicator],
        "周期": _PERIODS[per],
        "新增或持续": _STATES[state],
        "跟进": _FOLLOWED[follow],
    }
    return Filters(
        None if level == ALL else level,
        unit,
        None if indicator == ALL else indicator,
        None if state == ALL else state,
        per,
        None if follow == ALL else follow,
        words,
        row,
    )


def draw(visit: Visit, choice: Choice) -> None:
    """Draw the list: boxes, sentence, the chosen item's follow-up, table, downloads, 口径."""
    asked = narrow(visit, choice)
    rows = shortfall_queries.worklist(
        visit.reader,
        choice.year,
        unit_level=asked.level,
        area=choice.area,
        stage=choice.stage,
        indicator=asked.indicator,
        period_type=asked.period_type,
        limit=_EVERYTHING,
    )
    rows = follow_up.beside(
        whose.only(rows, asked.whose), store.newest(visit.home, choice.year), choice.year, dt.date.today()
    )
    rows = follow_up.filtered(rows, asked.state, asked.follow)
    st.markdown(f"{wording.describe_worklist(choice.year, rows)}{wording.describe_follow_up(rows)}")
    first = rows.head(_MOST_LISTED)
    follow_up_panel.panel(visit, first, choice.year, asked.row)
    table = tables.followed(first)
    columns = follow_up_panel.column(first) if first.height else None
    unit_table.table(table, first, "未达标清单", "worklist", height=unit_table.tall(first), columns=columns)
    buttons(tables.followed(rows), origin(visit, "未达标清单", choice.filters | asked.words), "worklist")
    if rows.height > first.height:
        st.caption(f"表中列前 {first.height} 项，下载的文件里是全部 {rows.height} 项。")
    st.caption(
        "只列已确认的标准；样本不足、未报送的不在此列，见总览。长期排在前面，同样长的按差距大小排；先后只为方便处理，不表示高低。"
    )
    definitions(visit, rows)


def definitions(visit: Visit, rows: pl.DataFrame) -> None:
    """Draw the 口径 of any indicator in the list."""
    codes = rows["indicator_code"].unique().sort().to_list() if rows.height else []
    with st.expander("清单里各指标的口径"):
        definition.one_of(visit, codes, "define")
