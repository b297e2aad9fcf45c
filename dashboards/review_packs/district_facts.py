"""What 全区汇总 says, gathered once: the comparison workbook and the one-page brief are written from this.

Every number comes from the marts of the snapshot; confidential indicators are left out for everyone.
"""

from __future__ import annotations

import datetime as dt

from dashboards.database import definitions as database_definitions
from dashboards.database import units
from dashboards.database.reader import Reader
from dashboards.review_packs import wording
from dashboards.review_packs.district_queries import group_values, outlying, tallies, volume_cells
from dashboards.review_packs.snapshot import Snapshot
from dashboards.review_packs.volume import Level, Volume
from dashboards.shared.grid_axes import columns_of
from dashboards.shared.viewer import Viewer
from ingest.errors import UserError

UNIT_LEVELS = ("school", "branch")


def volume_of(viewer: Viewer, snapshot: Snapshot) -> Volume:
    """Return the volume of the viewer's own unit. Raises UserError when the viewer may not have it."""
    reader, year = Reader(viewer, snapshot.build), snapshot.year
    unit = units.unit(reader, viewer.unit)
    if not viewer.may_take_volume or unit is None:
        raise UserError("汇总材料只给区级和片区。请用区级管理员、区级查看或片区的身份。")
    asked = [(level, volume_cells(reader, level, year)) for level in UNIT_LEVELS]
    if all(cells.is_empty() for _, cells in asked):
        raise UserError(f"{unit.unit_name} 在 {year} 年没有任何学校或支部的指标，不出汇总材料。")
    return Volume(
        unit_level=viewer.unit_level,
        unit_id=viewer.unit_id,
        unit_name=unit.unit_name,
        year=snapshot.year,
        as_of=dt.date.fromisoformat(snapshot.as_of),
        snapshot_id=snapshot.snapshot_id,
        build_id=snapshot.build_id,
        frozen_by=snapshot.taken_by,
        frozen_at=snapshot.taken_at,
        levels=tuple(
            Level(
                level,
                cells,
                group_values(reader, level, year),
                outlying(reader, level, year),
                tallies(reader, level, year),
                tuple(columns_of(cells)),
            )
            for level, cells in asked
        ),
        definitions=tuple(
            wording.definition({**row, "standard_confirmed": True})
            for row in database_definitions.indicators(reader).to_dicts()
            if row["confirmed"] and not row["is_confidential"]
        ),
    )
