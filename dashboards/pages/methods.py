"""口径与方法: every indicator's definition, every standard's source, how statuses and comparisons are made."""

import streamlit as st

from dashboards import session, standard_tables, warehouse
from dashboards.components import dictionary, notes, standard_history
from dashboards.components.charts import show
from dashboards.components.downloads import buttons
from dashboards.components.origin import origin

visit = session.visit()
st.title("口径与方法")
definitions = warehouse.indicators(visit.viewer, visit.build)
words, states, comparing, standards, past, events = st.tabs(
    ["指标口径", "状态", "比较方法", "标准与依据", "标准沿革", "大事"], key="tab", bind="query-params"
)
with words:
    dictionary.entries(definitions)
with states:
    dictionary.statuses()
with comparing:
    dictionary.methods()
with standards:
    st.markdown("标准是数据，有依据、有日期、有确认人。灰色的“未确认”标准只供参考，不进未达标与预警。")
    table = standard_tables.standards(definitions)
    show(table, "标准与依据", "standards", height=520 if table.height > 12 else None)
    codes = [str(code) for code in definitions["indicator_code"]]
    buttons(table, origin(visit, "标准与依据", {}, *codes), "standards")
with past:
    standard_history.history(visit)
    standard_history.changes(visit)
with events:
    notes.board(visit)
