"""Whether the published build and the frozen ones can be read, and whether a new one is due."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb

from ingest.errors import UserError
from pipeline.doctor.finding import Finding
from pipeline.doctor.landed import manifests
from pipeline.warehouse.publish import current_build, in_order, quoted
from pipeline.warehouse.query import open_published

_OF_A_NOTE = {"snapshot_id", "year", "build_id", "as_of", "taken_at", "taken_by", "path"}
_HEADS = 3 * 4096
"""Bytes before the first block of a DuckDB file."""
_REBUILD = "请运行 doctor --mend（改用前一份完好的），再运行 build --full 重建。"


def published(home: Path, deep: bool) -> Iterator[Finding]:
    """Look at the published build: CURRENT, its file (with `deep`, every table), and whether it is up to date."""
    warehouse = home / "warehouse"
    path = current_build(warehouse)  # the finding, where there is none
    if not is_whole(path, deep):
        yield Finding("数据仓库", f"{path.name} 已损坏或不完整。{_REBUILD}", False)
        return
    with closing(open_published(warehouse)) as connection:
        found = connection.execute("select as_of from build_info").fetchone()
        built = set(connection.execute("select batch, received_at from batch").fetchall())
    if found is not None:
        yield Finding("数据仓库", f"{path.stem}，截止 {found[0]}" + ("，每张表都读过" if deep else ""), True)
    live = [each for each in manifests(home)[0] if each.is_live and not each.is_witness]
    waiting = len({(each.batch, each.received_at) for each in live} ^ built)
    yield Finding("是否最新", "是" if not waiting else f"有 {waiting} 个批次的变动还没有 build", not waiting)


def frozen(home: Path, deep: bool) -> Iterator[Finding]:
    """Look at the builds that were frozen for a review: packs are made and checked from them. Each has a note."""
    found = [*(home / "reviews").glob("*/*.json"), *(home / "reviews").glob("*/*.duckdb")]
    names = sorted({path.with_name(path.stem) for path in found})
    broken = [name.name for name in names if not _is_frozen(name, deep)]
    if broken:
        do = "请用 dangjian restore 把备份恢复到新的文件夹，把里面 reviews 中的同名文件放回；没有备份，只能重新冻结。"
        yield Finding("冻结的数据", f"{len(broken)} 份丢失或损坏：{'、'.join(broken)}。{do}", False)
    elif names:
        yield Finding("冻结的数据", f"{len(names)} 份", True)


def _is_frozen(name: Path, deep: bool) -> bool:
    """Tell whether a frozen build has its file and a note that says what it is of."""
    note = name.with_name(f"{name.name}.json")
    try:
        said = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    file = name.with_name(f"{name.name}.duckdb")
    return isinstance(said, dict) and said.keys() >= _OF_A_NOTE and file.is_file() and is_whole(file, deep)


def whole_builds(warehouse: Path) -> list[Path]:
    """Return the published builds that can be read, the newest last."""
    return [path for path in in_order(warehouse.glob("*.duckdb")) if is_whole(path, deep=True)]


def is_whole(path: Path, deep: bool) -> bool:
    """Tell whether a file of a build opens, has its end and says when it was built; with `deep`, every row is read.

    DuckDB holds every block against its checksum as it reads it.
    """
    try:
        with closing(duckdb.connect()) as connection:
            connection.execute(f"attach '{quoted(path)}' as build (read_only)")
            is_one = connection.execute("select count(*) from build.marts.build_info").fetchone() == (1,)
            if not is_one or _is_cut(path, connection):
                return False
            if deep:
                _read_all(connection)
            return True
    except (duckdb.Error, UserError):
        return False


def _is_cut(path: Path, connection: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether the file is shorter than its blocks: it opens all the same where its end is but rows."""
    said = "select block_size * total_blocks from pragma_database_size() where database_name = 'build'"
    (size,) = connection.execute(said).fetchone() or (0,)
    return path.stat().st_size < _HEADS + int(size)


def _read_all(connection: duckdb.DuckDBPyConnection) -> None:
    tables = connection.execute(
        "select table_name from duckdb_tables() where database_name = 'build' and schema_name = 'marts'"
    ).fetchall()
    for (table,) in tables:
        connection.execute(f'select bit_xor(hash(one)) from build.marts."{table}" as one').fetchall()
