"""Every role in every unit, and roles that nobody granted: what is told, against what is theirs by the registers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb

from dashboards.attacks.outcome import Outcome, outcome
from dashboards.database.connection import Build, published_build
from dashboards.database.reader import Reader
from dashboards.database.statement_scope import UnscopedStatement
from dashboards.shared.viewer import DISCIPLINE, ROLE_LEVEL, Viewer
from ingest.errors import UserError

Unit = tuple[str, str]
_UNITS = "select unit_level, unit_id from visible"
_VALUES = "select distinct unit_level, unit_id from seen_value"
_SMALL = """
select count(*) as told from seen_value as v inner join marts.dim_indicator as i on v.indicator_code = i.indicator_code
where i.is_confidential and (v.unit_level in ('school', 'branch') or v.is_suppressed)
and coalesce(v.numerator, v.value) is not null
"""
_ROUND = (
    "select * from marts.indicator_value", "select * from marts.dim_unit", "select * from marts.pledge_score",
    "select * from marts.person_clock", "select * from marts.clock_name",
    "select * from marts.dim_organisation", "select * from marts.returned_row", "select 1",
)  # fmt: skip


def scopes(home: Path) -> Outcome:
    """Ask as everybody; what is told beyond one's own came through."""
    build = published_build(home)
    if build is None:
        raise UserError("还没有发布过数据。请先运行 ingest 和 build。")
    return outcome("别人的数据", _attempts(build))


def _attempts(build: Build) -> Iterator[tuple[str, bool]]:
    with closing(duckdb.connect(build.path, read_only=True)) as plain:
        rows = plain.execute(
            "select unit_level, unit_id, district_id, area_id, school_id, coalesce(school_ids, '') from marts.dim_unit"
        ).fetchall()
    for viewer in _granted(rows):
        own = {(row[0], row[1]) for row in rows if _is_in(row, viewer)}
        for what, query in (("单位", _UNITS), ("数值", _VALUES)):
            told = _told(build, viewer, query)
            yield f"{viewer.role} {viewer.unit_id} 看{what}", not told <= own
        if viewer.role != DISCIPLINE:
            small = Reader(viewer, build).ask(_SMALL)["told"][0]
            yield f"{viewer.role} {viewer.unit_id} 看纪律小数", small > 0
        for query in _ROUND:
            yield f"{viewer.role} {viewer.unit_id} {query}", _is_answered(build, viewer, query)
    for viewer in _strangers(rows):
        for query in (_UNITS, _VALUES):
            yield f"{viewer.role} {viewer.unit_level} {viewer.unit_id} {query}", bool(_told(build, viewer, query))


def _granted(rows: list[tuple[str, ...]]) -> Iterator[Viewer]:
    for role, level in ROLE_LEVEL.items():
        yield from (Viewer(role, level, row[1]) for row in rows if row[0] == level)


def _strangers(rows: list[tuple[str, ...]]) -> Iterator[Viewer]:
    """Yield roles in units that are none, and in units of another level."""
    for role, level in ROLE_LEVEL.items():
        yield from (Viewer(role, level, unit) for unit in ("", "nowhere", "' or true --", "%"))
        yield from (Viewer(role, row[0], row[1]) for row in rows if row[0] != level)
        yield from (Viewer(role, level, row[1]) for row in rows if row[0] != level)
    yield from (Viewer("系统管理员", row[0], row[1]) for row in rows)


def _is_in(row: tuple[str, ...], viewer: Viewer) -> bool:
    """Tell by the registers alone whether a unit is the viewer's own or lies in it."""
    level, unit, district, area, school, schools = row
    above = {"district": {district}, "area": {area}, "school": {school, *schools.split("、")}}
    if (level, unit) == (viewer.unit_level, viewer.unit_id):
        return True
    is_below = list(ROLE_LEVEL.values()).index(level) > list(ROLE_LEVEL.values()).index(viewer.unit_level)
    return is_below and viewer.unit_id in above.get(viewer.unit_level, set())


def _told(build: Build, viewer: Viewer, query: str) -> set[Unit]:
    return {(str(level), str(unit)) for level, unit in Reader(viewer, build).ask(query).rows()}


def _is_answered(build: Build, viewer: Viewer, query: str) -> bool:
    try:
        Reader(viewer, build).ask(query)
    except UnscopedStatement:
        return False
    return True
