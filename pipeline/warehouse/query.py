"""Read-only SQL on the published warehouse, also while a build runs."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

import duckdb

from ingest.errors import UserError
from ingest.text.printable import neutralised
from pipeline.terminal import table
from pipeline.warehouse.publish import current_build, quoted

Row = tuple[Any, ...]


def open_published(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """Open the current build, read-only, with no way out to files or the network.

    It is attached to an instance of its own: connections of one process to one file share their settings, and whoever
    locked them first would keep everyone else from setting theirs.
    """
    build = quoted(current_build(warehouse))
    connection = duckdb.connect()
    try:
        connection.execute(f"attach '{build}' as build (read_only)")
        connection.execute("set enable_external_access = false")
        connection.execute("use build.marts")
        connection.execute("set lock_configuration = true")
    except duckdb.Error:
        connection.close()
        raise
    return connection


def run_query(warehouse: Path, query: str, form: str) -> None:
    """Print the answer of one statement as table, csv or json; UserError if it cannot be run."""
    connection = open_published(warehouse)
    try:
        result = connection.execute(query)
        headers = [column[0] for column in result.description or []]
        rows = result.fetchall()
    except duckdb.Error as error:
        raise UserError(f"查询没有成功：{error}") from error
    finally:
        connection.close()
    {"json": _print_json, "csv": _print_csv, "table": _print_table}[form](headers, rows)


def _print_json(headers: list[str], rows: list[Row]) -> None:
    found = [dict(zip(headers, row, strict=True)) for row in rows]
    sys.stdout.write(json.dumps(found, ensure_ascii=False, default=_plain) + "\n")


def _print_csv(headers: list[str], rows: list[Row]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(map(neutralised, headers))
    writer.writerows([["" if cell is None else neutralised(cell) for cell in row] for row in rows])


def _print_table(headers: list[str], rows: list[Row]) -> None:
    table(headers, [["" if cell is None else str(cell) for cell in row] for row in rows])


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
