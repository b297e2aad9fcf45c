"""Compare two builds mart by mart, in one DuckDB that has both attached, read-only."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import duckdb

from ingest.errors import UserError
from pipeline.diff.build_files import BuildFile
from pipeline.diff.marts import NOT_COMPARED, compared_columns, current_name
from pipeline.warehouse.publish import quoted

Row = dict[str, Any]

TOLERANCE = 1e-12
"""How far two numbers may lie apart, as a share, and still be the same."""


@dataclass(frozen=True)
class MartChange:
    """How many rows of a mart differ. `columns_added` and `columns_removed` are those that only one build has.

    A mart that only one build has is all added, or all removed. Without a key, a changed row is one removed, one added.
    """

    mart: str
    added: int = 0
    removed: int = 0
    changed: int = 0
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()
    key: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not (self.added or self.removed or self.changed or self.columns_added or self.columns_removed)


@dataclass(frozen=True)
class Builds:
    """Both builds, attached as `before` and `after`; each mart's name in them by its name today."""

    connection: duckdb.DuckDBPyConnection
    before: dict[str, str]
    after: dict[str, str]
    days: tuple[date, date]
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    """Compared columns and their types of each mart that `compare_mart` has seen."""

    @property
    def marts(self) -> list[str]:
        """Every mart that is in either, by name."""
        return sorted({*self.before, *self.after})


@contextmanager
def attached(before: BuildFile, after: BuildFile) -> Iterator[Builds]:
    """Attach two different files. Raises UserError for one that is no build."""
    connection = duckdb.connect()
    try:
        days = [_attach(connection, side, file) for side, file in (("before", before), ("after", after))]
        connection.execute("set enable_external_access = false")
        yield Builds(connection, _marts(connection, "before"), _marts(connection, "after"), (days[0], days[1]))
    finally:
        connection.close()


def _attach(connection: duckdb.DuckDBPyConnection, side: str, file: BuildFile) -> date:
    """Attach a file and return its as-of day."""
    try:
        connection.execute(f"attach '{quoted(file.path)}' as {side} (read_only)")
        (day,) = connection.execute(f"select as_of from {side}.marts.build_info").fetchall()[0]
    except (duckdb.Error, IndexError) as error:
        raise UserError(f"“{file.name}”不是可以读取的数据版本，请检查是不是本系统建的 .duckdb 文件。") from error
    assert isinstance(day, date)
    return day


def _marts(connection: duckdb.DuckDBPyConnection, side: str) -> dict[str, str]:
    names = connection.execute(
        "select table_name from duckdb_tables() where database_name = ? and schema_name = 'marts'", [side]
    ).fetchall()
    return {current_name(name): name for (name,) in names if name not in NOT_COMPARED}


def compare_mart(builds: Builds, mart: str, key: Sequence[str] = ()) -> MartChange:
    """Compare one mart and leave its differing rows in the tables `gone` and `come` of that mart."""
    if mart not in builds.after:
        return MartChange(mart, removed=_count(builds, f'before.marts."{builds.before[mart]}"'))
    if mart not in builds.before:
        return MartChange(mart, added=_count(builds, f'after.marts."{builds.after[mart]}"'))
    before, after = _columns(builds, "before", mart), _columns(builds, "after", mart)
    columns = builds.columns[mart] = {name: after[name] for name in compared_columns(mart, [*before], [*after])}
    listed = _listed(list(columns))
    old, new = f'before.marts."{builds.before[mart]}"', f'after.marts."{builds.after[mart]}"'
    gone, come = gone_of(mart), come_of(mart)
    execute = builds.connection.execute
    execute(f"create temp table {gone} as select {listed} from {old} except all select {listed} from {new}")
    execute(f"create temp table {come} as select {listed} from {new} except all select {listed} from {old}")
    used = tuple(key) if set(key) <= columns.keys() else ()
    if used:
        _drop_rounding(builds, mart, used)
    changed = _count(builds, f"{gone} as b inner join {come} as a on {same_key(used)}") if used else 0
    return MartChange(
        mart,
        added=_count(builds, come) - changed,
        removed=_count(builds, gone) - changed,
        changed=changed,
        columns_added=tuple(sorted(after.keys() - before.keys())),
        columns_removed=tuple(sorted(before.keys() - after.keys())),
        key=used,
    )


