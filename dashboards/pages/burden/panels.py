"""The tabs of the page 减负对照."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter

import streamlit as st

from dashboards.charts.counts import stacked
from dashboards.pages.burden import queries, tables, wording
from dashboards.shared.labels import COLUMN_USES
from dashboards.widgets import filter_bar
from dashboards.widgets.chart import chart, fitting, show
from dashboards.widgets.downloads import buttons
from dashboards.widgets.export_origin import origin
from dashboards.widgets.url_state import choose
from dashboards.widgets.visit import Visit
from ingest.ledger import ASKED, OwedBy

_INSIDE: Mapping[str, tuple[OwedBy, ...]] = {
    "district": ("branch", "school_org", "area", "district"),
    "area": ("branch", "school_org", "area"),
    "school": ("branch", "school_org"),
    "branch": ("branch",),
}
"""Whom a viewer's level looks after, by `owed_by` of ingest/ledgers."""
_TYPES: Mapping[str, str] = {"branch": ASKED["branch"], "school_org": ASKED["school_org"]}
_ALL = "all"


def rules(visit: Visit) -> None:
    """Draw each rule with what is done here, and below it what it touches."""
    st.markdown(wording.RULES)
    found = queries.practices(visit.reader)
    for _, same in groupby(found.to_dicts(), key=itemgetter("rule")):
        st.markdown(wording.describe_rule(list(same)))
    table = tables.practices(found)
    show(table, "规定与做法", "practices", height=fitting(table.height))
    buttons(table, origin(visit, "减负规定与做法", {}), "practices")


def asked(visit: Visit) -> None:
    """Draw how many columns each ledger asks for and what for; then every column."""
    levels = _INSIDE[visit.viewer.unit_level]
    offered: dict[str, str] = {_ALL: "本级和下级"} | {str(level): ASKED[level] for level in levels}
    chosen = choose("向谁要", "asked_of", offered, _ALL, width=200)
    level = None if chosen == _ALL else chosen
    source = origin(visit, "要填的列", {"向谁要": offered[chosen]})
    found = queries.column_counts(visit.reader, level)
    drawn, told = stacked(found, "ledger_title", COLUMN_USES), wording.describe_ledgers(found)
    chart(drawn, told, tables.ledgers(found), source, "ledgers", tall=640)
    st.caption(wording.HOW)
    st.subheader("逐列")
    table = tables.columns(queries.asked_columns(visit.reader, level))
    show(table, "逐列", "columns", height=fitting(table.height))
    buttons(table, source, "columns")


def typed(visit: Visit) -> None:
    """Draw how many lines an organisation types in a year: the viewer's own, what is usual, the most."""
    choice = filter_bar.bar(visit, "year")
    levels = {level: word for level, word in _TYPES.items() if level in _INSIDE[visit.viewer.unit_level]}
    with choice.row:
        asked_as = choose("谁填", "asked_as", levels, next(iter(levels)), width=200)
    found = queries.lines_typed(visit.reader, choice.year, asked_as)
    st.markdown(wording.describe_typed(choice.year, found, levels[asked_as], visit.unit_name))
    table = tables.typed(found, f"{visit.unit_name}合计")
    show(table, "填了多少行", "typed", height=fitting(table.height))
    buttons(table, origin(visit, "填了多少行", {"年度": f"{choice.year}年", "谁填": levels[asked_as]}), "typed")
    st.caption(wording.LINES)


def switched_off(visit: Visit) -> None:
    """Draw what is asked for no longer, and how a district switches something off."""
    found = queries.switched_off(visit.reader)
    if found.is_empty():
        st.markdown(wording.NOTHING_OFF)
    for row in found.to_dicts():
        st.markdown(wording.describe_off(row))
    st.caption(wording.SWITCHING)
