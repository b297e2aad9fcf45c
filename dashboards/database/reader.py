"""The one way to ask a published build: a viewer and a build bound together, so that no query is without a scope."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

import duckdb
import polars as pl
import streamlit as st

from dashboards.database import connection
from dashboards.database.connection import Build
from dashboards.database.scope import parameters as scope_parameters
from dashboards.database.scope import scoped
from dashboards.database.statement_scope import refuse_unscoped
from dashboards.shared.kept import own, weight
from dashboards.shared.kept_store import Store
from dashboards.shared.viewer import DEMO_SWITCH, NOBODY, OWNER, Viewer
from ingest.errors import UserError

Parameter = str | int | float | bool | None
_FROM_BEFORE = (
    "现在的数据版本是旧版程序建的，缺少本页要用的数据表或列。请区级管理员运行一次 build，建好后刷新本页；"
    "运行过仍然这样，请把日志交给管理员。"
)
_PARAMETER = re.compile(r"\$([a-z_]+)")
_ANSWERS: Store[pl.DataFrame] = Store(100 * 1024 * 1024, weight)


@dataclass(frozen=True)
class Reader:
    """Who reads, and what: the first argument of every query."""

    viewer: Viewer
    build: Build

    def ask(self, statement: str, **parameters: Parameter) -> pl.DataFrame:
        """Run a statement in the viewer's scope; it can name what `scoped` promises, and `$name` parameters.

        Raises UnscopedStatement for one that reads no relation of the scope, and ValueError for a parameter that only
        the viewer answers.
        """
        refuse_unscoped(statement)
        viewer = self.viewer if _has_its_unit(self.build.path, self.viewer) else NOBODY
        of_viewer = scope_parameters(viewer)
        if taken := parameters.keys() & of_viewer.keys():
            raise ValueError(f"the viewer answers {sorted(taken)}")
        sql = scoped(viewer, statement)
        given = {**of_viewer, **parameters}
        used = tuple((name, given[name]) for name in _named(sql) if name in given)
        # By build, scope, query and parameters: no viewer is served another's answer.
        asked = (self.build.path, viewer, sql, used)
        answer: pl.DataFrame = own(_ANSWERS.get(asked, lambda: _ask(self.build.path, sql, dict(used))))
        return answer


@st.cache_data(max_entries=600, show_spinner=False)
def _has_its_unit(path: str, viewer: Viewer) -> bool:
    """Tell whether the build knows the unit that the role is held in: a role in no unit opens nothing at all."""
    if viewer in (DEMO_SWITCH, OWNER):
        return True
    cursor = connection.cursor(path)
    try:
        held_in = "select 1 from marts.dim_unit where unit_level = $level and unit_id = $unit"
        found = cursor.sql(held_in, params={"level": viewer.unit_level, "unit": viewer.unit_id})
        return viewer.is_known and bool(found.fetchall())
    finally:
        cursor.close()


@functools.lru_cache(maxsize=2000)
def _named(sql: str) -> tuple[str, ...]:
    """Return the names that stand behind a `$` in a statement."""
    return tuple(sorted(set(_PARAMETER.findall(sql))))


def _ask(path: str, sql: str, parameters: dict[str, Parameter]) -> pl.DataFrame:
    cursor = connection.cursor(path)
    try:
        answer: pl.DataFrame = cursor.sql(sql, params=parameters).pl()
        return answer
    except (duckdb.CatalogException, duckdb.BinderException) as error:  # a table or a column that is not there
        raise UserError(_FROM_BEFORE) from error
    finally:
        cursor.close()
