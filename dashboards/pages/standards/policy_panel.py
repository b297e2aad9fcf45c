"""政策状态: what may not be judged by any more, or not before the district confirms it, a line each, and the table."""

import streamlit as st

from dashboards.database import definitions
from dashboards.pages.standards import tables, wording
from dashboards.widgets.chart import show
from dashboards.widgets.downloads import buttons
from dashboards.widgets.export_origin import origin
from dashboards.widgets.visit import Visit


def policies(visit: Visit) -> None:
    """Draw a line for each indicator, standard, rule and weight that policy disputes or bars."""
    st.markdown(wording.POLICY)
    found = definitions.policies(visit.reader)
    if found.is_empty():
        st.caption("没有有争议或不得用于考核的指标、标准、规则和权重。")
        return
    for row in found.to_dicts():
        st.markdown(wording.describe_policy(row))
    table = tables.policies(found)
    show(table, "政策状态", "policies", height=420 if table.height > 11 else None)
    buttons(table, origin(visit, "政策状态", {}), "policies")
