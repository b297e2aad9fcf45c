"""What a home holds, read straight from its files and not by the code that is tried: two homes can be held together."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb
import polars as pl

from pipeline.backup.landed_files import damaged

Rows = dict[tuple[str, str], str]
"""Content hash by ledger and row key."""
_VALUES = "select count(*), sum(hash(one)::hugeint), bit_xor(hash(one)) from build.marts.indicator_value as one"
"""The database hashes every row in a hundredth of the time in which they are fetched."""


def landed_rows(home: Path) -> Rows:
    """Return the newest version of every row of batches that count."""
    manifests = [json.loads(path.read_text(encoding="utf-8")) for path in (home / "landed" / "manifest").glob("*.json")]
    live = [each for each in manifests if each["withdrawn_at"] is None and not each.get("is_witness")]
    rows: Rows = {}
    for manifest in sorted(live, key=lambda each: each["sequence"]):
        path = home / "landed" / manifest["ledger"] / f"{manifest['batch']}.parquet"
        for key, content in pl.read_parquet(path.read_bytes(), columns=["row_key", "content_hash"]).iter_rows():
            rows[manifest["ledger"], key] = content
    return rows


def values(home: Path) -> tuple[object, ...]:
    """Return what changes if any published value does; whatever is wrong with the build is raised."""
    path = published(home)
    with closing(duckdb.connect()) as connection:
        quoted = str(path).replace("'", "''")
        connection.execute(f"attach '{quoted}' as build (read_only)")
        return connection.execute(_VALUES).fetchone() or ()


def published(home: Path) -> Path:
    """Return the file that CURRENT names."""
    return home / "warehouse" / f"{(home / 'warehouse' / 'CURRENT').read_text(encoding='utf-8').strip()}.duckdb"


def some_school(home: Path) -> str:
    """Return a school that the published build has."""
    with closing(duckdb.connect(str(published(home)), read_only=True)) as connection:
        query = "select min(unit_id) from marts.dim_unit where unit_level = 'school'"
        (found,) = connection.execute(query).fetchone() or (None,)
    return str(found)


def entered(home: Path, table: str) -> list[tuple[object, ...]]:
    """Return the rows of a table of what people entered."""
    with closing(sqlite3.connect(home / "app.sqlite")) as store:
        return sorted(store.execute(f"select * from {table}").fetchall(), key=repr)


def files(folder: Path) -> dict[str, str]:
    """Return the hashes of the files below a folder."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def fault(home: Path) -> str | None:
    """Return what is not whole in a home, as a sentence; None if all that is landed and published is."""
    broken = [path.name for path in damaged(home / "landed", deep=True)]
    if broken:
        return f"入库的文件不完整：{broken[0]}"
    try:
        values(home)
    except (OSError, ValueError, duckdb.Error) as error:
        return f"发布的数据读不了：{error}"
    return None
