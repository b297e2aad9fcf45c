"""未达标与预警: whom to call first, what fell short and its follow-up, alert rules, a digest, 督办单."""

import streamlit as st

from dashboards.pages.shortfall import alert_panels, call_list, digest_panel, notice_panel, whose, worklist
from dashboards.widgets import filter_bar
from dashboards.widgets.visit import current_visit

visit = current_visit()
st.title("未达标与预警")
choice = filter_bar.bar(visit, *filter_bar.names_for(visit, "year", "stage", "area"))
VIEWS = ("先找谁", whose.LIST, "预警规则", "季度简报", "督办单")
first, listed, rules, quarterly, supervised = st.tabs(
    VIEWS, default=worklist.view_of_address(), key=whose.VIEW, bind="query-params"
)
if first.open:
    with first:
        call_list.draw(visit, choice)
if listed.open:
    with listed:
        worklist.draw(visit, choice)
if rules.open:
    with rules:
        alert_panels.now(visit, choice)
        alert_panels.rules(visit)
if quarterly.open:
    with quarterly:
        digest_panel.quarterly(visit)
if supervised.open:
    with supervised:
        notice_panel.notices(visit, choice)
