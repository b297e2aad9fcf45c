"""What a viewer's unit opens, in SQL. Deny by default: a viewer that is not known sees no unit."""

from __future__ import annotations

import functools
import re

from dashboards.database.sql_files import sql
from dashboards.shared.viewer import DEMO_SWITCH, OWNER, Viewer

_RELATIONS = ("own_unit", "visible", "visible_organisation", "few_part", "seen_value", "seen_indicator")
"""What every query can read from, in `sql/scope`: each may read from those before it."""

_OWN_RELATIONS = re.compile(r"((?:\s*--.*\n)*)\s*with\s")


def scoped(viewer: Viewer, statement: str) -> str:
    """Return a statement with the relations of the viewer's scope before its own.

    `own_unit` is the viewer's own unit; `visible` holds the viewer's units (unit_level, unit_id, …);
    `visible_organisation` the organisations that belonged to one of them, with the stretch of days;
    `seen_indicator` the indicators that the viewer may read of; `seen_value`
    the values, with `is_hidden` and blanks for small confidential counts and for parts that would give another away;
    `state` is the status with its depth (not_met:severe).
    """
    return _within(_sees(viewer), statement)


@functools.lru_cache(maxsize=2000)
def _within(sees: str, statement: str) -> str:
    own = _OWN_RELATIONS.match(statement)
    rest = f",\n{statement[own.end() :]}" if own else f"\n{statement}"
    return f"with {_relations(sees)}{rest}"


def parameters(viewer: Viewer) -> dict[str, str | bool]:
    """Return what relations, macros and queries ask of the viewer, by the names they give it; nobody else answers."""
    return {
        "viewer_unit": viewer.unit_id,
        "own_level": viewer.unit_level,
        "is_known": viewer.is_known,
        "is_district": viewer.is_known and viewer.unit_level == "district",
        "at_district": viewer.is_known and viewer.unit_level in ("district", "area"),
        "sees_confidential": viewer.sees_confidential,
        "sees_case_files": viewer.sees_case_files,
        "sees_member_names": viewer.sees_member_names,
        "may_try_weights": viewer.may_try_weights,
    }


def _sees(viewer: Viewer) -> str:
    if viewer in (DEMO_SWITCH, OWNER):
        return "all"
    return viewer.unit_level if viewer.is_known else "none"


def _relations(sees: str) -> str:
    texts = {name: sql(f"database/sql/scope/{name}.sql", sees=sees) for name in _RELATIONS}
    return ",\n".join(f"{name} as (\n{text}\n)" for name, text in texts.items())
