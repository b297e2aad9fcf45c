"""口径与方法: every indicator's definition, every standard's source, how statuses and comparisons are made."""

import streamlit as st

from dashboards.database import definitions as database_definitions
from dashboards.pages.standards import dictionary, history_panel, policy_panel, tables
from dashboards.widgets import annotations
from dashboards.widgets.chart import show
from dashboards.widgets.downloads import buttons
from dashboards.widgets.export_origin import origin
from dashboards.widgets.visit import current_visit

visit = current_visit()
st.title("口径与方法")
st.caption(f"数据版本：{visit.build.build_id}")
definitions = database_definitions.indicators(visit.reader)
words, states, comparing, standards, policy, past, events = st.tabs(
    ["指标口径", "状态", "比较方法", "标准与依据", "政策状态", "标准沿革", "大事"], key="tab", bind="query-params"
)
with words:
    dictionary.entries(definitions)
with states:
    dictionary.statuses()
with comparing:
    dictionary.methods()
with standards:
    st.markdown("标准是数据，有依据、有日期、有确认人。灰色的“未确认”标准只供参考，不进未达标与预警。")
    table = tables.standards(definitions)
    show(table, "标准与依据", "standards", height=520 if table.height > 12 else None)
    codes = [str(code) for code in definitions["indicator_code"]]
    buttons(table, origin(visit, "标准与依据", {}, *codes), "standards")
with policy:
    policy_panel.policies(visit)
with past:
    history_panel.history(visit)
    history_panel.changes(visit)
with events:
    annotations.board(visit)
