"""DuckDB cannot write where a path has `?`: what it writes there is written elsewhere, and nobody sees a difference."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from ingest.errors import UserError
from pipeline.warehouse.publish import current_build, publish
from pipeline.warehouse.query import open_published
from pipeline.warehouse.room import clear, scratch_of
from pipeline.writable import make_writable, writable, written

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no path has a question mark on Windows")
ODD = "数据 [底]?#%'*&"


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def make(path: Path) -> None:
    with closing(duckdb.connect(str(path))) as connection:
        connection.execute("create schema marts; create table marts.build_info as select 7 as number")


def test_a_build_is_made_and_published_in_a_folder_of_any_name(tmp_path: Path, temporary: Path) -> None:
    """DuckDB put its log into `数据 [底].wal?#…`, a folder that is not there: a home with `?` was refused."""
    warehouse = tmp_path / ODD / "warehouse"
    warehouse.mkdir(parents=True)
    for number in (1, 2):
        make_writable(warehouse / "building")
        make(scratch_of(warehouse))
        publish(scratch_of(warehouse), warehouse, f"b{number}")
        clear(warehouse)
    with closing(open_published(warehouse)) as connection:
        assert connection.execute("select number from build_info").fetchall() == [(7,)]
    assert current_build(warehouse).name == "b2.duckdb"
    assert sorted(path.name for path in warehouse.iterdir()) == ["CURRENT", "b1.duckdb", "b2.duckdb"]
    assert not list(temporary.iterdir()) and [path.name for path in tmp_path.iterdir() if "wal" in path.name] == []


def test_what_a_killed_build_left_elsewhere_is_cleared_by_the_next(tmp_path: Path, temporary: Path) -> None:
    """It holds rows about persons; nobody but its owner can read it meanwhile."""
    warehouse = tmp_path / ODD / "warehouse"
    warehouse.mkdir(parents=True)
    place = make_writable(warehouse / "building")
    make(scratch_of(warehouse))
    assert place.parent == temporary and place.stat().st_mode & 0o777 == 0o700
    half = make_writable(warehouse) / "b0.duckdb.tmp"
    half.touch()
    make(tmp_path / "scratch.duckdb")
    clear(warehouse)
    publish(tmp_path / "scratch.duckdb", warehouse, "b1")
    assert not place.exists() and not half.exists()


def test_other_folders_are_written_in_where_they_are(tmp_path: Path) -> None:
    assert writable(tmp_path / "数据 [底]#%'*&") == tmp_path / "数据 [底]#%'*&"
    with written(tmp_path / "a.duckdb") as file:
        assert file == tmp_path / "a.duckdb"


def test_what_was_not_finished_is_not_put_there(tmp_path: Path, temporary: Path) -> None:
    (tmp_path / ODD).mkdir()
    with pytest.raises(duckdb.Error), written(tmp_path / ODD / "a.duckdb") as file:
        make(file)
        raise duckdb.Error
    assert not list((tmp_path / ODD).iterdir()) and not list(temporary.iterdir())


def test_a_folder_that_others_can_open_is_refused(tmp_path: Path) -> None:
    """The temporary folder is everybody's: somebody could wait there for rows about persons."""
    (tmp_path / ODD).mkdir()
    writable(tmp_path / ODD).mkdir()
    writable(tmp_path / ODD).chmod(0o777)
    with pytest.raises(UserError, match="请删除它"):
        make_writable(tmp_path / ODD)
