"""预警规则: what the rules say now, who rose instead, the rules themselves, and what they would have raised."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards.pages.shortfall import tables, wording
from dashboards.pages.shortfall.alert_queries import alert_load, alert_rules, backtest, risen, standing_alerts
from dashboards.pages.shortfall.charts import load as drawn
from dashboards.widgets import linked_table
from dashboards.widgets.chart import chart, show
from dashboards.widgets.downloads import buttons
from dashboards.widgets.export_origin import origin
from dashboards.widgets.filter_bar import Choice
from dashboards.widgets.url_state import choose
from dashboards.widgets.visit import Visit

_WITH = {"now": "只算现行规则", "proposed": "现行和拟试行一起算"}


def now(visit: Visit, choice: Choice) -> None:
    """Draw the alerts that stand, then the few who rose."""
    words = linked_table.standing_now(choice)
    standing = standing_alerts(visit.reader, visit.as_of, choice.area, choice.stage)
    alerts, below = standing.filter(~pl.col("is_below_line")), standing.filter(pl.col("is_below_line"))
    st.markdown(wording.describe_alerts(alert_rules(visit.reader), alerts) + wording.describe_below(below))
    linked_table.listed(tables.alerts(alerts), alerts, origin(visit, "预警", words), "alerts")
    if below.height:
        with st.expander(f"线下 {below.height} 项，不提示"):
            linked_table.listed(tables.alerts(below), below, origin(visit, "线下的预警", words), "alerts_below")
    st.subheader("进步单位：值得学习")
    rose = risen(visit.reader, visit.as_of, choice.area, choice.stage)
    st.markdown(wording.describe_risen(rose))
    if rose.height:
        linked_table.listed(tables.risen(rose), rose, origin(visit, "进步单位", words), "risen")


def rules(visit: Visit) -> None:
    """Draw the rules and, for district and area, their back-test."""
    known = alert_rules(visit.reader)
    st.subheader("规则")
    st.markdown("规则是数据：写明看什么、连续几期、基数多少、依据和生效日。生效日在以后的是拟试行，只回测，不预警。")
    table = tables.rules(known)
    show(table, "预警规则", "alert_rules")
    buttons(table, origin(visit, "预警规则", {}), "alert_rules")
    found = alert_load(visit.reader)
    if found.is_empty():
        return
    st.subheader("回测：会有多少提示")
    which = choose("算哪些规则", "rules", _WITH, "now", width=220)
    shown = found.filter(pl.col("with_proposed") == (which == "proposed"))
    source = origin(visit, "预警规则回测", {"规则范围": _WITH[which], "单位": "全区"})
    chart(drawn(shown), wording.describe_load(shown), tables.load(shown), source, "alert_load")
    by_rule = tables.backtest(backtest(visit.reader))
    with st.expander("每条规则逐期回测"):
        show(by_rule, "每条规则逐期回测", "backtest", height=460)
        buttons(by_rule, origin(visit, "每条规则逐期回测", {"单位": "全区"}), "backtest")
