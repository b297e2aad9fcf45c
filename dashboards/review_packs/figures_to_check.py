"""验真: a few figures of what was issued, to be held against the paper: a true code can stand on a forged paper."""

from __future__ import annotations

from dashboards.database.reader import Reader
from dashboards.review_packs.queries import year_beside_last
from dashboards.review_packs.snapshot import Snapshot
from dashboards.shared.formatting import value_of
from dashboards.shared.unit import UnitKey
from dashboards.shared.viewer import ADMIN, AREA, BRANCH, SCHOOL, Viewer
from dashboards.store.pack import RegisteredFile

_MOST = 5
_ROLES = {"district": ADMIN, "area": AREA, "school": SCHOOL, "branch": BRANCH}


def figures(issued: RegisteredFile, snapshot: Snapshot) -> list[str]:
    """Return what the unit's own viewer was told of its first indicators with a value, as `name value`."""
    if issued.unit_level not in _ROLES:
        return []
    viewer = Viewer(_ROLES[issued.unit_level], issued.unit_level, issued.unit_id)
    found = year_beside_last(Reader(viewer, snapshot.build), UnitKey(issued.unit_level, issued.unit_id), snapshot.year)
    told = [row for row in found.to_dicts() if row["value"] is not None and not row["is_hidden"]]
    return [f"{row['name_zh']} {value_of(row)}" for row in told[:_MOST]]
