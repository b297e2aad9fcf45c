"""The filter bar: what was chosen stands in the address and goes along to the next page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboards.database import definitions, units, values
from dashboards.shared.formatting import period_text
from dashboards.shared.labels import FAMILIES, LEVELS
from dashboards.shared.markdown import escaped
from dashboards.widgets.url_state import choose, chosen
from dashboards.widgets.visit import Visit

ALL = "all"
_OF_A_LEVEL = ("peers", "pick", "trend_unit")
_TYPES = {"Q": "quarter", "M": "month", "S": "semester"}


@dataclass(frozen=True)
class Choice:
    """What the filter bar says; None stands for all."""

    year: int
    period_type: str
    period_start: str
    stage: str | None
    area: str | None
    indicator: str
    level: str
    words: tuple[tuple[str, str], ...]
    row: DeltaGenerator

    @property
    def period(self) -> str:
        """The period in words."""
        return period_text(self.period_type, dt.date.fromisoformat(self.period_start))

    @property
    def filters(self) -> dict[str, str]:
        """Return what was chosen in words, for downloads."""
        return dict(self.words)


def bar(visit: Visit, *names: str, levels: tuple[str, ...] = ()) -> Choice:
    """Draw the boxes `names` (year, period, stage, area, level, indicator) and return the choice."""
    offered = _levels(visit, levels)
    row = st.container(horizontal=True, key="filters", vertical_alignment="bottom")
    words: dict[str, str] = {}
    year = visit.last_year
    level, indicator = (offered[-1] if offered else visit.viewer.unit_level), ""
    period, stage, area = "year", None, None
    for name in names:
        with row:
            if name == "year":
                years = {str(y): f"{y}年" for y in range(visit.last_year, visit.first_year - 1, -1)}
                year = int(choose("年度", "year", years, str(visit.last_year), width=110))
            elif name == "level":
                known_levels = {one: LEVELS[one] for one in offered}
                level = choose("单位层级", "level", known_levels, offered[-1], width=110, forget=_OF_A_LEVEL)
                words["单位层级"] = LEVELS[level]
            elif name == "indicator":
                names_of = _indicators(visit, year, level)
                indicator = (
                    choose("指标", "indicator", names_of, next(iter(names_of), ""), width=270) if names_of else ""
                )
                words["指标"] = names_of.get(indicator, "")
            elif name == "period":
                known = _indicators(visit, year, level) if "indicator" in names else {}
                asked = chosen("indicator", known, next(iter(known), "")) if known else None
                periods = _periods(visit, year, asked)
                period = choose("周期", "period", periods, "year", width=120)
            elif name == "stage":
                stages = {ALL: "全部学段"} | {one: one for one in units.stages(visit.reader)}
                value = choose("学段", "stage", stages, ALL, width=125)
                stage = None if value == ALL else value
                words["学段"] = stages[value]
            elif name == "area":
                found = units.units(visit.reader, "area")
                areas = {ALL: "全部片区"} | dict(found.select("unit_id", "unit_name").rows())
                value = choose("片区", "area", areas, ALL, width=160)
                area = None if value == ALL else value
                words["片区"] = areas[value]
    asked_year = st.query_params.get("year", "")
    if "year" in names and asked_year not in ("", str(year)):
        st.caption(f"地址里的年度“{escaped(asked_year)}”没有数据，下面是{year}年的。")
    kind, month = ("year", 1) if period == "year" else (_TYPES[period[0]], int(period[1:]))
    start = dt.date(year, month, 1)
    words = {"年度": f"{year}年", "周期": period_text(kind, start)} | words
    return Choice(year, kind, start.isoformat(), stage, area, indicator, level, tuple(words.items()), row)


def names_for(visit: Visit, *names: str) -> tuple[str, ...]:
    """Return `names` without what has nothing to choose for this viewer (areas and stages below the district)."""
    dropped = {"district": set(), "area": {"area"}}.get(visit.viewer.unit_level, {"area", "stage"})
    return tuple(name for name in names if name not in dropped)


def _levels(visit: Visit, levels: tuple[str, ...]) -> list[str]:
    order = list(LEVELS)
    return [one for one in levels if order.index(one) >= order.index(visit.viewer.unit_level)]


def _indicators(visit: Visit, year: int, level: str) -> dict[str, str]:
    found = definitions.reported_indicators(visit.reader, year, level)
    rows = sorted(found.rows(), key=lambda row: (FAMILIES.index(row[2]) if row[2] in FAMILIES else 99, row[0]))
    return {str(code): f"{family}｜{name}" for code, name, family, _ in rows}


def _periods(visit: Visit, year: int, indicator: str | None) -> dict[str, str]:
    options = {"year": "全年"}
    for kind, start in values.periods(visit.reader, year, indicator).rows():
        options[f"{kind[0].upper()}{start.month:02d}"] = period_text(kind, start).removeprefix(f"{start.year}年")
    return options
