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
    row = st.container(horizontal=True, key="filters", vertical_alignment="bottom")
    boxes = _Boxes(visit, names, _levels(visit, levels))
    for name in names:
        with row:
            boxes.draw(name)
    asked_year = st.query_params.get("year", "")
    if "year" in names and asked_year not in ("", str(boxes.year)):
        st.caption(f"地址里的年度“{escaped(asked_year)}”没有数据，下面是{boxes.year}年的。")
    return boxes.choice(row)


class _Boxes:
    """The boxes in the order in which they are drawn: each offers what goes with what was chosen before it."""

    def __init__(self, visit: Visit, names: tuple[str, ...], levels: list[str]) -> None:
        self.visit, self.names, self.levels = visit, names, levels
        self.year, self.period = visit.last_year, "year"
        self.level, self.indicator = levels[-1] if levels else visit.viewer.unit_level, ""
        self.stage: str | None = None
        self.area: str | None = None
        self.words: dict[str, str] = {}

    def draw(self, name: str) -> None:
        """Draw the box `name` and keep what was chosen in it."""
        boxes = {
            "year": self._year,
            "level": self._level,
            "indicator": self._indicator,
            "period": self._period,
            "stage": self._stage,
            "area": self._area,
        }
        boxes[name]()

    def choice(self, row: DeltaGenerator) -> Choice:
        """Return what the boxes in `row` say."""
        is_year = self.period == "year"
        kind, month = ("year", 1) if is_year else (_TYPES[self.period[0]], int(self.period[1:]))
        start = dt.date(self.year, month, 1)
        words = {"年度": f"{self.year}年", "周期": period_text(kind, start)} | self.words
        return Choice(
            year=self.year,
            period_type=kind,
            period_start=start.isoformat(),
            stage=self.stage,
            area=self.area,
            indicator=self.indicator,
            level=self.level,
            words=tuple(words.items()),
            row=row,
        )

    def _year(self) -> None:
        years = {str(y): f"{y}年" for y in range(self.visit.last_year, self.visit.first_year - 1, -1)}
        self.year = int(choose("年度", "year", years, str(self.visit.last_year), width=110))

    def _level(self) -> None:
        names = {one: LEVELS[one] for one in self.levels}
        self.level = choose("单位层级", "level", names, self.levels[-1], width=110, forget=_OF_A_LEVEL)
        self.words["单位层级"] = LEVELS[self.level]

    def _indicator(self) -> None:
        names = _indicators(self.visit, self.year, self.level)
        self.indicator = choose("指标", "indicator", names, next(iter(names)), width=270) if names else ""
        self.words["指标"] = names.get(self.indicator, "")

    def _period(self) -> None:
        known = _indicators(self.visit, self.year, self.level) if "indicator" in self.names else {}
        asked = chosen("indicator", known, next(iter(known))) if known else None
        periods = _periods(self.visit, self.year, asked)
        self.period = choose("周期", "period", periods, "year", width=120)

    def _stage(self) -> None:
        stages = {ALL: "全部学段"} | {one: one for one in units.stages(self.visit.reader)}
        value = choose("学段", "stage", stages, ALL, width=125)
        self.stage = None if value == ALL else value
        self.words["学段"] = stages[value]

    def _area(self) -> None:
        found = units.units(self.visit.reader, "area")
        areas = {ALL: "全部片区"} | dict(found.select("unit_id", "unit_name").rows())
        value = choose("片区", "area", areas, ALL, width=160)
        self.area = None if value == ALL else value
        self.words["片区"] = areas[value]


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
