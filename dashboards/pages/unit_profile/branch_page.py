"""支部详情: one branch in a sentence, its tiles and its spine; what is due by when, its calendar, hours and rows."""

import streamlit as st

from dashboards.database import units
from dashboards.database.profiles import profile as year_profile
from dashboards.pages.unit_profile import panels, unit_selection, wording
from dashboards.pages.unit_profile.print_button import print_button
from dashboards.pages.unit_profile.print_page import Section
from dashboards.shared import wording as shared_wording
from dashboards.widgets import breakdown, filter_bar, tile
from dashboards.widgets.export_origin import origin
from dashboards.widgets.visit import current_visit

visit = current_visit()
st.title("支部详情")
choice = filter_bar.bar(visit, "year")
unit = unit_selection.chosen_unit(visit, "branch", choice)
schools = units.schools_of_branch(visit.reader, unit.unit_id)
unit_selection.trail(visit, unit, schools.rows())
standing = year_profile(visit.reader, unit, choice.year)
source = origin(visit, "支部清单", choice.filters, unit=unit.unit_name)

summary = wording.describe_branch(unit, schools.height) + shared_wording.describe_standing("", choice.period, standing)
st.markdown(summary)
tile.tiles(visit, tile.spread(standing, 4))

among, to_do, held, hours, listed, time, rows = st.tabs(
    ["与标准、同类比", "年内还要做", "组织生活日历", "党员学时", "各类指标", "趋势", "数字从哪里来"],
    default=unit_selection.asked_tab("年内还要做"),
    key="profile_tab",
)
printed = [Section("概况", (summary,))]
with to_do:
    printed.append(panels.year_to_do(visit, unit, standing, choice.year, source))
with among:
    printed.append(panels.among_peers(visit, unit, standing, choice.year, source))
with held:
    printed.append(panels.calendar(visit, unit, choice.year, source))
with hours:
    printed += panels.member_hours(visit, unit, choice.year, source)
with listed:
    panels.family_tables(standing, choice.period, source)
    breakdown.describe_unit(visit, unit, choice.year, source)
with time:
    panels.over_time(visit, unit, standing, source)
with rows:
    panels.rows_behind(visit, unit, standing, choice)
with choice.row:
    print_button(source, unit.unit_name, printed)
