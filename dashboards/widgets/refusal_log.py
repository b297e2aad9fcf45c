"""Who asks for a page or a unit that is not theirs leaves a line in the audit log, once an address in a session."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import streamlit as st

from dashboards.shared.page_registry import PAGES, title_of
from dashboards.shared.viewer import Viewer
from dashboards.store import audit
from dashboards.store.file import StoreError
from dashboards.widgets import page_frame
from dashboards.widgets.visit import Visit

_LONGEST = 60


def refuse(home: Path, viewer: Viewer, page: str, sentence: str) -> None:
    """Show why there is nothing to see, and write down that it was asked for."""
    page_frame.refuse(sentence)
    unit = st.query_params.get("unit", "")
    this = (viewer, page, unit)
    seen: set[tuple[Viewer, str, str]] = st.session_state.setdefault("refusals_seen", set())
    if this in seen:
        return
    with suppress(StoreError):  # nothing was shown, written down or not
        audit.record(
            home,
            role=viewer.role,
            unit=viewer.unit_id,
            action="refused",
            object=title_of(page) if page in PAGES else page[:_LONGEST],
            detail=f"单位 {unit}"[:_LONGEST] if unit else "",
            is_refused=True,
        )
        seen.add(this)


def refuse_unit(visit: Visit, sentence: str) -> NoReturn:
    """Refuse the unit of the address, and end the page."""
    refuse(visit.home, visit.viewer, visit.page, sentence)
    st.stop()
