"""Gives dbt its sources as views over the Parquet files that were laid out for the build."""

from __future__ import annotations

import glob
from pathlib import Path

import duckdb

from pipeline.warehouse.publish import quoted


def view_sources(database: Path, folder: Path) -> None:
    """Make a schema a source and a view a table in the file `database`, one for each `folder/<source>/<table>`.

    The paths stand here and not in the dbt project, so that a parsed project serves every home.
    """
    connection = duckdb.connect(str(database))
    try:
        for table in sorted(path for path in folder.glob("*/*") if path.is_dir()):
            # It stands in a pattern of files: a folder's own `[` is no pattern.
            files = quoted(Path(glob.escape(table.as_posix()))) + "/*.parquet"
            connection.execute(f'create schema if not exists "{table.parent.name}"')
            connection.execute(
                f'create view "{table.parent.name}"."{table.name}" as '
                f"select * from read_parquet('{files}', union_by_name = true)"
            )
    finally:
        connection.close()
