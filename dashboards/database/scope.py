"""What a viewer's unit opens, in SQL. Deny by default: a viewer that is not known sees no unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dashboards.database.sql_files import sql
from dashboards.shared.viewer import DEMO_SWITCH, OWNER, Viewer

_OWN_RELATIONS = re.compile(r"((?:\s*--.*\n)*)\s*with\s")
_PARAMETER = re.compile(r"\$([a-z_]+)")

Parameter = str | int | float | bool | None


@dataclass(frozen=True)
class Relation:
    """What every query can read from, in `sql/scope`: each may read from those before it.

    `kept_for` names what a scope must see for it to be kept in memory; for others it would be as large as the build.
    """

    name: str
    kept_for: frozenset[str]


_EVERYBODY = frozenset({"all", "none", "district", "area", "school", "branch"})
_RELATIONS = (
    Relation("own_unit", _EVERYBODY),
    Relation("visible", _EVERYBODY),
    Relation("visible_organisation", _EVERYBODY),
    Relation("seen_value", frozenset({"none", "school", "branch"})),
    Relation("seen_indicator", _EVERYBODY),
)


@dataclass(frozen=True)
class Scope:
    """What one viewer may read: two viewers of equal scope read the same.

    `sees` is all, none, or the level of the unit that the viewer's role is held in.
    """

    sees: str
    viewer_unit: str
    own_level: str
    is_known: bool
    is_district: bool
    at_district: bool
    sees_confidential: bool
    sees_case_files: bool
    sees_member_names: bool
    may_try_weights: bool

    @property
    def kept(self) -> tuple[Relation, ...]:
        """The relations that are kept in memory for this scope, in the order in which they can be made."""
        return tuple(relation for relation in _RELATIONS if self.sees in relation.kept_for)

    def tables(self, schema: str) -> Iterator[tuple[str, str, Mapping[str, Parameter]]]:
        """Yield the name, the query and its parameters of each relation to be kept; it may read those before it."""
        for relation in self.kept:
            query = self.statement(f"select * from {relation.name}", schema, before=relation)
            yield relation.name, query, self.named_in(query)

    def statement(self, statement: str, schema: str, *, before: Relation | None = None) -> str:
        """Return a statement with the relations of the scope before its own; those that are kept stand in `schema`.

        `own_unit` is the viewer's own unit; `visible` holds the viewer's units (unit_level, unit_id, …);
        `visible_organisation` the organisations that belonged to one of them, with the stretch of days;
        `seen_indicator` the indicators that the viewer may read of; `seen_value` the values, with `is_hidden` and
        blanks for small confidential counts, votes too few to be told and what would give them away; `state` is the
        status with its depth (not_met:severe). With `before`, that relation is written out, and none that comes after
        it is named.
        """
        own = _OWN_RELATIONS.match(statement)
        rest = f",\n{statement[own.end() :]}" if own else f"\n{statement}"
        return f"with {self._relations(schema, before)}{rest}"

    def named_in(self, statement: str, **given: Parameter) -> dict[str, Parameter]:
        """Return what a statement names, of the scope's own parameters and of those that are given."""
        named = set(_PARAMETER.findall(statement))
        return {key: value for key, value in {**vars(self), **given}.items() if key in named}

    def _relations(self, schema: str, before: Relation | None) -> str:
        last = len(_RELATIONS) if before is None else _RELATIONS.index(before) + 1
        texts = []
        for relation in _RELATIONS[:last]:
            is_kept = relation in self.kept and relation is not before
            text = f"select * from {schema}.{relation.name}" if is_kept else self._text(relation)
            texts.append(f"{relation.name} as (\n{text}\n)")
        return ",\n".join(texts)

    def _text(self, relation: Relation) -> str:
        return sql(f"database/sql/scope/{relation.name}.sql", sees=self.sees)


def scope_of(viewer: Viewer) -> Scope:
    """Return what relations, macros and queries ask of a viewer, by the names they give it; nobody else answers."""
    is_known = viewer.is_known
    everything = viewer in (DEMO_SWITCH, OWNER)
    return Scope(
        sees="all" if everything else viewer.unit_level if is_known else "none",
        viewer_unit=viewer.unit_id,
        own_level=viewer.unit_level,
        is_known=is_known,
        is_district=is_known and viewer.unit_level == "district",
        at_district=is_known and viewer.unit_level in ("district", "area"),
        sees_confidential=viewer.sees_confidential,
        sees_case_files=viewer.sees_case_files,
        sees_member_names=viewer.sees_member_names,
        may_try_weights=viewer.may_try_weights,
    )