def _drop_rounding(builds: Builds, mart: str, key: Sequence[str]) -> None:
    """Take rows out of `gone` and `come` that differ only in the last digit of a number."""
    columns, gone, come = builds.columns[mart], gone_of(mart), come_of(mart)
    same = " and ".join(f"not {differs(f'b.{name}', f'a.{name}', kind)}" for name, kind in columns.items())
    execute = builds.connection.execute
    execute(f"""
        create or replace temp table rounding as
        select {_listed(key, "a")} from {gone} as b inner join {come} as a on {same_key(key)} where {same}
    """)
    for table in (gone, come):
        execute(f"delete from {table} as b where exists (select 1 from rounding as a where {same_key(key)})")


def differs(one: str, other: str, kind: str) -> str:
    """Return the condition under which two columns of a kind differ: the same rows may be summed in another order."""
    if kind != "DOUBLE":
        return f"({one} is distinct from {other})"
    close = f"abs({one} - {other}) <= {TOLERANCE} * greatest(1, abs({one}))"
    return f"({one} is distinct from {other} and not coalesce({close}, false))"


def differing_rows(builds: Builds, change: MartChange, limit: int) -> list[Row]:
    """Return up to `limit` differing rows of a compared mart, each with `change`: changed, removed or added.

    A changed row has its key and, in `columns`, what differs: column -> (before, after).
    """
    if change.mart not in builds.columns:
        return []
    columns = list(builds.columns[change.mart])
    gone, come = gone_of(change.mart), come_of(change.mart)
    found: list[Row] = []
    if change.key:
        sides = f"{_listed(columns, 'b')}, {_listed(columns, 'a')}"
        pairs = f"select {sides} from {gone} as b inner join {come} as a on {same_key(change.key)}"
        for row in _rows(builds, f"{pairs} order by {_listed(change.key, 'a')} limit {limit}"):
            old, new = row[: len(columns)], row[len(columns) :]
            pair = dict(zip(columns, zip(old, new, strict=True), strict=True))
            changed = {name: values for name, values in pair.items() if not _is_same(*values)}
            found.append({"change": "changed", **{name: pair[name][1] for name in change.key}, "columns": changed})
    for word, one, other in (("removed", gone, come), ("added", come, gone)):
        where = f"where not exists (select 1 from {other} as a where {same_key(change.key)})" if change.key else ""
        rows = f"select {_listed(columns, 'b')} from {one} as b {where} order by all limit {limit}"
        found += [{"change": word, **dict(zip(columns, row, strict=True))} for row in _rows(builds, rows)]
    return found[:limit]


def _is_same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return bool(one == other)


def gone_of(mart: str) -> str:
    """Return the table of a compared mart's rows that only the earlier build has."""
    return f'"gone {mart}"'


def come_of(mart: str) -> str:
    """Return the table of a compared mart's rows that only the later build has."""
    return f'"come {mart}"'


def same_key(key: Sequence[str]) -> str:
    """Return the condition under which rows `b` and `a` have the same key; a blank is a value like any other."""
    return " and ".join(f'b."{name}" is not distinct from a."{name}"' for name in key)


def _listed(columns: Sequence[str], side: str = "") -> str:
    return ", ".join(f'{side}."{name}"' if side else f'"{name}"' for name in columns)


def _columns(builds: Builds, side: str, mart: str) -> dict[str, str]:
    """Return the columns of a mart and their types."""
    name = getattr(builds, side)[mart]
    rows = builds.connection.execute(
        "select column_name, data_type from duckdb_columns() "
        "where database_name = ? and schema_name = 'marts' and table_name = ? order by column_index",
        [side, name],
    ).fetchall()
    return {str(column): str(kind) for column, kind in rows}


def _count(builds: Builds, source: str) -> int:
    (number,) = builds.connection.execute(f"select count(*) from {source}").fetchone() or (0,)
    return int(number)


def _rows(builds: Builds, query: str) -> list[tuple[Any, ...]]:
    return builds.connection.execute(query).fetchall()
