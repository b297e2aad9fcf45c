"""热力总表: all units of a level by indicators, each cell with shape, word and colour, and what is behind it."""

import streamlit as st

from dashboards.pages.matrix import panels
from dashboards.shared.heat_wording import describe_grid
from dashboards.widgets import filter_bar
from dashboards.widgets.export_origin import origin
from dashboards.widgets.visit import current_visit

visit = current_visit()
st.title("热力总表")
levels = ("area", "branch", "school") if visit.viewer.sees_named_peers else ("school", "branch")
choice = filter_bar.bar(visit, *filter_bar.names_for(visit, "year", "period", "level", "stage", "area"), levels=levels)
shown = panels.grid_selection(visit, choice)
units = shown.units(visit)
sentence = describe_grid(choice.period, shown.family_word, shown.level, units, shown.state is not None)

st.markdown(sentence)
if units.height:
    first, last = panels.page_of(units)
    source = origin(visit, "热力总表", choice.filters | shown.words)
    panels.grid(visit, shown, shown.cells(visit, first, last), sentence, source)
    panels.evidence(visit, shown, units, choice)
