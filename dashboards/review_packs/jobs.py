"""Which units a batch is for, where their files go, and whether their data is complete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboards.database import units
from dashboards.database.connection import Build
from dashboards.database.reader import Reader
from dashboards.review_packs.file_name import folder_name
from dashboards.review_packs.progress_log import Job
from dashboards.review_packs.queries import readiness
from dashboards.review_packs.snapshot import Snapshot
from dashboards.shared.viewer import Viewer
from ingest.errors import UserError


def refuse_unknown(viewer: Viewer, build: Build, year: int, unit_ids: Sequence[str]) -> None:
    """Raise UserError naming the ids that the year does not know or the viewer may not see."""
    known = {str(row["unit_id"]) for row in readiness(Reader(viewer, build), year).to_dicts()}
    unknown = [one for one in unit_ids if one not in known]
    if unknown:
        raise UserError(
            f"{year} 年没有这些学校或支部：{'、'.join(unknown)}，或者当前身份无权查看。"
            "单位代码见“述职评议”页的准备情况表。"
        )


def jobs_of(viewer: Viewer, snapshot: Snapshot, unit_ids: Sequence[str] | None) -> list[Job]:
    """Return the jobs for `unit_ids` (schools or branches), or for every unit of the viewer and the volume of all.

    Raises UserError naming the ids that the year does not know or the viewer may not see.
    """
    rows = sorted(readiness(Reader(viewer, snapshot.build), snapshot.year).to_dicts(), key=_in_order)
    if unit_ids is None:
        return (_volume(viewer, snapshot) if rows else []) + [_job(row) for row in rows]
    refuse_unknown(viewer, snapshot.build, snapshot.year, unit_ids)
    return [_job(row) for row in rows if str(row["unit_id"]) in unit_ids]


def _in_order(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return row["area_name"] or "", row["school_name"] or "", row["unit_id"]


def _job(row: Mapping[str, Any]) -> Job:
    above = row["area_name"] or "未分片区", row["school_name"] or "联合党支部"
    return Job(
        unit_level=str(row["unit_level"]),
        unit_id=str(row["unit_id"]),
        unit_name=str(row["unit_name"]),
        folder="/".join(folder_name(str(name)) for name in above),
        missing="" if row["is_ready"] else f"缺报 {row['missing_months']} 份次：{row['missing_ledgers']}",
    )


def _volume(viewer: Viewer, snapshot: Snapshot) -> list[Job]:
    """Return the job for the volume of the viewer's own unit, for those who may have it."""
    own = units.unit(Reader(viewer, snapshot.build), viewer.unit)
    if own is None or not viewer.may_take_volume:
        return []
    folder = {"district": "区级"}.get(viewer.unit_level) or folder_name(own.unit_name)
    return [Job(viewer.unit_level, viewer.unit_id, own.unit_name, folder, missing="", is_volume=True)]
