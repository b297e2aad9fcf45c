"""学校画像: one school in a sentence, its indicators by family, its trend, its branches."""

import streamlit as st

from dashboards import figures, sentences, session, tables, warehouse
from dashboards.components import drill, evidence_panel, filters, parts, tile, unit_page
from dashboards.components.charts import chart
from dashboards.components.notes import noted
from dashboards.components.origin import origin
from dashboards.components.profile import family_tables, trend_choice

visit = session.visit()
st.title("学校画像")
choice = filters.bar(visit, "year", "period")
unit = unit_page.chosen_unit(visit, "school", choice)
name, unit_id = str(unit["unit_name"]), str(unit["unit_id"])
unit_page.trail(visit, unit, [])
here = (visit.viewer, visit.build, "school", unit_id)
standing = warehouse.standing(*here, choice.period_type, choice.period_start)
source = origin(visit, "学校画像", choice.filters, unit=name)

st.markdown(sentences.of_school(unit))
st.markdown(sentences.of_standing(name, choice.period, standing))
tile.tiles(visit, tile.spread(standing, 4))

st.subheader("指标")
family_tables(visit, standing, source)
parts.of_unit(visit, unit, choice.year, source)

st.subheader("支部")
branches = warehouse.branches_of_school(visit.viewer, visit.build, unit_id)
st.markdown(f"共 {branches.height} 个支部；联合党支部在各成员校都列出，标“共享”，全区合计只算一次。")
drill.table(tables.branches(branches), drill.of_level(branches, "branch"), "本校支部", "branch_rows")

st.subheader("趋势")
code = trend_choice(standing)
if code:
    found = warehouse.trend(*here[:2], code, "school", unit_id, "year")
    notes = noted(visit, ("school", unit_id), code)
    chart(figures.trend(found, notes, 260), sentences.of_trend(found), tables.periods(found), source, "school_trend")

st.subheader("数字从哪里来")
evidence_panel.panel(visit, unit, standing, choice.year, choice.filters)
