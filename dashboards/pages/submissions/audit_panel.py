"""操作留痕: who saw discipline, downloaded files or entered what; newest first, for the 区级管理员."""

from __future__ import annotations

import streamlit as st

from dashboards.database import units
from dashboards.pages.submissions import audit_tables
from dashboards.shared.labels import LEVELS
from dashboards.store import audit
from dashboards.widgets.chart import show
from dashboards.widgets.downloads import buttons
from dashboards.widgets.export_origin import origin
from dashboards.widgets.visit import Visit

_MOST = 1000


def log(visit: Visit) -> None:
    """Draw the newest entries and their download."""
    st.markdown(f"谁在什么时候看了按单位的纪律数据、下载或生成了什么。只增不改，最新的在前，列最近 {_MOST} 条。")
    names: dict[str, str] = {}
    for level in LEVELS:
        rows = units.units(visit.reader, level).select("unit_id", "unit_name").rows()
        names |= {str(unit): str(name) for unit, name in rows}
    table = audit_tables.entries(audit.entries(visit.home, _MOST), names)
    show(table, "操作留痕", "audit_log", height=520 if table.height > 14 else None)
    if table.height:
        buttons(table, origin(visit, "操作留痕", {}), "audit_log")
