"""热力总表: its boxes, its pages, the grid that can be clicked, and its workbook of all pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypedDict

import polars as pl
import streamlit as st

from dashboards.charts.heat import named_beside, width_of
from dashboards.charts.template import CONFIG
from dashboards.database.definitions import reported_indicators
from dashboards.database.units import unit
from dashboards.database.values import standing
from dashboards.exports import heat_table
from dashboards.exports.heat_workbook import grid_bytes
from dashboards.exports.workbook import XLSX, Origin, csv_bytes
from dashboards.pages.matrix.queries import grid_cells, grid_units
from dashboards.shared.heat_wording import describe_page
from dashboards.shared.labels import DEPTHS, FAMILIES, STATUSES
from dashboards.shared.markdown import escaped
from dashboards.shared.unit import UnitKey
from dashboards.widgets import evidence as widgets_evidence
from dashboards.widgets.chart import show
from dashboards.widgets.downloads import on_click
from dashboards.widgets.filter_bar import ALL, Choice
from dashboards.widgets.page_links import page_link
from dashboards.widgets.unit_table import PAGE_OF_LEVEL
from dashboards.widgets.url_state import choose, link
from dashboards.widgets.visit import Visit

PER_PAGE = 30
CONFIRMED = "全部已确认标准的指标"
_STATES = (
    {ALL: "全部单位", "gap": "有低于标准的"}
    | {code: f"有差距{style.word}的" for code, style in DEPTHS.items()}
    | {code: f"有{style.word}的" for code, style in STATUSES.items() if code not in ("suppressed", "not_applicable")}
)


class GridFilters(TypedDict):
    """What both queries of the grid are filtered and sorted by; None stands for all."""

    family: str | None
    area: str | None
    stage: str | None
    state: str | None
    sort: str


@dataclass(frozen=True)
class GridSelection:
    """What the grid shows: the parameters of its queries, and the words of what was chosen."""

    level: str
    period_type: str
    period_start: str
    family: str | None
    state: str | None
    filters: GridFilters
    words: dict[str, str]

    @property
    def family_word(self) -> str:
        """The family, or that all confirmed indicators are shown."""
        return self.family or CONFIRMED

    def units(self, visit: Visit) -> pl.DataFrame:
        """Return all units, in order."""
        return grid_units(visit.reader, self.level, self.period_type, self.period_start, **self.filters)

    def cells(self, visit: Visit, first: int = 1, last: int | None = None) -> pl.DataFrame:
        """Return the cells of units `first` to `last` of that order, or of all of them."""
        place = (self.level, self.period_type, self.period_start)
        return grid_cells(visit.reader, *place, **self.filters, first=first, last=last)


def grid_selection(visit: Visit, choice: Choice) -> GridSelection:
    """Draw family, state and order beside the filter bar and return what is to be shown."""
    rows = reported_indicators(visit.reader, choice.year, choice.level)
    occurring = set(rows["family"])
    families = {ALL: CONFIRMED} | {one: one for one in FAMILIES if one in occurring}
    orders = {"gaps": "缺口深的在前", "name": "按名称"}
    with choice.row:
        family = choose("指标类别", "family", families, ALL, width=200, forget=("at", "sort"))
        listed = rows if family == ALL else rows.filter(pl.col("family") == family)
        orders |= {str(row["indicator_code"]): f"按“{row['name_zh']}”" for row in listed.to_dicts()}
        state = choose("只看哪些单位", "state", _STATES, ALL, width=190, forget=("at",))
        sort = choose("怎么排", "sort", orders, "gaps", width=200, forget=("at",))
    words = {"指标类别": families[family], "只看": _STATES[state], "排列": orders[sort]}
    filters = GridFilters(
        family=None if family == ALL else family,
        area=choice.area,
        stage=choice.stage,
        state=None if state == ALL else state,
        sort=sort,
    )
    place = (choice.level, choice.period_type, choice.period_start)
    return GridSelection(*place, filters["family"], filters["state"], filters, words)


def page_of(units: pl.DataFrame) -> tuple[int, int]:
    """Draw the choice of a page when there are several, and links to its neighbours; return its first and last unit."""
    total = units.height
    starts = range(1, max(total, 1) + 1, PER_PAGE)
    pages = {
        str(number): describe_page(start, min(start + PER_PAGE - 1, total), total)
        for number, start in enumerate(starts, start=1)
    }
    page = 1
    if len(pages) > 1:
        with st.container(horizontal=True, vertical_alignment="bottom", key="grid_pages"):
            page = int(choose("看哪一段", "at", pages, "1", width=260))
            st.button("‹ 上一段", key="page_before", on_click=_turn, args=(page - 1,), disabled=page == 1)
            st.button("下一段 ›", key="page_after", on_click=_turn, args=(page + 1,), disabled=page == len(pages))
    first = starts[page - 1]
    return first, min(first + PER_PAGE - 1, total)


def _turn(page: int) -> None:
    if page == 1:
        st.query_params.pop("at", None)
    else:
        st.query_params["at"] = str(page)


def grid(visit: Visit, shown: GridSelection, cells: pl.DataFrame, sentence: str, source: Origin) -> None:
    """Draw the grid of one page, its table, and the downloads of all pages."""
    key, alt = "grid_chart", f"{source.title}。{sentence}"
    names, drawn = named_beside(cells)
    around = st.container(border=False, horizontal=True, gap=None, key="grid")
    with around:
        st.plotly_chart(
            names,
            theme=None,
            width=names.layout.width,
            config=CONFIG,
            key="grid_names",
            alt=f"{source.title}：单位名称。",
        )
    with around, st.container(border=False, key="wide_grid"):
        st.plotly_chart(
            drawn,
            theme=None,
            width=drawn.layout.width or "stretch",
            config=CONFIG,
            key=key,
            on_select=partial(_follow, key),
            selection_mode="points",
            alt=alt,
        )
    scrolls = "图较宽，可以左右滑动。" if width_of(cells) else ""
    st.caption(f"{scrolls}点一格看它从哪里来；也可以在下面选单位和指标。")
    with st.expander("看数据表"):
        table = heat_table.wide(cells)
        show(table, f"{source.title}的数据表", "grid_table", height=420 if table.height > 11 else None)
    _downloads(lambda: shown.cells(visit), source)


def _follow(key: str) -> None:
    chosen = st.session_state[key]["selection"]["points"]
    if chosen and chosen[0].get("customdata"):
        st.query_params["unit"], st.query_params["evidence"] = (str(one) for one in chosen[0]["customdata"])


def _downloads(everything: Callable[[], pl.DataFrame], source: Origin) -> None:
    with st.container(horizontal=True):
        st.download_button(
            "下载全部单位（.xlsx）",
            data=on_click(
                lambda: grid_bytes(heat_table.grid_of(everything()), source, dt.datetime.now()),
                f"{source.stem}.xlsx",
                source,
            ),
            file_name=f"{source.stem}.xlsx",
            mime=XLSX,
            key="grid_xlsx",
            on_click="ignore",
        )
        st.download_button(
            "下载全部单位（.csv）",
            data=on_click(
                lambda: csv_bytes(heat_table.wide(everything()), source, dt.datetime.now()),
                f"{source.stem}.csv",
                source,
            ),
            file_name=f"{source.stem}.csv",
            mime="text/csv",
            key="grid_csv",
            on_click="ignore",
        )


def evidence(visit: Visit, shown: GridSelection, units: pl.DataFrame, choice: Choice) -> None:
    """Draw the two boxes 单位 and 指标 and the evidence of the cell they name, with a link to the unit's page."""
    names = {str(code): str(name) for code, name in units.select("unit_id", "unit_name").rows()}
    if not names:
        return
    st.subheader("这一格从哪里来")
    unit_id = choose("哪个单位", "unit", names, next(iter(names)), width=420)
    found = unit(visit.reader, UnitKey(shown.level, unit_id))
    assert found is not None
    rows = standing(visit.reader, UnitKey(shown.level, unit_id), shown.period_type, shown.period_start)
    within = pl.col("confirmed") if shown.family is None else pl.col("family") == shown.family
    widgets_evidence.panel(visit, found, rows.filter(within), choice.year, choice.filters | shown.words)
    page = PAGE_OF_LEVEL.get(shown.level, "overview")
    if visit.viewer.may_open(page):
        address = link(area=unit_id) if shown.level == "area" else link(unit=unit_id)
        page_link(page, label=f"打开{escaped(names[unit_id])}的页面 →", query=address)
