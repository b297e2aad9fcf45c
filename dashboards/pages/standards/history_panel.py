"""标准沿革: the versions of a standard, grey while nobody has confirmed them, and what each change did."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards.database import standard_history
from dashboards.pages.standards import tables, wording
from dashboards.shared.formatting import moment_text
from dashboards.widgets import standard_tables, standard_wording
from dashboards.widgets.chart import show
from dashboards.widgets.downloads import buttons
from dashboards.widgets.export_origin import origin
from dashboards.widgets.url_state import choose
from dashboards.widgets.visit import Visit

MOST_TOLD = 10
"""So many changes are told in sentences; the table has them all."""


def history(visit: Visit) -> None:
    """Draw one standard's versions in words, then all of them in a table."""
    versions = standard_history.standard_versions(visit.reader)
    if versions.is_empty():
        st.caption("没有登记标准。")
        return
    names = _names(versions)
    standard = choose("看哪一项标准", "standard", names, next(iter(names)), width=360)
    for row in versions.filter(_key() == standard).to_dicts():
        st.markdown(standard_wording.describe_version(row))
    st.caption("灰色：没有启用，或还没有人确认，不用来判断达标。")
    table = tables.versions(versions)
    show(table, "全部标准的历次版本", "standard_versions", height=420 if table.height > 11 else None)
    buttons(table, origin(visit, "标准沿革", {}), "standard_versions")


def _key() -> pl.Expr:
    return pl.format("{}·{}", pl.col("indicator_code").fill_null("—"), pl.col("standard"))


def _names(versions: pl.DataFrame) -> dict[str, str]:
    """Return the standards, those with several versions first: what has a history is what people look for."""
    counted = versions.group_by(_key().alias("key"), maintain_order=True).agg(
        pl.len().alias("versions"), pl.first("name_zh"), pl.first("standard")
    )
    rows = counted.sort("versions", descending=True, maintain_order=True).to_dicts()
    return {row["key"]: f"{row['name_zh'] or '—'}｜{row['standard']}（{row['versions']} 个版本）" for row in rows}


def changes(visit: Visit) -> None:
    """Draw what each change between builds did to the viewer's units."""
    st.subheader("标准改了以后")
    found = standard_history.standard_changes(visit.reader)
    if found.is_empty():
        st.caption("自有记录以来，标准没有改过。")
        return
    moving = [row for row in found.to_dicts() if row["branches"] or row["schools"] or row["above"]]
    for row in moving[:MOST_TOLD]:
        st.markdown(standard_wording.describe_change(row))
    st.caption(wording.describe_changes(found.height, len(moving), MOST_TOLD))
    table = tables.changes(found)
    show(table, "历次标准变更", "standard_changes", height=420 if table.height > 11 else None)
    buttons(table, origin(visit, "历次标准变更", {}), "standard_changes")
    _moved_units(visit, found)


def _moved_units(visit: Visit, changed: pl.DataFrame) -> None:
    units = standard_history.standard_change_units(visit.reader)
    if units.is_empty():
        return
    names = {
        str(row["change_id"]): f"{moment_text(row['changed_at'])} {row['standard']} {row['name_zh'] or ''}".strip()
        for row in changed.filter(pl.col("change_id").is_in(units["change_id"].to_list())).to_dicts()
    }
    change = choose("看哪一次改变了哪些单位", "change", names, next(iter(names)), width=360)
    table = standard_tables.change_units(units.filter(pl.col("change_id") == change))
    show(table, "状态改变的单位", "change_units", height=420 if table.height > 11 else None)
    buttons(table, origin(visit, "标准变更影响", {"变更": names[change]}), "change_units")
