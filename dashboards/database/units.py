"""Units: who may be looked at, and what lies above and below."""

from __future__ import annotations

from dataclasses import fields

import polars as pl

from dashboards.database.reader import Reader
from dashboards.shared.unit import Unit, UnitKey

_FIELDS = ", ".join(field.name for field in fields(Unit))


def unit(reader: Reader, key: UnitKey) -> Unit | None:
    """Return one unit of the viewer's scope, or None: unknown and forbidden look the same."""
    found = reader.ask(
        f"select {_FIELDS} from visible where unit_level = $unit_level and unit_id = $unit_id", **key.parameters
    )
    return Unit(**found.row(0, named=True)) if found.height else None


def area_of(reader: Reader, branch_or_school: Unit) -> Unit | None:
    """Return the 片区 above a unit; None where there is none, or where the viewer may not see it."""
    area_id = branch_or_school.area_id
    return unit(reader, UnitKey("area", area_id)) if area_id else None


def units(reader: Reader, unit_level: str, *, area: str | None = None, stage: str | None = None) -> pl.DataFrame:
    """Return unit_id, unit_name of one level in the viewer's scope: by name, branches by code (第一 before 第二)."""
    return reader.ask(
        """
        select unit_id, unit_name, area_id, stage, is_shared from visible
        where unit_level = $unit_level
            and ($area is null or area_id = $area) and ($stage is null or stage = $stage)
        order by case when unit_level = 'branch' then unit_id else unit_name end, unit_id
        """,
        unit_level=unit_level,
        area=area,
        stage=stage,
    )


def branches_of_school(reader: Reader, school_id: str) -> pl.DataFrame:
    """Return the branches of a school, joint ones (联合党支部) marked by `is_shared`."""
    return reader.ask(
        """
        select unit_id, unit_name, is_shared, member_count, active_to from visible
        where unit_level = 'branch'
            and (school_id = $school or list_contains(string_split(coalesce(school_ids, ''), '、'), $school))
        order by unit_id
        """,
        school=school_id,
    )


def schools_of_branch(reader: Reader, branch_id: str) -> pl.DataFrame:
    """Return the schools that a branch belongs to, as far as the viewer may see them."""
    return reader.ask(
        """
        select s.unit_id, s.unit_name from visible as s, visible as b
        where b.unit_level = 'branch' and b.unit_id = $branch and s.unit_level = 'school'
            and (s.unit_id = b.school_id or list_contains(string_split(coalesce(b.school_ids, ''), '、'), s.unit_id))
        order by s.unit_name
        """,
        branch=branch_id,
    )


def stages(reader: Reader) -> list[str]:
    """Return the 学段 that occur in the viewer's scope."""
    found = reader.ask("select distinct stage from visible where stage is not null order by stage")
    return [str(value) for value in found["stage"]]


def identities(reader: Reader, unit_level: str) -> pl.DataFrame:
    """Return the units that the demo's switch of roles offers at one level (at most 400)."""
    return reader.ask(
        "select unit_id, unit_name from visible where unit_level = $unit_level order by unit_id limit 400",
        unit_level=unit_level,
    )
