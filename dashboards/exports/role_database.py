"""One role's database: a DuckDB file with the rows that the role's pages may show, for tools of other makers."""

from __future__ import annotations

import datetime as dt
import getpass
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import polars as pl

from dashboards.accounts import known_units
from dashboards.database.connection import Build, published_build
from dashboards.database.reader import Reader
from dashboards.exports.role_tables import TABLES, exported_for
from dashboards.shared.viewer import OWNER, ROLE_LEVEL, Viewer
from dashboards.store import audit
from ingest.errors import UserError
from pipeline.semantic.table import Table, described_tables

_SELF = "exported_for"
"""The table in which the file says for whom it was written; a file without it is not one of ours."""


def write_role_database(home: Path, role: str, unit: str | None, out: Path) -> Path:
    """Write the database of `role` held in `unit` (code or name; none for the district) to `out` and return its path.

    A file that this wrote before is replaced, any other is left alone. What is written is in the audit log before it
    can be opened under its name. Raises UserError for a role, unit, build or file that will not do.
    """
    build = published_build(home)
    if build is None:
        raise UserError("还没有数据，请先运行 ingest 和 build。")
    reader = Reader(_viewer(home, build, role, unit), build)
    _refuse_foreign(out)
    half = out.with_name(f"{out.name}.tmp")
    half.unlink(missing_ok=True)
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)
    written_for = exported_for(reader, now.isoformat())
    tables = {name: query(reader) for name, query in TABLES.items()}
    _write(half, {_SELF: written_for, **tables})
    with half.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    audit.record(
        home,
        role=OWNER.role,
        unit=getpass.getuser(),
        action="export",
        object=out.name,
        detail=f"{role}可见数据：{written_for['unit_name'][0]}",
        sha256=digest,
    )
    return half.replace(out)


def _viewer(home: Path, build: Build, role: str, unit: str | None) -> Viewer:
    held_in = known_units.named(home, role, unit) or known_units.district_of(build) or ""
    return Viewer(role, ROLE_LEVEL[role], held_in)


def _refuse_foreign(out: Path) -> None:
    """Raise UserError where another file has the name: a mistyped `--out` must not cost anybody their data."""
    if not out.exists():
        return
    try:
        with duckdb.connect(str(out), read_only=True) as there:
            ours = there.execute("select 1 from duckdb_tables() where table_name = $name", {"name": _SELF}).fetchall()
    except duckdb.Error:
        ours = []
    if not ours:
        raise UserError(f"{out} 已经有了，又不是以前导出的数据库（或正被别的程序打开），不会覆盖。请换一个文件名。")


def _write(path: Path, tables: Mapping[str, pl.DataFrame]) -> None:
    described = described_tables()
    with duckdb.connect(str(path)) as made:
        made.execute("create schema marts")
        for name, rows in tables.items():
            made.register("exported_rows", rows.to_arrow())
            made.execute(f"create table marts.{name} as select * from exported_rows")
            made.unregister("exported_rows")
            if name in described:
                _describe(made, described[name], rows.columns)


def _describe(made: duckdb.DuckDBPyConnection, table: Table, columns: Sequence[str]) -> None:
    """Say in the file itself what a table and its columns are, as the models' contracts do."""
    made.execute(f"comment on table marts.{table.name} is {_quoted(table.description)}")
    for one in table.columns:
        if one.name in columns:
            made.execute(f"comment on column marts.{table.name}.{one.name} is {_quoted(one.description)}")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
