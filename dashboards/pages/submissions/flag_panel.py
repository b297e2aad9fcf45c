"""需核实: which checks point at what, by rule; a flag changes no value."""

from __future__ import annotations

import streamlit as st

from dashboards.pages.submissions import flag_queries, flag_tables, wording
from dashboards.widgets.chart import read, show
from dashboards.widgets.downloads import buttons
from dashboards.widgets.export_origin import origin
from dashboards.widgets.filter_bar import ALL
from dashboards.widgets.url_state import choose
from dashboards.widgets.visit import Visit


def flagged(visit: Visit) -> None:
    """Draw the checks that found something, the rows behind one or all of them, and those about two side by side."""
    rules = flag_queries.check_rules(visit.reader)
    st.markdown(wording.describe_flags(rules))
    if rules.is_empty():
        return
    show(flag_tables.rules(rules), "各项核实", "check_rules")
    names = {ALL: "全部事项"} | {str(rule): str(label) for rule, label in rules.select("rule", "label").rows()}
    rule = choose("核实事项", "rule", names, ALL, width=260)
    rows = flag_queries.check_flags(visit.reader, None if rule == ALL else rule)
    table = flag_tables.flags(rows)
    show(table, "需核实的记录", "check_flags", height=420 if table.height > 11 else None)
    if rows.height and rows["total"][0] > rows.height:
        st.caption(f"共 {rows['total'][0]} 行，这里列前 {rows.height} 行。")
    buttons(table, origin(visit, "需核实", {"核实事项": names[rule]}), "check_flags")
    pairs = flag_tables.pairs(rows)
    if pairs.is_empty():
        return
    st.subheader("并排核对")
    st.markdown(wording.PAIRS)
    read(pairs, "并排的两行", "check_pairs")
    buttons(pairs, origin(visit, "并排核对", {"核实事项": names[rule]}), "check_pairs")
