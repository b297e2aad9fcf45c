"""未达标与预警: what fell short and its follow-up, what the alert rules say, the digest of a quarter, 督办单."""

import streamlit as st

from dashboards import session
from dashboards.components import alert_rules, digest, filters, notices, worklist

visit = session.visit()
st.title("未达标与预警")
choice = filters.bar(visit, *filters.names_for(visit, "year", "stage", "area"))
VIEWS = ("清单", "预警规则", "季度简报", "督办单")
listed, rules, quarterly, supervised = st.tabs(VIEWS, key="view", bind="query-params")
if listed.open:
    with listed:
        worklist.draw(visit, choice)
if rules.open:
    with rules:
        alert_rules.now(visit, choice)
        alert_rules.rules(visit)
if quarterly.open:
    with quarterly:
        digest.quarterly(visit)
if supervised.open:
    with supervised:
        notices.notices(visit, choice)
