"""支部详情: the year's checklist with what is still missing, the months, the rows behind each number."""

import streamlit as st

from dashboards import figures, sentences, session, tables, warehouse
from dashboards.components import evidence_panel, filters, parts, peers, unit_page
from dashboards.components.charts import chart, show
from dashboards.components.downloads import buttons
from dashboards.components.notes import noted
from dashboards.components.origin import origin
from dashboards.components.profile import trend_choice
from dashboards.components.tile import row_of

visit = session.visit()
st.title("支部详情")
choice = filters.bar(visit, "year")
unit = unit_page.chosen_unit(visit, "branch", choice)
name, unit_id = str(unit["unit_name"]), str(unit["unit_id"])
schools = warehouse.schools_of_branch(visit.viewer, visit.build, unit_id)
unit_page.trail(visit, unit, schools.rows())
here = (visit.viewer, visit.build, "branch", unit_id)
standing = warehouse.standing(*here, "year", choice.period_start)
source = origin(visit, "支部清单", choice.filters, unit=name)

st.markdown(sentences.of_branch(unit, schools.height))
st.subheader(f"{choice.year}年要做的事")
st.markdown(sentences.of_checklist(choice.year, standing))
checklist = tables.checklist(standing)
show(checklist, "年度清单", "checklist")
buttons(checklist, source, "checklist")
parts.of_unit(visit, unit, choice.year, source)

st.subheader("逐月情况")
months = warehouse.months(*here, choice.year)
if months.is_empty():
    st.caption("没有按月、按季的要求。")
else:
    drawn = figures.month_strip(months)
    chart(drawn, "每格是“已开展/应开展”；还没有到期的月份不要求。", tables.periods(months), source, "months", wide=True)

st.subheader("与同类比、趋势")
code = trend_choice(standing)
if code:
    peers.among(visit, row_of(standing, code), choice)
    found = warehouse.trend(*here[:2], code, "branch", unit_id, "year")
    notes = noted(visit, ("branch", unit_id), code)
    chart(figures.trend(found, notes, 260), sentences.of_trend(found), tables.periods(found), source, "branch_trend")

st.subheader("数字从哪里来")
evidence_panel.panel(visit, unit, standing, choice.year, choice.filters)
