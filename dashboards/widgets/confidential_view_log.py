"""纪律数据 and names: who sees them leaves a line in the audit log, once a page and address in a session."""

from __future__ import annotations

import streamlit as st

from dashboards.database import definitions
from dashboards.shared.labels import LEVELS
from dashboards.shared.markdown import escaped
from dashboards.shared.page_registry import PAGES, title_of
from dashboards.store import audit
from dashboards.store.file import StoreError
from dashboards.widgets import page_frame
from dashboards.widgets.visit import Visit

_WHO = ("role", "as")
_WORDS = {"year": "年度", "level": "层级", "area": "片区", "unit": "单位", "family": "类别", "indicator": "指标"}
"""What of an address the log says; the whole address decides whether the page is another."""


def write_down(visit: Visit) -> None:
    """Log the page that is about to be drawn if it may show discipline by unit, or names; it waits for that."""
    action = _action(visit)
    if action is None:
        return
    address = {key: value for key, value in sorted(st.query_params.to_dict().items()) if key not in _WHO}
    if _says_something_else(visit, address.get("indicator")):
        return
    seen: set[tuple[object, ...]] = st.session_state.setdefault("confidential_seen", set())
    this = (visit.viewer, visit.build.build_id, visit.page, *address.items())
    if this in seen:
        return
    try:
        audit.record(
            visit.home,
            role=visit.viewer.role,
            unit=visit.viewer.unit_id,
            action=action,
            object=title_of(visit.page),
            detail=_detail(address),
        )
    except StoreError as error:
        page_frame.refuse(f"操作留痕记不上，所以暂不显示这一页。{escaped(error)}")
        st.stop()
    seen.add(this)


def _action(visit: Visit) -> str | None:
    """Return as what a view of the page is logged; None where it is not."""
    if visit.viewer.shows_confidential(visit.page):
        return "view"
    return "persons" if PAGES[visit.page].names_persons and visit.viewer.sees_member_names else None


def _detail(address: dict[str, str]) -> str:
    """Return what the log says of an address."""
    context = {name: address[key] for key, name in _WORDS.items() if address.get(key)}
    if "层级" in context:
        context["层级"] = LEVELS.get(context["层级"], context["层级"])
    return "；".join(f"{name} {value}"[:60] for name, value in context.items())


def _says_something_else(visit: Visit, indicator: str | None) -> bool:
    """Tell whether the page is about one indicator that the address names and that is not confidential."""
    if visit.page not in ("compare", "metric") or not indicator:
        return False
    open_ones = definitions.indicators(visit.reader)
    known = open_ones.filter(open_ones["indicator_code"] == indicator)
    return known.height > 0 and not known["is_confidential"][0]
