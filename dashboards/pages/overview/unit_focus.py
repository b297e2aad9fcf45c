"""The unit that the overview is about, and the link back to the whole district."""

from __future__ import annotations

import streamlit as st

from dashboards.database import units
from dashboards.shared.markdown import escaped
from dashboards.shared.unit import Unit, UnitKey
from dashboards.widgets.filter_bar import Choice
from dashboards.widgets.url_state import leave
from dashboards.widgets.visit import Visit


def focus(visit: Visit, choice: Choice) -> Unit:
    """Return the unit of the overview: the chosen 片区, else the viewer's own unit."""
    found = units.unit(visit.reader, UnitKey("area", choice.area) if choice.area else visit.viewer.unit)
    assert found is not None
    if choice.area and visit.viewer.unit_level == "district":
        # A page link to the page it stands on leaves the old address in the browser, so the way up is a button.
        with st.container(horizontal=True, vertical_alignment="center", key="breadcrumb"):
            st.button("全区 ›", type="tertiary", key="whole_district", on_click=leave, args=("area",))
            st.markdown(f"**{escaped(found.unit_name)}**")
    return found
