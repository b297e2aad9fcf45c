"""热力总表: all units of a level by indicators, each cell with shape, word and colour, and what is behind it."""

import streamlit as st

from dashboards import session
from dashboards.components import filters, unit_grid
from dashboards.components.origin import origin
from dashboards.grid_sentences import of_grid

visit = session.visit()
st.title("热力总表")
levels = ("area", "branch", "school") if visit.viewer.sees_named_peers else ("school", "branch")
choice = filters.bar(visit, *filters.names_for(visit, "year", "period", "level", "stage", "area"), levels=levels)
shown = unit_grid.cut(visit, choice)
units = shown.units(visit)
sentence = of_grid(choice.period, shown.family_word, shown.level, units, shown.state is not None)

st.markdown(sentence)
if units.height:
    first, last = unit_grid.page_of(units)
    source = origin(visit, "热力总表", choice.filters | shown.words)
    unit_grid.grid(visit, shown, shown.cells(visit, first, last), sentence, source)
    unit_grid.evidence(visit, shown, units, choice)
