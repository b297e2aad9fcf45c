"""自己的工作簿 for a viewer: made anew, or the one they have with the numbers of the published build."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from dashboards.database.reader import Reader
from dashboards.exports.own_workbook.blank import blank
from dashboards.exports.own_workbook.figures import figures
from dashboards.exports.own_workbook.owner import Owner
from dashboards.exports.own_workbook.refill import Filling, refilled
from dashboards.exports.recipient import handed_out, reader_for
from dashboards.exports.role_tables import exported_for


def filled(reader: Reader, kept: bytes | None, name: str, taken_at: dt.datetime) -> tuple[Owner, bytes]:
    """Return for whom it is, and the workbook `kept`, called `name`, with the viewer's numbers; without one, a new one.

    UserError says why a workbook cannot be filled.
    """
    (said,) = exported_for(reader, taken_at.isoformat()).to_dicts()
    owner = Owner(said["role"], said["unit_id"], said["unit_name"])
    origin = (
        f"数据截止 {said['as_of']:%Y-%m-%d}　数据版本 {said['build_id']}　{owner}　更新于 {taken_at:%Y-%m-%d %H:%M}"
    )
    return owner, refilled(blank(owner) if kept is None else kept, name, Filling(owner, origin, figures(reader)))


def write_own_workbook(home: Path, role: str, unit: str | None, out: Path) -> Path:
    """Write the workbook of `role` held in `unit` to `out`, or fill the one that is there, and return its path.

    Raises UserError for a role, unit, build or file that will not do; then nothing is changed.
    """
    reader = reader_for(home, role, unit)
    kept = out.read_bytes() if out.exists() else None
    owner, content = filled(reader, kept, out.name, dt.datetime.now())
    with handed_out(home, out, str(owner)) as half:
        half.write_bytes(content)
    return out
