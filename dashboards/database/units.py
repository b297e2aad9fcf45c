"""Units: who may be looked at, and what lies above and below."""

from __future__ import annotations

from dataclasses import fields

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql
from dashboards.shared.unit import Unit, UnitKey

_FIELDS = ", ".join(field.name for field in fields(Unit))


def unit(reader: Reader, key: UnitKey) -> Unit | None:
    """Return one unit of the viewer's scope, or None: unknown and forbidden look the same."""
    found = reader.ask(sql("database/sql/units/unit.sql", fields=_FIELDS), **key.parameters)
    return Unit(**found.row(0, named=True)) if found.height else None


def area_of(reader: Reader, branch_or_school: Unit) -> Unit | None:
    """Return the 片区 above a unit; None where there is none, or where the viewer may not see it."""
    area_id = branch_or_school.area_id
    return unit(reader, UnitKey("area", area_id)) if area_id else None


def units(reader: Reader, unit_level: str, *, area: str | None = None, stage: str | None = None) -> pl.DataFrame:
    """Return unit_id, unit_name of one level in the viewer's scope: by name, branches by code (第一 before 第二)."""
    return reader.ask(
        sql("database/sql/units/units.sql"),
        unit_level=unit_level,
        area=area,
        stage=stage,
    )


def branches_of_school(reader: Reader, school_id: str) -> pl.DataFrame:
    """Return the branches of a school, joint ones (联合党支部) marked by `is_shared`."""
    return reader.ask(
        sql("database/sql/units/branches_of_school.sql"),
        school=school_id,
    )


def schools_of_branch(reader: Reader, branch_id: str) -> pl.DataFrame:
    """Return the schools that a branch belongs to, as far as the viewer may see them."""
    return reader.ask(
        sql("database/sql/units/schools_of_branch.sql"),
        branch=branch_id,
    )


def stages(reader: Reader) -> list[str]:
    """Return the 学段 that occur in the viewer's scope."""
    found = reader.ask(sql("database/sql/units/stages.sql"))
    return [str(value) for value in found["stage"]]


def identities(reader: Reader, unit_level: str) -> pl.DataFrame:
    """Return all units of one level, of which somebody may be: a unit left out would not be known to a command."""
    return reader.ask(
        sql("database/sql/units/identities.sql"),
        unit_level=unit_level,
    )
