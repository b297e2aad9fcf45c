"""What is kept in memory for a scope is that scope's alone, goes when it is not used, and never while it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import duckdb
import pytest

from dashboards.database import scope_tables
from dashboards.database.connection import Build
from dashboards.database.reader import Reader
from dashboards.database.scope import Scope, scope_of
from dashboards.database.scope_tables import ScopeTables
from dashboards.shared.viewer import ADMIN, AREA, BRANCH, DISCIPLINE, SCHOOL, Viewer
from tests.dashboards.fixtures.warehouse import BRANCHES

SCOPES = [scope_of(Viewer(BRANCH, "branch", branch)) for branch in BRANCHES]


@pytest.fixture
def cursor(build: Build) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{build.path}' as build (read_only)")
        connection.execute("use build")
        yield connection


def _units(cursor: duckdb.DuckDBPyConnection, schema: str) -> set[str]:
    return {str(row[0]) for row in cursor.execute(f"select unit_id from {schema}.visible").fetchall()}


def _schemas(cursor: duckdb.DuckDBPyConnection) -> int:
    found = cursor.execute("select count(*) from duckdb_schemas() where schema_name like 'scope_%'").fetchone()
    assert found is not None
    return int(found[0])


def test_each_scope_has_tables_of_its_own(cursor: duckdb.DuckDBPyConnection) -> None:
    tables = ScopeTables(cursor)
    for scope in (*SCOPES, *SCOPES):
        with tables.of(scope) as schema:
            assert _units(cursor, schema) == {scope.viewer_unit}
    assert _schemas(cursor) == len(SCOPES)


def test_what_was_not_used_for_longest_goes_first(
    cursor: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of a thousand branches that once looked would have stayed in memory."""
    monkeypatch.setattr(scope_tables, "_MOST_SCOPES", 2)
    tables = ScopeTables(cursor)
    names = {}
    for scope in (SCOPES[0], SCOPES[1], SCOPES[0], SCOPES[2], SCOPES[0]):
        with tables.of(scope) as schema:
            names.setdefault(scope, schema)
            assert names[scope] == schema
    assert _schemas(cursor) == 2
    with tables.of(SCOPES[1]) as schema:
        assert schema != names[SCOPES[1]]
        assert _units(cursor, schema) == {SCOPES[1].viewer_unit}


def test_nothing_goes_while_it_is_read(cursor: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scope_tables, "_MOST_SCOPES", 1)
    tables = ScopeTables(cursor)
    with ExitStack() as reading:
        read = {scope: reading.enter_context(tables.of(scope)) for scope in SCOPES[:4]}
        assert all(_units(cursor, schema) == {scope.viewer_unit} for scope, schema in read.items())
    with tables.of(SCOPES[5]):
        assert _schemas(cursor) == 1


def test_what_could_not_be_made_leaves_nothing_behind(cursor: duckdb.DuckDBPyConnection) -> None:
    """A build of an older program lacks a column: each query of each click would have left a table in memory."""

    class Outdated:
        def tables(self, schema: str) -> Iterator[tuple[str, str, Mapping[str, object]]]:
            yield "own_unit", "select 1 as unit_id", {}
            yield "visible", f"select not_there from {schema}.own_unit", {}

    tables = ScopeTables(cursor)
    for _ in range(2):
        with pytest.raises(duckdb.BinderException), tables.of(Outdated()):
            pass
    assert _schemas(cursor) == 0


def test_many_at_once_each_see_their_own(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scope_tables, "_MOST_SCOPES", 3)

    def own(turn: int) -> bool:
        branch = BRANCHES[turn % len(BRANCHES)]
        reader = Reader(Viewer(BRANCH, "branch", branch), build)
        return reader.ask(f"select unit_id, {turn} as turn from visible").rows() == [(branch, turn)]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(own, range(200)))


@pytest.mark.parametrize("viewer", [Viewer(SCHOOL, "school", "S1"), Viewer(BRANCH, "branch", "B2"),
                                    Viewer(AREA, "area", "A1"), Viewer(ADMIN, "district", "D1"),
                                    Viewer(DISCIPLINE, "district", "D1")], ids=lambda viewer: viewer.role)  # fmt: skip
def test_kept_or_written_out_a_relation_is_the_same(
    viewer: Viewer, cursor: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Values are kept for schools and branches alone: all others must read by the same rules."""
    scope = scope_of(viewer)
    with ScopeTables(cursor).of(scope) as schema:
        kept = _all(cursor, scope, schema)
    monkeypatch.setattr(Scope, "kept", ())
    assert kept == _all(cursor, scope, "nowhere")


def _all(cursor: duckdb.DuckDBPyConnection, scope: Scope, schema: str) -> list[tuple[object, ...]]:
    text = scope.statement("select * from seen_value order by all", schema)
    return cursor.execute(text, scope.named_in(text)).fetchall()
