"""Parts of a unit's profile, each drawn on the page and returned for the printed page."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards.charts.month_strip import month_strip
from dashboards.charts.spine import pieces_for_paper, spine
from dashboards.charts.trend import trend
from dashboards.database import values
from dashboards.database.peers import group, solved
from dashboards.database.profiles import activity_days, fixed_days, hours_lines, hours_spread, requirements
from dashboards.database.profiles import branches as branches_of
from dashboards.exports.workbook import Origin
from dashboards.pages.unit_profile import tables, wording
from dashboards.pages.unit_profile.activity_calendar_chart import activity_calendar
from dashboards.pages.unit_profile.hours_chart import hours_histogram
from dashboards.pages.unit_profile.print_page import Section
from dashboards.shared import tables as shared_tables
from dashboards.shared import wording as shared_wording
from dashboards.shared.formatting import tally
from dashboards.shared.kept import kept
from dashboards.shared.labels import STATUSES
from dashboards.shared.unit import Unit
from dashboards.widgets import change_panel, evidence, unit_table
from dashboards.widgets.annotations import noted
from dashboards.widgets.chart import chart, fitting, show
from dashboards.widgets.downloads import buttons
from dashboards.widgets.family import families_of, worst_first
from dashboards.widgets.filter_bar import Choice
from dashboards.widgets.url_state import choose
from dashboards.widgets.visit import Visit


def opening_tab(frame: pl.DataFrame) -> str:
    """Return the tab to begin with: the spine, or the lists where no indicator has peers to be drawn among."""
    return "与标准、同类比" if frame["value_position"].drop_nulls().len() else "各类指标"


def among_peers(visit: Visit, unit: Unit, frame: pl.DataFrame, year: int, source: Origin) -> Section:
    """Draw the spine of all indicators, whom it compares with, and what it leaves out; `frame`: `profiles.profile`."""
    text, left = wording.describe_spine(year, frame), wording.describe_unplaced(frame)
    peers = group(visit.reader, unit)
    who, named = wording.describe_peers(unit, peers), shared_tables.peer_reasons(peers)
    drawn, table = spine(frame), tables.spine(frame)
    if drawn.data:
        chart(drawn, text, table, source, "spine", wide=True)
    else:
        st.markdown(text)
    if left:
        st.caption(left)
    st.markdown(who)
    if named.height:
        show(named, f"{unit.unit_name}的同类", "peers", height=fitting(named.height, 8))
    placed = tables.spine(tables.placed(frame)).drop("同类25%–75%", "类别", "近五期的依据")
    cuts = tuple(end for end, _ in pieces_for_paper(frame)[:-1])
    return Section("各项指标与标准、同类", (text, left, who), drawn, (placed, named), cuts)


def family_tables(standing: pl.DataFrame, period: str, source: Origin) -> None:
    """Draw one table a family, headed by its tally, and one download for all of them."""
    st.markdown(wording.describe_families(period, standing))
    for family, head, table in _families(standing):
        st.markdown(head)
        show(table, f"{family}指标", f"family_{family}")
    buttons(_listed(standing), source, "profile")


@kept
def _families(standing: pl.DataFrame) -> list[tuple[str, str, pl.DataFrame]]:
    """Return each family with its tally and its table."""
    found = []
    for family in families_of(standing):
        mine = standing.filter(pl.col("family") == family)
        counts = {code: mine.filter(pl.col("status") == code).height for code in STATUSES}
        found.append((family, f"**{family}**　{tally(counts)}", _listed(mine).drop("类别")))
    return found


def _listed(standing: pl.DataFrame) -> pl.DataFrame:
    return tables.standing(standing) if "trend" in standing.columns else shared_tables.standing(standing)


def year_to_do(visit: Visit, unit: Unit, standing: pl.DataFrame, year: int, source: Origin) -> Section:
    """Draw what is still missing in numbers and by when, then the whole year's checklist."""
    due = requirements(visit.reader, unit, year)
    table = tables.to_do(due, standing)
    text, whole = wording.describe_to_do(year, due, table), wording.describe_checklist(year, standing)
    st.markdown(text)
    show(table, "还要做的事", "to_do", height=460 if table.height > 12 else None)
    if table.height:
        buttons(table, source, "to_do")
    st.markdown(whole)
    checklist = shared_tables.checklist(standing)
    show(checklist, "年度清单", "checklist", height=460 if checklist.height > 12 else None)
    buttons(checklist, source, "checklist")
    found = solved(visit.reader, unit, year)
    known, others = tables.solved(found), wording.describe_solved(year, found)
    st.markdown(others)
    if known.height:
        show(known, "谁解决过", "solved", height=460 if known.height > 12 else None)
        buttons(known, source, "solved")
    return Section(f"{year}年还要做的事", (text, whole, others), None, (table, checklist, known))


