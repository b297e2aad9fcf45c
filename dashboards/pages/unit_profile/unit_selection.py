"""Which unit a page is about: the address's, if it is the viewer's to see; else a refusal."""

from __future__ import annotations

import streamlit as st

from dashboards.database import units
from dashboards.shared.labels import LEVELS
from dashboards.shared.unit import Unit, UnitKey
from dashboards.widgets.filter_bar import Choice
from dashboards.widgets.menu import breadcrumb
from dashboards.widgets.refusal_log import refuse_unit
from dashboards.widgets.url_state import choose, link
from dashboards.widgets.visit import Visit


def chosen_unit(visit: Visit, level: str, choice: Choice) -> Unit:
    """Return the unit of a profile page and draw the box that changes it; stop the page if it is not theirs to see."""
    offered = units.units(visit.reader, level)
    names = {str(unit_id): str(name) for unit_id, name in offered.select("unit_id", "unit_name").rows()}
    asked = st.query_params.get("unit")
    if not names or (asked and asked not in names):
        sentence = f"没有这个{LEVELS[level]}，或者当前身份无权查看。只能查看本单位范围内的{LEVELS[level]}。"
        refuse_unit(visit, sentence)
    unit_id = next(iter(names))
    if len(names) > 1:
        with choice.row:
            unit_id = choose(LEVELS[level], "unit", names, unit_id, width=320)
    found = units.unit(visit.reader, UnitKey(level, unit_id))
    assert found is not None
    return found


def trail(visit: Visit, unit: Unit, schools: list[tuple[str, str]]) -> None:
    """Draw the breadcrumb 全区 › 片区 › 学校 › here, as far up as the viewer's scope goes."""
    steps: list[tuple[str, str, dict[str, str]]] = []
    if visit.viewer.unit_level == "district":
        steps.append(("全区", "overview", link(area=None)))
    area = units.area_of(visit.reader, unit)
    if area is not None:
        kept = unit.area_id if visit.viewer.unit_level == "district" else None
        steps.append((area.unit_name, "overview", link(area=kept)))
    steps += [(name, "school", link(unit=school)) for school, name in schools if visit.viewer.may_open("school")]
    breadcrumb(steps, unit.unit_name)


def asked_tab(first: str) -> str:
    """Return the tab to open: the rows behind a number where the address asks for one, else the first."""
    return "数字从哪里来" if "evidence" in st.query_params else first
