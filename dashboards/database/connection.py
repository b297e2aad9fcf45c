"""Read-only access to one published build: CURRENT, one locked connection a build, a cursor a query.

A connection shared without cursors gives wrong answers under load, and a file replaced under its name goes on serving
old data in one process; so builds have names that are never used again, and CURRENT points at one of them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import streamlit as st

from dashboards.database.scope_tables import Keeps, ScopeTables
from ingest.errors import UserError

_DAMAGED = (
    "已发布的数据读不了，文件多半已损坏；上传过的台账都还在。"
    "请让装系统的人运行 dangjian doctor --mend，再运行 dangjian build --full。"
)
_OF_THE_FILE = (duckdb.IOException, duckdb.SerializationException, duckdb.FatalException, duckdb.InternalException)
"""What DuckDB raises where a file is cut, empty, gone or changed."""


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


def lost_build(home: Path) -> str | None:
    """Return what to do where something was published and CURRENT does not lead to it; None before the first time."""
    folder = home / "warehouse"
    was_published = (folder / "CURRENT").exists() or any(folder.glob("*.duckdb"))
    return _DAMAGED if was_published and published_build(home) is None else None


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
    """Yield a cursor of one query's own on the build at `path`, and the schema with the relations kept for a scope.

    Raises UserError where the file is not whole.
    """
    try:
        opened = _opened(path)
        with closing(_cursor(opened.connection)) as cursor, opened.scopes.of(scope) as schema:
            yield cursor, schema
    except _OF_THE_FILE as error:
        raise UserError(_DAMAGED) from error


def tables_named(statement: str) -> set[str]:
    """Return the tables that a statement without parameters names, as the database parses it; nothing is run."""
    return _parser().cursor().get_table_names(statement, qualified=True)


@functools.cache
def _parser() -> duckdb.DuckDBPyConnection:
    parser = duckdb.connect()
    parser.execute("set enable_external_access=false")  # it would look for a file that a statement names
    parser.execute("set lock_configuration=true")
    return parser
