"""Comparison with peers: trends over their bands, units side by side, and one unit among unnamed peers."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards.charts.stage_dots import stage_dots
from dashboards.database import values
from dashboards.database.peers import (
    CHOSEN,
    WIDER,
    beside,
    peer_bands,
    period_types,
    reach,
    smallest_peer_group,
    trends,
)
from dashboards.exports.workbook import Origin
from dashboards.pages.compare import decile_chart, distribution_chart, peer_chart, peer_selection, tables, wording
from dashboards.pages.compare.peer_selection import PeerSelection
from dashboards.shared import tables as shared_tables
from dashboards.shared import wording as shared_wording
from dashboards.shared.labels import EVERY
from dashboards.shared.markdown import escaped
from dashboards.shared.stages import describe_stages, stage_table
from dashboards.shared.tables import Row
from dashboards.shared.unit import UnitKey
from dashboards.widgets import definition, filter_bar
from dashboards.widgets.annotations import noted
from dashboards.widgets.chart import chart, fitting, show
from dashboards.widgets.downloads import buttons
from dashboards.widgets.export_origin import origin
from dashboards.widgets.multi_select import switch
from dashboards.widgets.url_state import choose
from dashboards.widgets.visit import Visit

GRANULARITY = {kind: EVERY[kind] for kind in ("quarter", "semester", "year", "month")}
"""Quarters first: months say too little, and move too much."""


def band_of(visit: Visit, choice: filter_bar.Choice, rows: pl.DataFrame, peers: str) -> Row | None:
    """Return the quantiles of the peers in the chosen period, if all units with a value have the same peers."""
    groups = rows.filter(pl.col("value").is_not_null())["own_group"].fill_null("").unique().to_list()
    wanted = groups[0] if len(groups) == 1 else ""
    if peers and peers not in WIDER:
        wanted = CHOSEN
    place = (choice.indicator, choice.level, choice.period_type, peers)
    found = peer_bands(visit.reader, *place).filter(
        (pl.col("peer_group") == wanted) & (pl.col("period_start").cast(pl.String) == choice.period_start)
    )
    return found.row(0, named=True) if found.height else None


def strip(
    visit: Visit, choice: filter_bar.Choice, rows: pl.DataFrame, selection: PeerSelection, source: Origin
) -> None:
    """Draw all units at a glance, a band a 学段, with those that were picked marked."""
    stages = values.by_stage(
        visit.reader, choice.indicator, choice.level, choice.period_type, choice.period_start, choice.area
    )
    if choice.stage:
        stages = stages.filter(pl.col("stage") == choice.stage)
    if rows["value"].count() and choice.level != "area":
        drawn = stage_dots(rows, stages, selection.picked.ids)
        text = describe_stages(choice.period, choice.level, stages)
        chart(drawn, text, stage_table(stages), source, "strip", wide=True)


def is_shrunk() -> bool:
    """Tell whether small units are to be drawn towards their peers; the address holds it."""
    return st.query_params.get("shrink") == "yes"


def rows_in_pages(
    visit: Visit,
    choice: filter_bar.Choice,
    rows: pl.DataFrame,
    selection: PeerSelection,
    source: Origin,
    sentence: str,
) -> None:
    """Draw every unit with its interval, a page at a time: first the page of a unit that is marked."""
    pages = distribution_chart.pages(rows)
    with st.container(horizontal=True, vertical_alignment="center"):
        limits = "998" if switch("误差线用99.8%区间", "wide", default=False) else "95"
        shrunk = switch("小单位向同类收缩", "shrink", default=False)
        definition.popover(visit, choice.indicator, "define_compare")
        page = _page(pages, selection)
    band = band_of(visit, choice, rows, selection.address)
    here = pages[page] if pages else rows
    drawn = distribution_chart.distribution(here, band=band, limits=limits, picked=selection.picked.ids, shrunk=shrunk)
    text = sentence + (wording.describe_page(page, len(pages)) if len(pages) > 1 else "")
    text += wording.describe_shrunk(rows) if shrunk else ""
    chart(drawn, text, tables.across(rows, shrunk=shrunk), source, "distribution")


def _page(pages: list[pl.DataFrame], selection: PeerSelection) -> int:
    """Draw the choice of the page, if there are several."""
    if len(pages) < 2:
        return 0
    marked = [number for number, page in enumerate(pages) if page["unit_id"].is_in(selection.picked.ids).any()]
    options = {str(number): wording.name_page(number, len(page)) for number, page in enumerate(pages)}
    return int(choose("看第几页", "rows", options, str(marked[0] if marked else 0), width=260))


def _beside(visit: Visit, choice: filter_bar.Choice, unit: UnitKey, name: str, peers: str, source: Origin) -> None:
    """Say how many peers one unit finds, and draw those in scope with the reasons."""
    place = (visit.reader, choice.indicator, unit, choice.period_type, choice.period_start)
    found = reach(*place)
    if found.is_empty():
        return
    st.markdown(
        wording.describe_reach(name, unit.unit_level, found.row(0, named=True), smallest_peer_group(visit.reader))
    )
    listed = beside(*place, peers)
    if listed.height:
        st.markdown(wording.describe_beside(name, listed, unit.unit_level))
    table = tables.beside(listed)
    if table.height:
        show(table, f"{name}的同类", "beside", height=fitting(table.height, 8))
        buttons(table, source, "beside")


def side_by_side(
    visit: Visit, choice: filter_bar.Choice, rows: pl.DataFrame, selection: PeerSelection, source: Origin
) -> None:
    """Draw the small table of the units that were picked, and whom the first of them is compared with."""
    picked = rows.filter(pl.col("unit_id").is_in(selection.picked.ids))
    if picked.is_empty():
        return
    st.markdown(wording.describe_picked(choice.level, picked))
    table = shared_tables.across(picked)
    show(table, "并排看", "picked")
    buttons(table, source, "picked")
    first = selection.picked.ids[0]
    with st.expander(f"{escaped(selection.names[first])}与谁比，为什么", key="beside_panel"):
        _beside(visit, choice, UnitKey(choice.level, first), selection.names[first], selection.address, source)


def over_time(visit: Visit, choice: filter_bar.Choice, selection: PeerSelection, rows: pl.DataFrame) -> None:
    """Draw one unit's trend over its peers' bands, and the picked units beside it."""
    names = selection.names
    if not names:
        st.caption("没有可看的单位。")
        return
    placed = set(rows.filter(pl.col("band").is_not_null())["unit_id"])
    with st.container(horizontal=True, vertical_alignment="bottom"):
        # Who has enough peers is shown first: without them there is no band to lie in.
        first = next(iter((*selection.picked.ids, *(name for name in names if name in placed), *names)))
        unit_id = choose("看哪个单位的趋势", "trend_unit", names, first, width=320)
        kind = _granularity(visit, choice.indicator)
        notes = noted(visit, UnitKey(choice.level, unit_id), choice.indicator)
    asked = ",".join(dict.fromkeys((unit_id, *selection.picked.ids)))
    _trend(visit, choice, unit_id, kind, notes, asked, selection.address, selection.filters(choice))


def own_page(visit: Visit) -> None:
    """Draw the page of a school or branch: its own value among peers who are not named."""
    choice = filter_bar.bar(visit, "year", "indicator", levels=(visit.viewer.unit_level,))
    unit = visit.viewer.unit
    wider = peer_selection.wider_group()
    place = (choice.indicator, choice.level, choice.period_type, choice.period_start)
    mine = values.across(visit.reader, *place, peers=wider).filter(pl.col("unit_id") == unit.unit_id)
    if mine.is_empty():
        st.info("这一年没有可比的指标。")
        return
    if st.query_params.get("peers"):
        st.caption("当前身份只与不具名的同类比较，不能另选同类；地址里选的单位没有采用。")
    if wider:
        st.markdown(wording.describe_wider(choice.level, wider, visit.viewer.role))
    words = choice.filters | ({"与谁比": wording.WIDER[wider]} if wider else {})
    among(visit, mine.row(0, named=True), choice, words)
    _beside(visit, choice, unit, visit.unit_name, wider, origin(visit, "与谁比", words, choice.indicator))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = _granularity(visit, choice.indicator)
        notes = noted(visit, unit, choice.indicator)
    _trend(visit, choice, unit.unit_id, kind, notes, unit.unit_id, wider, words)


def among(visit: Visit, row: Row, choice: filter_bar.Choice, words: dict[str, str]) -> None:
    """Draw one unit's value over the bands of its unnamed peers."""
    code = str(row["indicator_code"])
    definition.popover(visit, code, f"define_peer_{code}")
    source = origin(visit, "与同类比", words, code)
    chart(
        peer_chart.own_among_peers(row),
        shared_wording.describe_peers(row),
        shared_tables.peers(row),
        source,
        f"peer_{code}",
    )


