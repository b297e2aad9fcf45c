"""The one way to ask a published build: a viewer and a build bound together, so that no query is without a scope."""

from __future__ import annotations

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
from dashboards.shared.viewer import DEMO_SWITCH, NOBODY, OWNER, Viewer
from ingest.errors import UserError

Parameter = str | int | float | bool | None
_FROM_BEFORE = (
    "现在的数据版本是旧版程序建的，缺少本页要用的数据表或列。请区级管理员运行一次 build，建好后刷新本页；"
    "运行过仍然这样，请把日志交给管理员。"
)
_PARAMETER = re.compile(r"\$([a-z_]+)")


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
        named = set(_PARAMETER.findall(sql))
        used = {key: value for key, value in {**of_viewer, **parameters}.items() if key in named}
        return _answer(self.build.path, viewer, sql, tuple(sorted(used.items())))


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


@st.cache_data(max_entries=600, show_spinner=False)
def _answer(path: str, scope: Viewer, sql: str, parameters: tuple[tuple[str, Parameter], ...]) -> pl.DataFrame:
    """Run one query; cached by build, scope, query and parameters, so no viewer is served another's answer."""
    cursor = connection.cursor(path)
    try:
        answer: pl.DataFrame = cursor.sql(sql, params=dict(parameters)).pl()
        return answer
    except (duckdb.CatalogException, duckdb.BinderException) as error:  # a table or a column that is not there
        raise UserError(_FROM_BEFORE) from error
    finally:
        cursor.close()
