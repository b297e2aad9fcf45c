"""述职评议: the year's snapshot, and who is ready."""

from __future__ import annotations

import streamlit as st

from dashboards.pages.review import tables, wording
from dashboards.review_packs.queries import readiness
from dashboards.review_packs.snapshot import Snapshot, freeze, snapshots
from dashboards.shared.markdown import escaped
from dashboards.store import audit
from dashboards.widgets.chart import show
from dashboards.widgets.downloads import buttons
from dashboards.widgets.export_origin import origin
from dashboards.widgets.visit import Visit
from ingest.errors import UserError


def frozen(visit: Visit, year: int) -> Snapshot | None:
    """Show what is frozen, offer freezing to those who may, and return the newest snapshot of the year."""
    kept = snapshots(visit.home, year)
    taken = kept[0] if kept else None
    st.markdown(wording.describe_snapshot(year, taken, visit.build.build_id))
    is_new = taken is None or taken.build_id != visit.build.build_id
    if is_new and visit.viewer.may_freeze and st.button(f"冻结{year}年数据", key="freeze", type="primary"):
        try:
            made = freeze(visit.home, year, visit.build, visit.as_of, visit.whose)
        except UserError as error:
            st.error(escaped(error))
            return taken
        audit.record(
            visit.home, role=visit.viewer.role, unit=visit.viewer.unit_id, action="snapshot", object=made.snapshot_id
        )
        st.rerun()
    return taken


def ready(visit: Visit, year: int, filters: dict[str, str]) -> None:
    """Draw who is ready and who is not, and why."""
    rows = readiness(visit.reader, year)
    st.markdown(wording.describe_readiness(year, rows))
    table = tables.readiness(rows)
    show(table, "各单位的准备情况", "readiness", height=420 if table.height > 11 else None)
    buttons(table, origin(visit, "述职评议准备情况", filters), "readiness")
    st.caption("按报送日历看应报的台账是否收到；测评、荣誉等不按月应报的，没有数据只作说明，不算缺报。")
