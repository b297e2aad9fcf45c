"""The one way to ask a published build: a viewer and a build bound together, so that no query is without a scope."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import duckdb
import polars as pl
import streamlit as st

from dashboards.database import connection
from dashboards.database.connection import Build
from dashboards.database.scope import Parameter, Scope, scope_of
from dashboards.database.statement_scope import refuse_unscoped
from dashboards.shared.kept import own, weight
from dashboards.shared.kept_store import Store
from dashboards.shared.viewer import DEMO_SWITCH, NOBODY, OWNER, Viewer
from ingest.errors import UserError

_FROM_BEFORE = (
    "现在的数据版本是旧版程序建的，缺少本页要用的数据表或列。请区级管理员运行一次 build，建好后刷新本页；"
    "运行过仍然这样，请把日志交给管理员。"
)
_ANSWERS: Store[pl.DataFrame] = Store(100 * 1024 * 1024, weight)

warnings.filterwarnings("ignore", "Arrow output on a DB-API result", UserWarning)
"""The other way to ask binds and plans each statement twice; a copy of the few rows of a page costs less."""


@dataclass(frozen=True)
class Reader:
    """Who reads, and what: the first argument of every query."""

    viewer: Viewer
    build: Build

    def ask(self, statement: str, **parameters: Parameter) -> pl.DataFrame:
        """Run a statement in the viewer's scope; it may name what `Scope.statement` promises, and `$name` parameters.

        Raises UnscopedStatement for one that reads no relation of the scope, and ValueError for a parameter that only
        the viewer answers.
        """
        refuse_unscoped(statement)
        scope = scope_of(self.viewer if _has_its_unit(self.build.path, self.viewer) else NOBODY)
        if taken := parameters.keys() & vars(scope).keys():
            raise ValueError(f"the viewer answers {sorted(taken)}")
        # By build, scope, query and parameters: no viewer is served another's answer.
        asked = (self.build.path, scope, statement, tuple(sorted(parameters.items())))
        answer: pl.DataFrame = own(_ANSWERS.get(asked, lambda: _ask(self.build.path, scope, statement, parameters)))
        return answer


@st.cache_data(max_entries=600, show_spinner=False)
def _has_its_unit(path: str, viewer: Viewer) -> bool:
    """Tell whether the build knows the unit that the role is held in: a role in no unit opens nothing at all."""
    if viewer in (DEMO_SWITCH, OWNER):
        return True
    with connection.reading(path, scope_of(NOBODY)) as (cursor, _):
        held_in = "select 1 from marts.dim_unit where unit_level = $level and unit_id = $unit"
        found = cursor.execute(held_in, {"level": viewer.unit_level, "unit": viewer.unit_id}).fetchall()
    return viewer.is_known and bool(found)


def _ask(path: str, scope: Scope, statement: str, parameters: dict[str, Parameter]) -> pl.DataFrame:
    try:
        with connection.reading(path, scope) as (cursor, schema):
            sql = scope.statement(statement, schema)
            found = cursor.execute(sql, scope.named_in(sql, **parameters))
            return pl.DataFrame(pl.from_arrow(found.to_arrow_table()))
    except (duckdb.CatalogException, duckdb.BinderException) as error:  # a table or a column that is not there
        raise UserError(_FROM_BEFORE) from error
