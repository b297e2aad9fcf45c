"""Read-only access to one published build: CURRENT, one locked connection a build, a cursor a query.

A connection shared without cursors gives wrong answers under load, and a file replaced under its name goes on serving
old data in one process; so builds have names that are never used again, and CURRENT points at one of them.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

import duckdb
import streamlit as st


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


def _close(connection: duckdb.DuckDBPyConnection) -> None:
    connection.close()


@st.cache_resource(max_entries=2, on_release=_close, show_spinner=False)
def _connection(path: str) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(path, read_only=True)
    connection.execute("set enable_external_access=false")
    connection.execute("set lock_configuration=true")
    return connection


def cursor(path: str) -> duckdb.DuckDBPyConnection:
    """Return a cursor of one query's own on the build at `path`."""
    return _connection(path).cursor()


def tables_named(statement: str) -> set[str]:
    """Return the tables that a statement without parameters names, as the database parses it; nothing is run."""
    return _parser().cursor().get_table_names(statement, qualified=True)


@functools.cache
def _parser() -> duckdb.DuckDBPyConnection:
    parser = duckdb.connect()
    parser.execute("set enable_external_access=false")  # it would look for a file that a statement names
    parser.execute("set lock_configuration=true")
    return parser
