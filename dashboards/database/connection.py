"""Read-only access to one published build: CURRENT, one locked connection a build, a cursor a query.

A connection shared without cursors gives wrong answers under load, and a file replaced under its name goes on serving
old data in one process; so builds have names that are never used again, and CURRENT points at one of them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import streamlit as st

from dashboards.database.scope_tables import Keeps, ScopeTables


@dataclass(frozen=True)
class Build:
    """One published warehouse file."""

    build_id: str
    path: str


def published_build(home: Path) -> Build | None:
    """Return the build that CURRENT names, or None before the first publication."""
    pointer = home / "warehouse" / "CURRENT"
    try:
        build_id = pointer.read_text(encoding="utf-8", errors="replace").strip()
    except FileNotFoundError:
        return None
    path = pointer.parent / f"{build_id}.duckdb"
    return Build(build_id, str(path)) if build_id and path.is_file() else None


@dataclass(frozen=True)
class _Opened:
    connection: duckdb.DuckDBPyConnection
    scopes: ScopeTables


def _close(opened: _Opened) -> None:
    opened.connection.close()


@st.cache_resource(max_entries=2, on_release=_close, show_spinner=False)
def _opened(path: str) -> _Opened:
    connection = duckdb.connect()
    name = path.replace("'", "''")
    connection.execute(f"attach '{name}' as build (read_only)")
    connection.execute("use build")
    connection.execute("set enable_external_access=false")
    connection.execute("set lock_configuration=true")
    return _Opened(connection, ScopeTables(_cursor(connection)))


def _cursor(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    made = connection.cursor()
    made.execute("use build")
    return made


@contextmanager
def reading(path: str, scope: Keeps) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
    """Yield a cursor of one query's own on the build at `path`, and the schema with the relations kept for a scope."""
    opened = _opened(path)
    cursor = _cursor(opened.connection)
    try:
        with opened.scopes.of(scope) as schema:
            yield cursor, schema
    finally:
        cursor.close()


def tables_named(statement: str) -> set[str]:
    """Return the tables that a statement without parameters names, as the database parses it; nothing is run."""
    return _parser().cursor().get_table_names(statement, qualified=True)


@functools.cache
def _parser() -> duckdb.DuckDBPyConnection:
    parser = duckdb.connect()
    parser.execute("set enable_external_access=false")  # it would look for a file that a statement names
    parser.execute("set lock_configuration=true")
    return parser
