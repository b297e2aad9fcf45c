"""Every role in every unit, and roles that nobody granted: what is told, against what is theirs by the registers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import polars as pl

from dashboards.attacks.outcome import Outcome, outcome
from dashboards.database.connection import Build, published_build
from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql
from dashboards.database.statement_scope import UnscopedStatement
from dashboards.shared.viewer import DISCIPLINE, ROLE_LEVEL, Viewer
from ingest.errors import UserError

Unit = tuple[str, str]
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
        for what, told in _told(Reader(viewer, build)):
            yield f"{viewer.role} {viewer.unit_id} 看{what}", not told <= own
        if viewer.role != DISCIPLINE:
            yield f"{viewer.role} {viewer.unit_id} 看纪律小数", _is_told_small_counts(Reader(viewer, build))
        for statement in _ROUND:
            yield f"{viewer.role} {viewer.unit_id} {statement}", _is_answered(Reader(viewer, build), statement)
    for viewer in _strangers(rows):
        for what, told in _told(Reader(viewer, build)):
            yield f"{viewer.role} {viewer.unit_level} {viewer.unit_id} 看{what}", bool(told)


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


def _told(reader: Reader) -> Iterator[tuple[str, set[Unit]]]:
    """Yield what units a viewer is told of, and what units have values that are told."""
    yield "单位", _as_units(reader.ask(sql("attacks/sql/told_units.sql")))
    yield "数值", _as_units(reader.ask(sql("attacks/sql/told_values.sql")))


def _is_told_small_counts(reader: Reader) -> bool:
    return bool(reader.ask(sql("attacks/sql/told_small.sql"))["told"][0])


def _as_units(answer: pl.DataFrame) -> set[Unit]:
    return {(str(level), str(unit)) for level, unit in answer.rows()}


def _is_answered(reader: Reader, statement: str) -> bool:
    try:
        reader.ask(statement)
    except UnscopedStatement:
        return False
    return True
