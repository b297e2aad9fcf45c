"""Publishing: readers see the old build or the new one, never half of either, and never a person's row."""

from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from ingest.errors import UserError
from pipeline.warehouse.publish import KEPT_BUILDS, current_build, in_order, new_build_id, publish
from pipeline.warehouse.query import open_published


def scratch_with(path: Path, number: int) -> Path:
    path.unlink(missing_ok=True)
    connection = duckdb.connect(str(path))
    connection.execute("create schema marts")
    connection.execute("create schema staging")
    connection.execute(f"create table marts.build_info as select {number} as number")
    connection.execute("create table staging.member as select '张三' as name")
    connection.close()
    return path


def number_in(warehouse: Path) -> int:
    connection = open_published(warehouse)
    try:
        return int(connection.execute("select number from build_info").fetchall()[0][0])
    finally:
        connection.close()


def test_only_the_marts_are_published(tmp_path: Path) -> None:
    """Staging holds rows about persons: whoever copies the published file must not get them."""
    publish(scratch_with(tmp_path / "s.duckdb", 1), tmp_path, "b1")
    connection = open_published(tmp_path)
    schemas = {
        row[0] for row in connection.execute("select distinct table_schema from information_schema.tables").fetchall()
    }
    connection.close()
    assert schemas == {"marts"}


def test_a_reader_keeps_its_build_while_a_new_one_is_published(tmp_path: Path) -> None:
    """Replacing the file under one name made a process go on serving old data under the new name."""
    publish(scratch_with(tmp_path / "s.duckdb", 1), tmp_path, "b1")
    reader = open_published(tmp_path)
    publish(scratch_with(tmp_path / "s.duckdb", 2), tmp_path, "b2")
    assert reader.execute("select number from build_info").fetchall() == [(1,)]
    reader.close()
    assert number_in(tmp_path) == 2


def test_the_last_builds_stay_and_older_ones_go(tmp_path: Path) -> None:
    for number in range(KEPT_BUILDS + 2):
        publish(scratch_with(tmp_path / "s.tmpdb", number), tmp_path, f"b{number}")
    assert sorted(path.stem for path in tmp_path.glob("*.duckdb")) == ["b2", "b3", "b4"]


def test_builds_are_ordered_by_their_number_and_not_by_the_clock(tmp_path: Path) -> None:
    """With the clock set back, the builds just published were taken for the oldest and cleared away."""
    for number, year in enumerate((2031, 2030, 2026, 2025), start=1):
        publish(scratch_with(tmp_path / "s.tmpdb", year), tmp_path, new_build_id(datetime(year, 1, 1), number))
    assert number_in(tmp_path) == 2025
    assert [path.stem[:4] for path in in_order(tmp_path.glob("*.duckdb"))] == ["2030", "2026", "2025"]


def test_builds_of_before_they_were_numbered_are_the_oldest(tmp_path: Path) -> None:
    names = ["20261129T200000-0000002", "20261129T100000-999999", "20200101T000000-0000001", "20261129T110000-000001"]
    made = [tmp_path / f"{name}.duckdb" for name in names]
    assert [path.stem for path in in_order(made)] == [names[1], names[3], names[2], names[0]]


def test_the_id_of_a_build_spells_no_word() -> None:
    """Its last part was hexadecimal: one build in twenty was called something like cdaf, English on a Chinese page."""
    assert new_build_id(datetime(2026, 10, 31, 8, 0, 0), 12) == "20261031T080000-0000012"


def test_a_half_written_build_is_not_seen_and_is_swept(tmp_path: Path) -> None:
    """A kill while copying leaves a file aside; the pointer still names the last good build."""
    publish(scratch_with(tmp_path / "s.tmpdb", 1), tmp_path, "b1")
    (tmp_path / "b2.duckdb.tmp").write_bytes(b"half")
    assert number_in(tmp_path) == 1
    publish(scratch_with(tmp_path / "s.tmpdb", 3), tmp_path, "b3")
    assert not list(tmp_path.glob("*.tmp"))


def test_before_the_first_build_the_reader_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="ingest"):
        current_build(tmp_path)


def test_a_query_can_reach_neither_files_nor_settings(tmp_path: Path) -> None:
    """`sql` is read-only SQL on the warehouse, not a way to read the machine."""
    publish(scratch_with(tmp_path / "s.tmpdb", 1), tmp_path, "b1")
    connection = open_published(tmp_path)
    for forbidden in (
        "select * from read_csv('/etc/hostname')",
        "set enable_external_access = true",
        "create table x (i int)",
    ):
        with pytest.raises(duckdb.Error):
            connection.execute(forbidden)
    connection.close()


def test_a_build_opens_beside_a_locked_connection_of_the_same_process(tmp_path: Path) -> None:
    """Settings belong to the file's instance: pages open in one process with a command made the command fail."""
    file = publish(scratch_with(tmp_path / "s.tmpdb", 7), tmp_path, "b1")
    with duckdb.connect(str(file), read_only=True) as page:
        page.execute("set enable_external_access = false")
        page.execute("set lock_configuration = true")
        connection = open_published(tmp_path)
        assert (
            connection.execute("from marts.build_info").fetchall() == page.execute("from marts.build_info").fetchall()
        )
        connection.close()
