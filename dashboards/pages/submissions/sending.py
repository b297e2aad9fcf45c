"""For whom a page hands in: the viewer's role and unit, as the taking-in of ledgers knows them."""

from __future__ import annotations

from dashboards.shared.viewer import Viewer
from dashboards.widgets.visit import login_of_this_run
from ingest.sender import Sender


def sender_for(viewer: Viewer) -> Sender:
    """Return the sender that a viewer is, by login name; pydantic.ValidationError for a role that sends nothing."""
    return Sender.model_validate(
        {
            "name": login_of_this_run() or f"{viewer.role} {viewer.unit_id}",
            "role": viewer.role,
            "unit_level": viewer.unit_level,
            "unit_id": viewer.unit_id,
        }
    )
