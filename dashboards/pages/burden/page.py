"""减负对照: what documents allow beside what is done here, what is asked of whom and what for, and what was typed."""

import streamlit as st

from dashboards.pages.burden import panels
from dashboards.widgets.visit import current_visit

visit = current_visit()
st.title("减负对照")
rules, asked, typed, off = st.tabs(["规定与做法", "要填的列", "填了多少行", "停报"], key="tab", bind="query-params")
with rules:
    panels.rules(visit)
with asked:
    panels.asked(visit)
with typed:
    panels.typed(visit)
with off:
    panels.switched_off(visit)
