"""Where an answer stands on the pages; pure."""

from __future__ import annotations

from dashboards.ask.answer import About, Place
from dashboards.shared.page_registry import title_of
from dashboards.shared.viewer import Viewer


def of_page(viewer: Viewer, page: str, indicator: str = "") -> Place | None:
    """Return a page, about an indicator if there is one; None where the viewer may not open it."""
    if not viewer.may_open(page):
        return None
    return Place(page, f"去“{title_of(page)}” →", {"indicator": indicator} if indicator else {})


def of_unit(viewer: Viewer, about: About) -> Place | None:
    """Return the page on which a unit's value, or all its values, stand."""
    level = about.unit.unit_level
    named = {"unit": about.unit.unit_id} | _when(about)
    if level == "branch":
        rows = {"evidence": about.indicator} if about.indicator else {}
        return _open(viewer, "branch", "看支部详情 →", named | rows)
    if level == "school":
        return _open(viewer, "school", "看学校画像 →", named)
    if about.indicator:
        return of_spread(viewer, about, "area") if level == "area" else _metric(viewer, about)
    area = {"area": about.unit.unit_id} if level == "area" and viewer.unit_level == "district" else {}
    return _open(viewer, "overview", "看总览 →", _when(about) | area)


def of_spread(viewer: Viewer, about: About, level: str) -> Place | None:
    """Return the page that shows an indicator, or all that fell short, for the units of a level."""
    area = {"area": about.unit.unit_id} if about.unit.unit_level == "area" and viewer.unit_level == "district" else {}
    if not about.indicator:
        return _open(viewer, "shortfall", "看未达标与预警 →", _when(about) | area)
    asked = {"indicator": about.indicator, "level": level} | _when(about) | area
    return _open(viewer, "compare", "在学校对比里看 →", asked) or _metric(viewer, about)


def _metric(viewer: Viewer, about: About) -> Place | None:
    return _open(viewer, "metric", "看这项指标的页面 →", {"indicator": about.indicator} | _when(about))


def _when(about: About) -> dict[str, str]:
    said = {"year": str(about.period.start.year)}
    return said | {"period": about.period.address} if about.period.address else said


def _open(viewer: Viewer, page: str, label: str, query: dict[str, str]) -> Place | None:
    return Place(page, label, query) if viewer.may_open(page) else None
