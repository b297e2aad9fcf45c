"""学校画像: one school in a sentence, its tiles and its spine; what is due by when, its calendar, hours, branches."""

import streamlit as st

from dashboards.database import values
from dashboards.database.profiles import profile as year_profile
from dashboards.pages.unit_profile import panels, unit_selection, wording
from dashboards.pages.unit_profile.print_button import print_button
from dashboards.pages.unit_profile.print_page import Section
from dashboards.shared import wording as shared_wording
from dashboards.widgets import breakdown, filter_bar, tile
from dashboards.widgets.export_origin import origin
from dashboards.widgets.visit import current_visit

visit = current_visit()
st.title("学校画像")
choice = filter_bar.bar(visit, "year", "period")
unit = unit_selection.chosen_unit(visit, "school", choice)
unit_selection.trail(visit, unit, [])
yearly = year_profile(visit.reader, unit, choice.year)
standing = yearly
if choice.period_type != "year":
    standing = values.standing(visit.reader, unit, choice.period_type, choice.period_start)
source = origin(visit, "学校画像", choice.filters, unit=unit.unit_name)

summary = wording.describe_school(unit) + shared_wording.describe_standing("", choice.period, standing)
st.markdown(summary)
tile.tiles(visit, tile.spread(standing, 4))

among, listed, to_do, held, hours, time, changed, below, rows = st.tabs(
    [
        "与标准、同类比",
        "各类指标",
        "年内还要做",
        "组织生活日历",
        "党员学时",
        "趋势",
        "为什么变了",
        "支部",
        "数字从哪里来",
    ],
    default=unit_selection.asked_tab(panels.opening_tab(yearly)),
    key="profile_tab",
)
printed = [Section("概况", (summary,))]
with listed:
    panels.family_tables(standing, choice.period, source)
    breakdown.describe_unit(visit, unit, choice.year, source)
with to_do:
    printed.append(panels.year_to_do(visit, unit, yearly, choice.year, source))
with among:
    printed.append(panels.among_peers(visit, unit, yearly, choice.year, source))
with held:
    printed.append(panels.calendar(visit, unit, choice.year, source))
with hours:
    printed += panels.member_hours(visit, unit, choice.year, source)
with time:
    panels.over_time(visit, unit, yearly, source)
with changed:
    printed.append(panels.change(visit, unit, choice))
with below:
    printed.append(panels.branches(visit, unit, choice.year, source))
with rows:
    panels.rows_behind(visit, unit, standing, choice)
with choice.row:
    print_button(source, unit.unit_name, printed)
