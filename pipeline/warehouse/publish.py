"""Publishes a tested build: the marts alone are copied to a file of a new name, then CURRENT is replaced.

A file name is never used again: DuckDB goes on serving the old file under a replaced name within one process, and
Windows cannot replace an open one. Staging and intermediate tables hold rows about persons; they stay behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import duckdb

from ingest.errors import UserError
from ingest.landing.whole_files import write_text
from pipeline.writable import writable, written

KEPT_BUILDS = 3
_NAME = re.compile(r"[\w.-]{1,100}", re.ASCII)
_NUMBERED = re.compile(r"-(\d{7,})$")


def new_build_id(now: datetime, number: int) -> str:
    """Return the id of build number `number` of a home (7 digits), which starts `now`; its letters spell no word.

    The day and time are for whoever reads it: builds are ordered by their number, for a clock can be set back.
    """
    return f"{now:%Y%m%dT%H%M%S}-{number:07d}"


def in_order(builds: Iterable[Path]) -> list[Path]:
    """Return files of builds, oldest first. Those of before builds were numbered come first, by their time."""
    return sorted(builds, key=lambda path: (_number(path) or 0, path.name))


def last_build(warehouse: Path) -> int:
    """Return the number of the newest build that is kept; 0 where none has one."""
    return max((_number(path) or 0 for path in warehouse.glob("*.duckdb")), default=0)


def _number(build: Path) -> int | None:
    """Return the number of a build; the last part of older ids has six digits, parts of a second."""
    found = _NUMBERED.search(build.stem)
    return int(found[1]) if found else None


def publish(scratch: Path, warehouse: Path, build_id: str) -> Path:
    """Copy schema `marts` of `scratch` into `warehouse/<build_id>.duckdb`, point CURRENT at it, return the file."""
    aside = warehouse / f"{build_id}.duckdb.tmp"
    target = warehouse / f"{build_id}.duckdb"
    aside.unlink(missing_ok=True)
    try:
        with written(aside) as file:
            _copy_marts(scratch, file)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    aside.replace(target)
    point_at(warehouse, build_id)
    sweep(warehouse)
    return target


def _copy_marts(scratch: Path, target: Path) -> None:
    """Copy schema `marts` with its comments into a new file."""
    connection = duckdb.connect(str(target))
    try:
        connection.execute(f"attach '{quoted(scratch)}' as build (read_only)")
        connection.execute("create schema marts")
        tables = connection.execute(
            "select table_name from information_schema.tables "
            "where table_catalog = 'build' and table_schema = 'marts' order by 1"
        ).fetchall()
        for (table,) in tables:
            connection.execute(f'create table marts."{table}" as select * from build.marts."{table}"')
            for column, comment in connection.execute(
                "select column_name, comment from duckdb_columns() "
                "where database_name = 'build' and schema_name = 'marts' and table_name = ? and comment is not null",
                [table],
            ).fetchall():
                connection.execute(
                    f'comment on column marts."{table}"."{column}" is \'{str(comment).replace(chr(39), chr(39) * 2)}\''
                )
        connection.execute("detach build")
        connection.execute("checkpoint")
    finally:
        connection.close()


def point_at(warehouse: Path, build_id: str) -> None:
    """Replace the pointer file in one step."""
    write_text(build_id, warehouse / "CURRENT")


def sweep(warehouse: Path) -> None:
    """Delete all but the newest builds and what a killed build left; what a reader holds (Windows) waits its turn.

    The published build stays, whatever its name says.
    """
    published = current_build(warehouse)
    others = in_order(path for path in warehouse.glob("*.duckdb") if path != published)
    leftovers = [
        *others[: -(KEPT_BUILDS - 1)],
        *(left for place in {warehouse, writable(warehouse)} for left in place.glob("*.duckdb.tmp*")),
    ]
    for path in leftovers:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            continue


def current_build(warehouse: Path) -> Path:
    """Return the file of the published build. Raises UserError if nothing has been built yet."""
    pointer = warehouse / "CURRENT"
    if not pointer.exists():
        if list(warehouse.glob("*.duckdb")):
            raise UserError("写着用哪一份数据的文件 CURRENT 不见了。请运行 doctor --mend，或 build --full。")
        raise UserError("还没有建好的数据仓库。请先用 ingest 导入台账，再运行 build。")
    name = pointer.read_text(encoding="utf-8", errors="replace").strip()
    if not _NAME.fullmatch(name):
        raise UserError(f"“{pointer}”里写的不是数据版本。请运行 doctor --mend，或 build --full。")
    path = warehouse / f"{name}.duckdb"
    if not path.exists():
        raise UserError(f"数据仓库文件 {path.name} 不见了。请运行 doctor --mend，或 build --full。")
    return path


def quoted(path: Path) -> str:
    """Return a path as it may stand between quotes in SQL."""
    return str(path).replace("'", "''")
