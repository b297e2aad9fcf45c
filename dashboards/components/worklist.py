"""The worklist's own filters and the 口径 of what is in it."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
import streamlit as st

from dashboards import warehouse
from dashboards.components import definition
from dashboards.components.address import choose
from dashboards.components.filters import ALL, Choice
from dashboards.session import Visit
from dashboards.theme import LEVELS

_PERIODS = {"year": "按年度", "semester": "按学期", "quarter": "按季度", "month": "按月"}
_STATES = {ALL: "新增和持续", "new": "只看新增", "continuing": "只看持续"}


@dataclass(frozen=True)
class Narrowed:
    """What the worklist is narrowed to; None stands for all."""

    level: str | None
    indicator: str | None
    state: str | None
    period_type: str
    words: dict[str, str]


def narrow(visit: Visit, choice: Choice) -> Narrowed:
    """Draw level, indicator and new-or-continuing; return what was chosen."""
    order = list(LEVELS)
    own = order.index(visit.viewer.unit_level)
    levels = {ALL: "全部层级"} | {level: LEVELS[level] for level in order[own:]}
    found = warehouse.worklist(visit.viewer, visit.build, choice.year, area=choice.area, stage=choice.stage)
    indicators = {ALL: "全部指标"} | dict(
        found.select("indicator_code", "name_zh").unique().sort("indicator_code").rows()
    )
    with choice.row:
        level = choose("单位层级", "at", levels, "branch" if "branch" in levels else ALL, width=120)
        indicator = choose("指标", "of", indicators, ALL, width=240)
        per = choose("周期", "per", _PERIODS, "year", width=110)
        state = choose("新增或持续", "state", _STATES, ALL, width=140)
    words = {
        "单位层级": levels[level],
        "指标": indicators[indicator],
        "周期": _PERIODS[per],
        "新增或持续": _STATES[state],
    }
    return Narrowed(
        None if level == ALL else level,
        None if indicator == ALL else indicator,
        None if state == ALL else state,
        per,
        words,
    )


def definitions(visit: Visit, rows: pl.DataFrame) -> None:
    """Draw the 口径 of any indicator in the list."""
    codes = rows["indicator_code"].unique().sort().to_list() if rows.height else []
    with st.expander("清单里各指标的口径"):
        definition.one_of(visit, codes, "define")
