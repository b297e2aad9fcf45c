"""The one way to ask a published build: a viewer and a build bound together, so that no query is without a scope."""

from __future__ import annotations

import re
from dataclasses import dataclass

import polars as pl
import streamlit as st

from dashboards.database import connection
from dashboards.database.connection import Build
from dashboards.database.scope import visible_units
from dashboards.shared.viewer import Viewer

Parameter = str | int | float | bool | None
_PARAMETER = re.compile(r"\$([a-z_]+)")


@dataclass(frozen=True)
class Reader:
    """Who reads, and what: the first argument of every query."""

    viewer: Viewer
    build: Build

    def ask(self, sql: str, **parameters: Parameter) -> pl.DataFrame:
        """Run `sql` in the viewer's scope; it can name what `visible_units` promises and `$name` parameters."""
        scope_sql, scope_parameters = visible_units(self.viewer)
        given = {**scope_parameters, **parameters}
        named = set(_PARAMETER.findall(scope_sql + sql))
        used = {key: value for key, value in given.items() if key in named}
        return _answer(self.build.path, self.viewer, f"with {scope_sql}\n{sql}", tuple(sorted(used.items())))


@st.cache_data(max_entries=600, show_spinner=False)
def _answer(path: str, scope: Viewer, sql: str, parameters: tuple[tuple[str, Parameter], ...]) -> pl.DataFrame:
    """Run one query; cached by build, scope, query and parameters, so no viewer is served another's answer."""
    cursor = connection.cursor(path)
    try:
        answer: pl.DataFrame = cursor.sql(sql, params=dict(parameters)).pl()
        return answer
    finally:
        cursor.close()
