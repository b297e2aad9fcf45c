"""The tables of a build on Spark: sources over the landed Parquet, and the marts brought home as Parquet."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb

from ingest.errors import UserError
from pipeline.warehouse.publish import quoted

OURS = "dangjian_"
"""What the names of our schemas begin with, as in the macro `generate_schema_name`."""
_LAYERS = ("standards", "staging", "intermediate", "marts")


def lay_schemas(session: Any, kept: Path) -> list[str]:
    """Make a schema a layer anew, with its tables in `kept/<layer>`; returns their names."""
    return [_laid(session, layer, kept) for layer in _LAYERS]


def _laid(session: Any, name: str, kept: Path) -> str:
    schema = f"{OURS}{name}"
    drop_schemas(session, [schema])
    session.sql(f"create schema {schema} location {_literal(kept / name)}")
    return schema


def drop_schemas(session: Any, schemas: Iterable[str]) -> None:
    """Drop schemas with their tables; files that a table only looks at stay."""
    for schema in schemas:
        session.sql(f"drop schema if exists {schema} cascade")


def lay_sources(session: Any, folder: Path, kept: Path) -> list[str]:
    """Make a schema a source and a table over the files of each `folder/<source>/<table>`; returns the schemas.

    Raises UserError where Spark does not see the folder, as on a machine that does not share it.
    """
    from pyspark.errors import AnalysisException

    schemas = []
    for source in _folders(folder):
        schemas.append(_laid(session, source.name, kept))
        for table in _folders(source):
            try:
                session.sql(
                    f"create table {schemas[-1]}.`{table.name}` using parquet "
                    f"options (mergeSchema 'true') location {_literal(table)}"
                )
            except AnalysisException as error:
                raise UserError(
                    f"Spark 读不到“{table}”。数据文件夹要放在各台机器都挂载的共享存储上，路径相同。"
                ) from error
    return schemas


def _folders(place: Path) -> list[Path]:
    return sorted(path for path in place.iterdir() if path.is_dir())


def fetch_marts(kept: Path, contracts: dict[str, dict[str, str]], database: Path) -> None:
    """Copy the marts from their Parquet in `kept/marts` into schema `marts` of the file `database`.

    `contracts` gives the columns of each mart in order, each with its type and whether it may be null, as SQL.
    Raises UserError naming the mart that does not keep to it.
    """
    connection = duckdb.connect(str(database))
    try:
        connection.execute("create schema marts")
        for mart, columns in sorted(contracts.items()):
            _fetch(connection, kept / "marts" / mart, columns)
    finally:
        connection.close()


def _fetch(connection: duckdb.DuckDBPyConnection, folder: Path, columns: dict[str, str]) -> None:
    defined = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    files = ", ".join(f"'{quoted(path)}'" for path in sorted(folder.glob("*.parquet")))
    try:
        connection.execute(f'create table marts."{folder.name}" ({defined})')
        connection.execute(f'insert into marts."{folder.name}" by name select * from read_parquet([{files}])')
    except duckdb.Error as error:
        said = f"数据表 {folder.name} 取不回来：{error}"
        raise UserError(f"建仓没有成功，已发布的数据不受影响。{said}") from error


def _literal(path: Path) -> str:
    text = path.absolute().as_posix().replace("\\", "\\\\").replace("'", "\\'")
    return f"'{text}'"
