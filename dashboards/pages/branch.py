"""支部详情: one branch in a sentence, its tiles and its spine; what is due by when, its calendar, hours and rows."""

import streamlit as st

from dashboards import sentences, session, warehouse
from dashboards.components import filters, parts, profile, tile, unit_page
from dashboards.components.origin import origin
from dashboards.components.print_button import print_button
from dashboards.print_page import Section
from dashboards.warehouse.profiles import profile as year_profile

visit = session.visit()
st.title("支部详情")
choice = filters.bar(visit, "year")
unit = unit_page.chosen_unit(visit, "branch", choice)
name, unit_id = str(unit["unit_name"]), str(unit["unit_id"])
schools = warehouse.schools_of_branch(visit.viewer, visit.build, unit_id)
unit_page.trail(visit, unit, schools.rows())
standing = year_profile(visit.viewer, visit.build, "branch", unit_id, choice.year)
source = origin(visit, "支部清单", choice.filters, unit=name)

summary = sentences.of_branch(unit, schools.height) + sentences.of_standing("", choice.period, standing)
st.markdown(summary)
tile.tiles(visit, tile.spread(standing, 4))

among, to_do, held, hours, listed, time, rows = st.tabs(
    ["与标准、同类比", "年内还要做", "组织生活日历", "党员学时", "各类指标", "趋势", "数字从哪里来"],
    default=unit_page.asked_tab("年内还要做"),
    key="profile_tab",
)
printed = [Section("概况", (summary,))]
with to_do:
    printed.append(profile.year_to_do(visit, unit, standing, choice.year, source))
with among:
    printed.append(profile.among_peers(standing, choice.year, source))
with held:
    printed.append(profile.calendar(visit, unit, choice.year, source))
with hours:
    printed += profile.member_hours(visit, unit, choice.year, source)
with listed:
    profile.family_tables(standing, choice.period, source)
    parts.of_unit(visit, unit, choice.year, source)
with time:
    profile.over_time(visit, unit, standing, source)
with rows:
    profile.rows_behind(visit, unit, standing, choice)
with choice.row:
    print_button(source, name, printed)
