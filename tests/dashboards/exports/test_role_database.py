"""A role's database holds what its pages may show: rows of its units alone, and blanks where a page has them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboards.database.connection import Build
from dashboards.database.reader import Reader
from dashboards.exports.role_database import write_role_database
from dashboards.exports.role_tables import TABLES
from dashboards.shared.viewer import ADMIN, AREA, BRANCH, DISCIPLINE, DISTRICT, SCHOOL, Viewer
from dashboards.store import audit
from ingest.errors import UserError
from pipeline import child_process
from tests.dashboards.fixtures.warehouse import UNITS

DISCIPLINE_OF_A_UNIT = "indicator_code = 'D01' and unit_level in ('school', 'branch')"
INSIDE: dict[tuple[str, str | None], set[str]] = {
    (ADMIN, None): {unit[0] for unit in UNITS},
    (DISTRICT, None): {unit[0] for unit in UNITS},
    (DISCIPLINE, None): {unit[0] for unit in UNITS},
    (AREA, "A1"): {"A1", "S1", "S2", "B1", "B2", "B3", "B7"},
    (SCHOOL, "S2"): {"S2", "B2", "B3", "B7"},
    (BRANCH, "B2"): {"B2"},
}


def asked(path: Path, question: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(path), read_only=True) as opened:
        return opened.execute(question).fetchall()


def names(path: Path) -> set[str]:
    return {str(name) for (name,) in asked(path, "select table_name from duckdb_tables() where schema_name = 'marts'")}


@pytest.mark.parametrize(("role", "unit"), INSIDE)
def test_every_cell_is_of_the_roles_own_units(own_home: Path, tmp_path: Path, role: str, unit: str | None) -> None:
    """By id or by name, in whatever table and column: a table that is added is looked through as well."""
    path = write_role_database(own_home, role, unit, tmp_path / "数据.duckdb")
    assert names(path) == {*TABLES, "exported_for"}
    outside = {text for one in UNITS if one[0] not in INSIDE[role, unit] for text in (one[0], one[2])}
    for table in names(path):
        cells = {cell for row in asked(path, f"select * from marts.{table}") for cell in row if isinstance(cell, str)}
        assert not cells & outside, table
    found = {unit for (unit,) in asked(path, "select unit_id from marts.dim_unit")}
    assert found == INSIDE[role, unit]


def test_values_are_those_that_the_pages_read_blanks_and_all(build: Build, own_home: Path, tmp_path: Path) -> None:
    path = write_role_database(own_home, DISTRICT, None, tmp_path / "区.duckdb")
    shown = Reader(Viewer(DISTRICT, "district", "D1"), build).ask("select * from seen_value")
    columns = ", ".join(shown.columns)
    order = "indicator_code, unit_level, unit_id, period_type, period_start, breakdown nulls last"
    with duckdb.connect(str(path), read_only=True) as opened:
        opened.register("shown", shown.to_arrow())
        kept = opened.execute(f"select {columns} from marts.indicator_value order by {order}").fetchall()
        assert kept == opened.execute(f"select {columns} from shown order by {order}").fetchall() and kept
    told = "select count(*) from marts.indicator_value where is_hidden and coalesce(value, numerator) is not null"
    assert asked(path, told) == [(0,)]


def test_discipline_by_unit_is_for_the_discipline_officer_alone(own_home: Path, tmp_path: Path) -> None:
    def rows(role: str) -> int:
        path = write_role_database(own_home, role, None, tmp_path / f"{role}.duckdb")
        return int(asked(path, f"select count(*) from marts.indicator_value where {DISCIPLINE_OF_A_UNIT}")[0][0])

    assert rows(ADMIN) == rows(DISTRICT) == 0 and rows(DISCIPLINE) > 0


def test_it_says_for_whom_it_is_and_the_log_says_who_took_it(
    own_home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Run as the command line runs it; the hash in the log is that of the file."""
    out = tmp_path / "二中.duckdb"
    request = {"command": "export", "home": str(own_home), "role": SCHOOL, "unit": "第二中学", "out": str(out)}
    assert child_process.run("dashboards", request=request) == 0, capfd.readouterr().err
    assert asked(out, "select role, unit_id, build_id from marts.exported_for") == [(SCHOOL, "S2", "b000001")]
    (entry,) = audit.entries(own_home).to_dicts()
    assert (entry["action"], entry["object"], entry["detail"]) == ("export", out.name, "学校（第二中学）可见数据")
    assert entry["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()


def test_an_older_export_is_replaced_and_any_other_file_is_left_alone(own_home: Path, tmp_path: Path) -> None:
    """A mistyped `--out` would cost somebody their own tables."""
    out = write_role_database(own_home, SCHOOL, "S1", tmp_path / "一.duckdb")
    write_role_database(own_home, SCHOOL, "S2", out)
    assert asked(out, "select unit_id from marts.exported_for") == [("S2",)]
    assert [one.name for one in tmp_path.glob("*.duckdb*")] == [out.name]
    own, text = tmp_path / "自己的.duckdb", tmp_path / "文字.duckdb"
    duckdb.connect(str(own)).execute("create table mine as select 1").close()
    text.write_text("不是数据库", encoding="utf-8")
    before = own.read_bytes()
    for path in (own, text):
        with pytest.raises(UserError, match="不会覆盖"):
            write_role_database(own_home, SCHOOL, "S2", path)
    assert own.read_bytes() == before and text.read_text(encoding="utf-8") == "不是数据库"


def test_the_file_says_what_its_columns_are(own_home: Path, tmp_path: Path) -> None:
    """Whoever opens it elsewhere has no documentation beside it."""
    out = write_role_database(own_home, SCHOOL, "S2", tmp_path / "二中.duckdb")
    bare = "select table_name, column_name from duckdb_columns() where comment is null and schema_name = 'marts'"
    computed = {("indicator_value", "is_hidden"), ("indicator_value", "state"), ("unit_shortfall", "state")}
    named = {("problem", "org_name"), ("work_task", "org_name")}
    assert {one for one in asked(out, bare) if one[0] != "exported_for"} == computed | named


@pytest.mark.parametrize(
    ("role", "unit", "said"), [("校长", "S1", "没有“校长”"), (SCHOOL, None, "要写明"), (SCHOOL, "B1", "没有代码或名称")]
)
def test_a_role_in_no_such_unit_gets_no_file(
    own_home: Path, tmp_path: Path, role: str, unit: str | None, said: str
) -> None:
    with pytest.raises(UserError, match=said):
        write_role_database(own_home, role, unit, tmp_path / "x.duckdb")
    assert not list(tmp_path.glob("x.*"))


def test_nothing_is_written_before_the_first_build(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="ingest"):
        write_role_database(tmp_path / "空", ADMIN, None, tmp_path / "x.duckdb")
