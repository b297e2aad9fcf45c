"""One role's database: a DuckDB file with the rows that the role's pages may show, for tools of other makers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import polars as pl

from dashboards.exports.recipient import handed_out, reader_for
from dashboards.exports.role_tables import TABLES, exported_for
from ingest.errors import UserError
from pipeline.semantic.table import Table, described_tables
from pipeline.writable import written

_SELF = "exported_for"
"""The table in which the file says for whom it was written; a file without it is not one of ours."""


def write_role_database(home: Path, role: str, unit: str | None, out: Path) -> Path:
    """Write the database of `role` held in `unit` (code or name; none for the district) to `out` and return its path.

    A file that this wrote before is replaced, any other is left alone. What is written is in the audit log before it
    can be opened under its name. Raises UserError for a role, unit, build or file that will not do.
    """
    reader = reader_for(home, role, unit)
    _refuse_foreign(out)
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)
    written_for = exported_for(reader, now.isoformat())
    tables = {name: query(reader) for name, query in TABLES.items()}
    with handed_out(home, out, f"{role}（{written_for['unit_name'][0]}）") as half, written(half) as file:
        _write(file, {_SELF: written_for, **tables})
    return out


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
