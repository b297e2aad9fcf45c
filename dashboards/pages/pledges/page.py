"""责任书考核: bands by unit; who is in the lowest, for viewers who may see names."""

import streamlit as st

from dashboards.charts.counts import stacked
from dashboards.pages.pledges import queries, tables, wording
from dashboards.shared.labels import BANDS
from dashboards.widgets import filter_bar, linked_table
from dashboards.widgets.chart import chart
from dashboards.widgets.export_origin import origin
from dashboards.widgets.visit import current_visit

visit = current_visit()
st.title("责任书考核")
levels = ("branch", "school", "area")
choice = filter_bar.bar(visit, *filter_bar.names_for(visit, "year", "level", "area"), levels=levels)
kinds = {kind: kind for kind in queries.pledge_types(visit.reader, choice.year)}
kind, kind_words = linked_table.filter_choice(choice, "责任书", "pledge", kinds, "全部责任书", 220)
source = origin(visit, "责任书考核", choice.filters | kind_words)

rows = queries.pledge_bands(visit.reader, choice.year, choice.level, kind, choice.area)
chart(
    stacked(rows, "unit_name", BANDS),
    wording.describe_bands(choice.year, choice.level, rows),
    tables.bands(rows),
    source,
    "bands",
    tall=640,
)
st.subheader("各单位")
linked_table.listed(tables.bands(rows), rows, source, "band_rows")

st.subheader("60分以下")
if visit.viewer.sees_member_names:
    failed = queries.pledges_failed(visit.reader, choice.year, kind, choice.area)
    linked_table.listed(
        tables.failed(failed), failed, origin(visit, "责任书考核60分以下", choice.filters | kind_words), "failed"
    )
else:
    st.caption(f"身份“{visit.viewer.role}”只看人数，不看姓名；姓名由本支部、本校和区级查看。")
st.caption("优秀 100分及以上，合格 80–100分，基本合格 60–80分，不合格 60分以下；上限不含在内。")