def _granularity(visit: Visit, indicator: str) -> str:
    known = period_types(visit.reader, indicator)
    offered = {kind: word for kind, word in GRANULARITY.items() if kind in known}
    return choose("时间粒度", "by", offered, next(iter(offered), "year"), width=110)


def _trend(
    visit: Visit,
    choice: filter_bar.Choice,
    unit_id: str,
    kind: str,
    notes: pl.DataFrame,
    asked: str,
    peers: str,
    words: dict[str, str],
) -> None:
    """Draw the trend of `unit_id` and of the other units `asked` for, over the bands of its peers."""
    place = (visit.reader, choice.indicator, choice.level, kind)
    found = trends(*place, asked)
    own = found.filter(pl.col("unit_id") == unit_id)
    group = CHOSEN
    if not peers or peers in WIDER:
        field = {"stage": "stage", "size": "size_band"}.get(peers, "own_group")
        group = (own[field][0] if own.height else None) or ""
    bands = peer_bands(*place, peers).filter(pl.col("peer_group") == group)
    unit = "、".join(found["unit_name"].unique(maintain_order=True)) or None
    chart(
        decile_chart.decile_trend(found, bands, unit_id, notes),
        wording.describe_bands(found, unit_id, bands, choice.level),
        tables.trends(found, bands),
        origin(visit, "趋势", words | {"时间粒度": GRANULARITY[kind]}, choice.indicator, unit=unit),
        "trend",
    )
