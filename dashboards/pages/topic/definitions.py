"""What every topic is made of, and the unit it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import streamlit as st

from dashboards.database import units
from dashboards.exports.workbook import Origin
from dashboards.shared.markdown import escaped
from dashboards.shared.unit import Unit, UnitKey
from dashboards.widgets.export_origin import origin
from dashboards.widgets.filter_bar import ALL, Choice
from dashboards.widgets.url_state import choose
from dashboards.widgets.visit import Visit


@dataclass(frozen=True)
class TopicContext:
    """Who looks, at which unit and year; what a part of a topic is given."""

    visit: Visit
    choice: Choice
    unit: Unit
    words: Mapping[str, str]

    @property
    def is_narrowed(self) -> bool:
        """True when a school or branch below the viewer's own unit was chosen."""
        return self.unit.unit_level in ("school", "branch") and self.unit.unit_id != self.visit.viewer.unit_id

    @property
    def months_over(self) -> int:
        """How many months of the chosen year have begun by the as-of day."""
        as_of = self.visit.as_of
        return as_of.month if self.choice.year == as_of.year else 12

    def origin(self, title: str) -> Origin:
        """Return what the downloads of a chart carry."""
        return origin(self.visit, title, dict(self.words), unit=self.unit.unit_name)


class Part(Protocol):
    """One chart of a topic with all that stands round it."""

    def draw(self, context: TopicContext) -> None:
        """Draw it."""


@dataclass(frozen=True)
class Topic:
    """One topic: its family of indicators and its own charts, in the order of the page."""

    family: str
    parts: tuple[Part, ...]


def topic_context(visit: Visit, choice: Choice, topic: Topic) -> TopicContext:
    """Draw the boxes of school and branch, and return what the parts of the topic need."""
    own = visit.viewer.unit_level
    unit = _unit(visit, UnitKey("area", choice.area) if choice.area else visit.viewer.unit)
    words = {name: text for name, text in choice.filters.items() if name != "周期"} | {"专题": topic.family}
    if own in ("district", "area"):
        schools = units.units(visit.reader, "school", area=choice.area, stage=choice.stage)
        unit = _narrowed(visit, choice, unit, "学校", "school", dict(schools.select("unit_id", "unit_name").rows()))
    if unit.unit_level == "school":
        branches = units.branches_of_school(visit.reader, unit.unit_id)
        unit = _narrowed(visit, choice, unit, "支部", "branch", dict(branches.select("unit_id", "unit_name").rows()))
    if choice.stage and unit.unit_level in ("district", "area"):
        st.caption(f"学段只用来挑选学校；还没有选学校，下面是{escaped(unit.unit_name)}的全部数据。")
    return TopicContext(visit, choice, unit, words)


def _unit(visit: Visit, key: UnitKey) -> Unit:
    found = units.unit(visit.reader, key)
    assert found is not None
    return found


def _narrowed(visit: Visit, choice: Choice, unit: Unit, label: str, level: str, names: dict[str, str]) -> Unit:
    if not names:
        return unit
    forget = ("branch",) if level == "school" else ()
    with choice.row:
        chosen = choose(label, level, {ALL: f"全部{label}"} | names, ALL, width=230, forget=forget)
    return unit if chosen == ALL else _unit(visit, UnitKey(level, chosen))
