"""The read-only door to one published build: CURRENT, one locked connection a build, a cursor a query.

A connection shared without cursors gives wrong answers under load, and a file replaced under its name goes on serving
old data in one process; so builds have names that are never used again, and CURRENT points at one of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl
import streamlit as st

from dashboards.database.scope import visible_units
from dashboards.shared.viewer import Viewer

Parameter = str | int | float | bool | None
_PARAMETER = re.compile(r"\$([a-z_]+)")


@dataclass(frozen=True)
class Build:
    """One published warehouse file."""

    build_id: str
    path: str


def published_build(home: Path) -> Build | None:
    """Return the build that CURRENT names, or None before the first publication."""
    pointer = home / "warehouse" / "CURRENT"
    try:
        build_id = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    path = pointer.parent / f"{build_id}.duckdb"
    return Build(build_id, str(path)) if build_id and path.is_file() else None


def _close(connection: duckdb.DuckDBPyConnection) -> None:
    connection.close()


@st.cache_resource(max_entries=2, on_release=_close, show_spinner=False)
def _connection(path: str) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(path, read_only=True)
    connection.execute("set enable_external_access=false")
    connection.execute("set lock_configuration=true")
    return connection


@st.cache_data(max_entries=600, show_spinner=False)
def _answer(
    path: str, scope: Viewer, name: str, sql: str, parameters: tuple[tuple[str, Parameter], ...]
) -> pl.DataFrame:
    """Run one query; cached by build, scope, query and parameters, so no viewer is served another's answer."""
    cursor = _connection(path).cursor()
    try:
        answer: pl.DataFrame = cursor.sql(sql, params=dict(parameters)).pl()
        return answer
    finally:
        cursor.close()


def ask(viewer: Viewer, build: Build, name: str, sql: str, **parameters: Parameter) -> pl.DataFrame:
    """Run `sql` for `viewer`; it can name `visible` (the viewer's units) and `$name` parameters."""
    scope_sql, scope_parameters = visible_units(viewer)
    given = {**scope_parameters, **parameters}
    named = set(_PARAMETER.findall(scope_sql + sql))
    used = {key: value for key, value in given.items() if key in named}
    return _answer(build.path, viewer, name, f"with {scope_sql}\n{sql}", tuple(sorted(used.items())))
