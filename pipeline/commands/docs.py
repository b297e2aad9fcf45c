"""The models' own documentation: dbt's site with descriptions and lineage, as one page that opens offline."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

import duckdb

from ingest.errors import UserError
from pipeline.settings import PROJECT
from pipeline.warehouse.dbt import run_dbt
from pipeline.warehouse.publish import current_build, quoted

PAGE = "index.html"
_POLICY = (
    "default-src 'none'; img-src data:; font-src data:; "
    "style-src 'unsafe-inline'; script-src 'unsafe-inline' 'unsafe-eval'"
)
"""What the page may load: itself. dbt's page has a script that counts visitors for those who allow it."""

_MENDED = {
    '<meta charset="utf-8">': f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
    # Two addresses of dbt's page are templates that a browser asks for before they are filled in.
    "${require('./assets/favicons/favicon.ico')}": "data:,",
    'xlink:href="{{ getIcon(': 'ng-attr-xlink:href="{{ getIcon(',
}


def write_docs(warehouse: Path, out: Path) -> Path:
    """Write the site into the folder `out` as one HTML file and return it.

    Columns are shown with the types they have in the published build, where there is one; no row of it is read.
    Raises UserError when the models cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="dangjian-docs-") as aside:
        folder = Path(aside).resolve()
        database = folder / "dangjian.duckdb"
        _lay_out_empty_marts(warehouse, database)
        outcome = run_dbt(("docs", "generate", "--static"), database=database, target=folder)
        if not outcome.success:
            raise UserError(f"数据模型说明没有写成，已有的文件不受影响。原因：{outcome.exception}")
        page = (folder / "static_index.html").read_text(encoding="utf-8")
    page = _without_places(page, folder, PROJECT)
    for theirs, ours in _MENDED.items():
        page = page.replace(theirs, ours)
    written = out / PAGE
    half = written.with_suffix(".tmp")
    half.write_text(page, encoding="utf-8")
    return half.replace(written)


def _lay_out_empty_marts(warehouse: Path, database: Path) -> None:
    """Make `database` with the published marts' columns and none of their rows; empty without a build."""
    try:
        published = current_build(warehouse)
    except UserError:
        return
    connection = duckdb.connect(str(database))
    try:
        connection.execute(f"attach '{quoted(published)}' as published (read_only)")
        connection.execute("create schema marts")
        found = connection.execute(
            "select table_name from information_schema.tables "
            "where table_catalog = 'published' and table_schema = 'marts' order by 1"
        ).fetchall()
        for (table,) in found:
            connection.execute(f'create table marts."{table}" as select * from published.marts."{table}" limit 0')
    finally:
        connection.close()


def _without_places(page: str, *folders: Path) -> str:
    """Take out where this machine keeps its files; paths stand in the page as JSON writes them."""
    for folder in folders:
        page = page.replace(json.dumps(f"{folder}{os.sep}")[1:-1], "").replace(json.dumps(str(folder))[1:-1], "")
    return page
