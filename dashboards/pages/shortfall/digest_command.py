"""Write the digest of a quarter (季度简报) for the district or one unit, with what a viewer of that unit may see."""

from __future__ import annotations

import datetime as dt
import getpass
import hashlib
from pathlib import Path

from dashboards.database import connection, definitions, units
from dashboards.database.connection import Build
from dashboards.database.reader import Reader
from dashboards.pages.shortfall import digest_workbook
from dashboards.shared.viewer import ADMIN, AREA, BRANCH, OWNER, SCHOOL, Viewer
from dashboards.store import audit
from ingest.errors import UserError
from pipeline.period import read_period

_ROLES = {"district": ADMIN, "area": AREA, "school": SCHOOL, "branch": BRANCH}


def write_digest(home: Path, quarter: str, unit_id: str | None, out: Path) -> Path:
    """Write the workbook into `out` and return its path; UserError where build, unit or quarter is not there."""
    build = connection.published_build(home)
    if build is None:
        raise UserError("还没有数据，请先运行 ingest 和 build。")
    reader, unit_name = _reader(build, unit_id)
    info = definitions.build_info(reader)
    starts = digest_workbook.quarters(info.first_year, info.as_of)
    period_type, start = read_period(quarter)
    if period_type != "quarter" or start not in starts.values():
        known = "、".join(list(starts)[:4])
        raise UserError(f"没有“{quarter}”这个季度的数据，请写成 2026Q3 的样子；最近的有：{known}。")
    made = digest_workbook.gather(reader, home, start, info.as_of, unit_name, dt.date.today())
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{made.origin.stem}.xlsx"
    path.write_bytes(digest_workbook.workbook_bytes(made, dt.datetime.now()))
    digested = hashlib.sha256(path.read_bytes()).hexdigest()
    audit.record(
        home, role=ADMIN, unit=getpass.getuser(), action="export", object=path.name, detail=unit_name, sha256=digested
    )
    return path


def _reader(build: Build, unit_id: str | None) -> tuple[Reader, str]:
    """Return a reader who is of the unit (of the district where none is asked for), and the unit's name."""
    for level, role in _ROLES.items():
        for found, name in units.identities(Reader(OWNER, build), level).select("unit_id", "unit_name").rows():
            if unit_id in (None, found):
                return Reader(Viewer(role, level, str(found)), build), str(name)
    raise UserError(f"没有代码是“{unit_id}”的单位，请检查。")
