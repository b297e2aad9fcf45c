"""学校画像: one school in a sentence, its tiles and its spine; what is due by when, its calendar, hours, branches."""

import streamlit as st

from dashboards import sentences, session, warehouse
from dashboards.components import filters, parts, profile, tile, unit_page
from dashboards.components.origin import origin
from dashboards.components.print_button import print_button
from dashboards.print_page import Section
from dashboards.warehouse.profiles import profile as year_profile

visit = session.visit()
st.title("学校画像")
choice = filters.bar(visit, "year", "period")
unit = unit_page.chosen_unit(visit, "school", choice)
name, unit_id = str(unit["unit_name"]), str(unit["unit_id"])
unit_page.trail(visit, unit, [])
yearly = year_profile(visit.viewer, visit.build, "school", unit_id, choice.year)
standing = yearly
if choice.period_type != "year":
    standing = warehouse.standing(visit.viewer, visit.build, "school", unit_id, choice.period_type, choice.period_start)
source = origin(visit, "学校画像", choice.filters, unit=name)

summary = sentences.of_school(unit) + sentences.of_standing("", choice.period, standing)
st.markdown(summary)
tile.tiles(visit, tile.spread(standing, 4))

among, listed, to_do, held, hours, time, below, rows = st.tabs(
    ["与标准、同类比", "各类指标", "年内还要做", "组织生活日历", "党员学时", "趋势", "支部", "数字从哪里来"],
    default=unit_page.asked_tab(profile.opening_tab(yearly)),
    key="profile_tab",
)
printed = [Section("概况", (summary,))]
with listed:
    profile.family_tables(standing, choice.period, source)
    parts.of_unit(visit, unit, choice.year, source)
with to_do:
    printed.append(profile.year_to_do(visit, unit, yearly, choice.year, source))
with among:
    printed.append(profile.among_peers(yearly, choice.year, source))
with held:
    printed.append(profile.calendar(visit, unit, choice.year, source))
with hours:
    printed += profile.member_hours(visit, unit, choice.year, source)
with time:
    profile.over_time(visit, unit, yearly, source)
with below:
    printed.append(profile.branches(visit, unit, choice.year, source))
with rows:
    profile.rows_behind(visit, unit, standing, choice)
with choice.row:
    print_button(source, name, printed)
