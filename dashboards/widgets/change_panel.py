"""为什么变了: one unit's change between two years, taken apart; sentence, bars and table, the same on every page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from dashboards.charts.effects import effect_bars
from dashboards.database.changes import GroupedBy, effects, pairs
from dashboards.shared.effects import EFFECTS, MEANING, explain, moved, spans
from dashboards.shared.effects_table import GROUPS, listed
from dashboards.shared.labels import LEVELS
from dashboards.shared.markdown import escaped
from dashboards.shared.unit import UnitKey
from dashboards.widgets.change_wording import REASONS
from dashboards.widgets.chart import chart
from dashboards.widgets.export_origin import origin
from dashboards.widgets.filter_bar import Choice
from dashboards.widgets.url_state import choose
from dashboards.widgets.visit import Visit

_GROUPS_OF: Mapping[str, tuple[str, ...]] = {
    "district": ("school", "area", "stage", "organisation"),
    "area": ("school", "stage", "organisation"),
    "school": ("organisation",),
}
"""By what the units of a level can be put together; a branch is itself all that it is made of."""


@dataclass(frozen=True)
class Explained:
    """What the panel drew, for the printed page."""

    sentence: str
    drawn: go.Figure | None = None
    listed: pl.DataFrame | None = None


def panel(visit: Visit, unit: UnitKey, choice: Choice, indicator: str = "") -> Explained:
    """Draw why a value of `unit` changed: of `indicator`, or of one that the reader picks."""
    if unit.unit_level not in _GROUPS_OF:
        return _said(f"{LEVELS[unit.unit_level]}就是最小的单位，变化不再往下分。")
    if choice.year <= visit.first_year:
        return _said(f"{choice.year}年是最早的一年，没有可以比的前一年。")
    boxes = st.container(horizontal=True, vertical_alignment="bottom", key="change_boxes")
    with boxes:
        before = _year_before(visit, choice)
        found = pairs(visit.reader, unit, choice.period_type, choice.period_start, before)
        row = _chosen(found, indicator)
        by = _grouped_by(unit) if row and row["can_be_explained"] else None
    if row is None:
        return _said("没有前后两期都有数值、可以分解的指标。")
    if by is None:
        return _said(_unexplained(row))
    frame = effects(visit.reader, str(row["indicator_code"]), unit, choice.period_type, choice.period_start, before, by)
    if frame.is_empty():
        return _said(f"{escaped(moved(row))}。人数较少，当前身份只看得到总数，不能拆开。")
    with boxes, st.popover("三种变化各指什么", type="tertiary"):
        st.markdown(MEANING)
    return _drawn(visit, choice, row, frame, by)


def _said(sentence: str) -> Explained:
    st.markdown(sentence)
    return Explained(sentence)


def _year_before(visit: Visit, choice: Choice) -> int:
    years = {str(year): f"{year}年" for year in range(choice.year - 1, visit.first_year - 1, -1)}
    if choice.period_type == "year" and visit.as_of < dt.date(choice.year, 12, 31):
        years = {str(choice.year - 1): f"{choice.year - 1}年同日"}  # of older years the same day was not counted
    return int(choose("与哪一年同期比", "before", years, str(choice.year - 1), width=130))


def _chosen(found: pl.DataFrame, indicator: str) -> dict[str, Any] | None:
    """Return the pair of the page's indicator, or of the one picked from those that can be explained."""
    if indicator:
        mine = found.filter(pl.col("indicator_code") == indicator)
        return mine.row(0, named=True) if mine.height else None
    offered = found.filter("can_be_explained").sort("is_beyond_chance", pl.col("change").abs(), descending=True)
    names = {str(code): str(name) for code, name in offered.select("indicator_code", "name_zh").rows()}
    if not names:
        return None
    code = choose("哪一项为什么变了", "changed", names, next(iter(names)), width=300)
    return offered.row(by_predicate=pl.col("indicator_code") == code, named=True)


def _grouped_by(unit: UnitKey) -> GroupedBy:
    offered = {by: GROUPS[by] for by in _GROUPS_OF[unit.unit_level]}
    return cast(GroupedBy, choose("按什么分", "change_by", offered, next(iter(offered)), width=110))


def _unexplained(row: Mapping[str, Any]) -> str:
    if row["reason"]:
        return f"{escaped(row['name_zh'])}：{REASONS[str(row['reason'])]}。"
    return f"{escaped(moved(row))}。平均值和总数不是各单位分子、分母相加得来的，不作分解。"


def _drawn(visit: Visit, choice: Choice, row: Mapping[str, Any], frame: pl.DataFrame, by: GroupedBy) -> Explained:
    unit, code = str(row["unit"]), str(row["indicator_code"])
    compared = spans(row)
    sentence, drawn, shown = explain(row, frame), effect_bars(frame, unit, compared), listed(frame, by, unit, compared)
    against = {
        "指标": str(row["name_zh"]),
        "与哪一期比": compared[0],
        "按什么分": GROUPS[by],
    }
    chart(drawn, sentence, shown, origin(visit, "为什么变了", choice.filters | against, code), "change")
    return Explained(f"{sentence}{MEANING}", drawn, shown.drop(*EFFECTS.values()))