def calendar(visit: Visit, unit: Unit, year: int, source: Origin) -> Section:
    """Draw the calendar of 组织生活: what was held, the fixed days, what fell due; the periods in a table below it."""
    held, due, fixed = (
        activity_days(visit.reader, unit, year),
        requirements(visit.reader, unit, year),
        fixed_days(visit.reader, year),
    )
    text = wording.describe_calendar(year, held, due, fixed)
    drawn = activity_calendar(held, fixed, due, year)
    chart(drawn, text, tables.activity_days(held), source, "calendar", wide=True)
    months = values.months(visit.reader, unit, year)
    if months.height:
        with st.expander("逐月、逐季：已开展/应开展", key="months_strip"):
            strip = month_strip(months)
            sentence = "每格是“已开展/应开展”；还没有到期的月份不要求。"
            chart(strip, sentence, shared_tables.periods(months), source, "months", wide=True)
    if due.height:
        with st.expander("各期要求：开了几次、欠几次、哪天到期", key="requirement_periods"):
            listed = tables.requirement_periods(due)
            show(listed, "各期要求", "periods_table", height=460 if listed.height > 12 else None)
            buttons(listed, source, "periods")
    return Section("组织生活日历", (text,), drawn, wide=True)


def member_hours(visit: Visit, unit: Unit, year: int, source: Origin) -> list[Section]:
    """Draw how members' hours lie between the thresholds: ordinary members and 班子成员 apart, nobody named."""
    spread, lines = hours_spread(visit.reader, unit, year), hours_lines(visit.reader, year)
    if spread.is_empty():
        text = wording.describe_hours(year, visit.as_of, spread, lines)
        st.caption(text)
        return [Section("党员学时", (text,))]
    made = []
    for code in spread["indicator_code"].unique().sort().to_list():
        mine, asked = spread.filter(pl.col("indicator_code") == code), lines.filter(pl.col("indicator_code") == code)
        text = wording.describe_hours(year, visit.as_of, mine, asked)
        if mine["is_hidden"][0]:
            st.markdown(text)
            made.append(Section("党员学时", (text,)))
            continue
        drawn, table = hours_histogram(mine, asked), tables.hours(mine, asked)
        chart(drawn, text, table, source, f"hours_{code}")
        made.append(Section(f"党员学时：{mine['name_zh'][0]}", (text,), drawn, (table,)))
    return made


def branches(visit: Visit, unit: Unit, year: int, source: Origin) -> Section:
    """Draw the branches of a school with where the year of each stands."""
    found = branches_of(visit.reader, unit.unit_id, year)
    text, shown = wording.describe_branches(year, found), tables.branches(found)
    st.markdown(text)
    unit_table.table(shown, unit_table.of_level(found, "branch"), "本校支部", "branch_rows")
    if shown.height:
        buttons(shown, source, "branches")
    return Section("支部", (text,), None, (shown,))


def over_time(visit: Visit, unit: Unit, standing: pl.DataFrame, source: Origin) -> None:
    """Draw one indicator through time, over its unnamed peers; the one that needs attention most is offered first."""
    code = trend_choice(standing)
    if not code:
        st.caption("没有可看走向的指标。")
        return
    found = values.trend(visit.reader, code, unit, "year")
    notes = noted(visit, unit, code)
    text = shared_wording.describe_trend(found)
    chart(trend(found, notes, 260), text, shared_tables.periods(found), source, f"{unit.unit_level}_trend")


def change(visit: Visit, unit: Unit, choice: Choice) -> Section:
    """Draw why one value of the unit changed since another year."""
    told = change_panel.panel(visit, unit, choice)
    return Section("为什么变了", (told.sentence,), told.drawn, () if told.listed is None else (told.listed,))


def trend_choice(standing: pl.DataFrame) -> str | None:
    """Draw the choice of the indicator to follow; the one that needs attention most comes first."""
    rows = worst_first(standing, standing.height)
    names = {str(row["indicator_code"]): str(row["name_zh"]) for row in rows}
    return choose("看哪一项的趋势", "trend_of", names, next(iter(names)), width=320) if names else None


def rows_behind(visit: Visit, unit: Unit, standing: pl.DataFrame, choice: Choice) -> None:
    """Draw the ledger rows behind one number."""
    evidence.panel(visit, unit, standing, choice.year, choice.filters)
