"""`dangjian diff`: what is named as changed is what changed, and only that."""

import json
import sys
from pathlib import Path

import duckdb
import pytest

from pipeline import cli
from pipeline.diff.build_files import find_build
from pipeline.diff.marts import IGNORED, compared_columns, grains
from pipeline.diff.report import Difference
from pipeline.diff.run import compare
from pipeline.settings import PROJECT, Settings

MODELS = PROJECT / "models" / "marts"
TABLES = {
    "build_info": "build_id varchar, built_at timestamp, as_of date",
    "dim_indicator": "indicator_code varchar, name_zh varchar, unit varchar",
    "dim_unit": "unit_level varchar, unit_id varchar, unit_name varchar",
    "unit_organisation": "org_code varchar, unit_level varchar, unit_id varchar, valid_from date, valid_to date",
    "indicator_value": (
        "indicator_code varchar, unit_level varchar, unit_id varchar, period_type varchar, period_start date, "
        "period_end date, breakdown varchar, numerator double, denominator double, value double, status varchar, "
        "standard double, as_of date"
    ),
    "source_row": (
        "indicator_code varchar, org_code varchar, row_date date, counts_until date, breakdown varchar, side varchar, "
        "amount double, ledger varchar, batch varchar, file varchar, sheet varchar, row_number bigint"
    ),
}
LINES = ["第一次", "第二次", "第三次"]


class Build:
    """A build of one branch with three activities in March, each one row of one file."""

    def __init__(self, path: Path, build_id: str) -> None:
        self.path = path
        self.connection = duckdb.connect(str(path))
        self.connection.execute("create schema marts; set schema = 'marts'")
        for table, columns in TABLES.items():
            self.connection.execute(f"create table {table} ({columns})")
        self.add("build_info", build_id, "2026-11-01 08:00", "2026-10-31")
        self.add("dim_indicator", "O05", "主题党日开展率", "%")
        self.add("dim_unit", "branch", "001", "第一支部")
        self.add("unit_organisation", "001", "branch", "001", "1900-01-01", "9999-12-31")

    def add(self, table: str, *cells: object) -> None:
        self.connection.execute(f"insert into {table} values ({', '.join('?' * len(cells))})", cells)

    def value(self, numerator: float, month: int = 3, *, status: str = "met") -> None:
        day, end = f"2026-{month:02d}-01", f"2026-{month:02d}-28"
        key = ("O05", "branch", "001", "month", day, end, None)
        self.add("indicator_value", *key, numerator, 3, numerator / 3 * 100, status, 90, "2026-10-31")

    def row(self, number: int, *, day: str = "2026-03-05", batch: str = "b1", file: str = "活动.xlsx") -> None:
        side = ("numerator", 1, "activity", batch, file, "台账", number)
        self.add("source_row", "O05", "001", day, day, None, *side)

    def done(self) -> Path:
        self.connection.close()
        return self.path


def build(home: Path, build_id: str, rows: tuple[int, ...] = (2, 3, 4)) -> Build:
    made = Build(home / "warehouse" / f"{build_id}.duckdb", build_id)
    for number in rows:
        made.row(number, day=f"2026-03-0{number}")
    return made


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "warehouse").mkdir()
    return tmp_path


def diff(home: Path, one: str, other: str, mart: str | None = None, limit: int = 20) -> Difference:
    settings = Settings(home)
    return compare(find_build(settings, one), find_build(settings, other), MODELS, mart, limit, with_rows=True)


def command(monkeypatch: pytest.MonkeyPatch, home: Path, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["dangjian", "--home", str(home), "diff", *arguments])
    with pytest.raises(SystemExit) as end:
        cli.main()
    return int(end.value.code or 0)


def test_two_builds_of_the_same_data_are_the_same_whatever_their_ids_and_moments(home: Path) -> None:
    for name in ("a", "b"):
        made = build(home, name, rows=())
        made.value(3)
        made.row(2, batch=f"batch of {name}")
        made.done()
    assert diff(home, "a", "b").is_empty


def test_sums_of_the_same_rows_in_another_order_are_the_same(home: Path) -> None:
    """Two builds of the same rows differed in the fifteenth digit of 36 numbers."""
    for name, number in (("a", 1.0), ("b", 1.0 + 2e-15)):
        made = build(home, name)
        made.value(number)
        made.done()
    assert diff(home, "a", "b").is_empty
    Build(home / "warehouse" / "c.duckdb", "c").done()
    assert not diff(home, "a", "c").is_empty


def test_a_withdrawn_row_is_named_beside_the_value_that_it_changed(home: Path) -> None:
    old, new = build(home, "a"), build(home, "b", rows=(2, 4))
    old.value(3)
    new.value(2, status="not_met")
    old.done(), new.done()
    values = diff(home, "a", "b").values
    assert values is not None
    (value,) = values.first_values
    assert (value["indicator_code"], value["unit_name"], value["numerator_before"], value["numerator_after"]) == (
        "O05", "第一支部", 3, 2,
    )  # fmt: skip
    (row,) = value["rows"]
    assert (row["change"], row["file"], row["sheet"], row["row_number"]) == ("removed", "活动.xlsx", "台账", 3)


def test_a_row_of_another_month_is_not_said_to_have_caused_it(home: Path) -> None:
    old, new = build(home, "a"), build(home, "b", rows=(2, 3, 4))
    old.value(3)
    old.value(3, month=5)
    new.value(2)
    new.value(3, month=5)
    new.row(9, day="2026-05-09")
    old.done(), new.done()
    values = diff(home, "a", "b").values
    assert values is not None
    assert (values.values, values.without_rows, values.first_rows) == (1, 1, [])


def test_lines_that_only_moved_down_are_no_cause(home: Path) -> None:
    """One line put in at the top of a sheet moves all others; only the new one changed the number."""
    old, new = build(home, "a", rows=()), build(home, "b", rows=())
    for number in (2, 3, 4):
        old.row(number, day=f"2026-03-1{number}")
        new.row(number + 1, day=f"2026-03-1{number}", file="活动（更正）.xlsx", batch="b2")
    new.row(2, day="2026-03-11", file="活动（更正）.xlsx", batch="b2")
    old.value(2)
    new.value(3)
    old.done(), new.done()
    values = diff(home, "a", "b").values
    assert values is not None
    assert [(row["change"], row["file"], row["row_number"]) for row in values.first_rows] == [
        ("added", "活动（更正）.xlsx", 2)
    ]


def test_a_mart_that_was_renamed_is_compared_with_itself(home: Path) -> None:
    for name, mart, gap in (("a", "unit_alert", 3.0), ("b", "unit_shortfall", 4.0)):
        made = build(home, name)
        made.connection.execute(
            f"create table {mart} as select 'O05' as indicator_code, 'branch' as unit_level, '001' as unit_id, "
            f"'month' as period_type, date '2026-03-01' as period_start, {gap} as gap"
        )
        made.done()
    for asked in ("unit_shortfall", "unit_alert"):
        (change,) = diff(home, "a", "b", asked).marts
        assert (change.mart, change.added, change.removed, change.changed) == ("unit_shortfall", 0, 0, 1)
    (row,) = diff(home, "a", "b", "unit_shortfall").rows["unit_shortfall"]
    assert row["columns"] == {"gap": (3.0, 4.0)}


def test_marts_and_columns_that_only_one_build_has_are_told(home: Path) -> None:
    old, new = build(home, "a"), build(home, "b")
    new.connection.execute("create table topic_new as select 1 as number union all select 2")
    new.connection.execute("alter table dim_unit add column stage varchar")
    old.done(), new.done()
    found = {one.mart: one for one in diff(home, "a", "b").marts}
    assert found["topic_new"].added == 2
    assert found["dim_unit"].columns_added == ("stage",)
    assert found.keys() == {"topic_new", "dim_unit"}


def test_another_day_is_told_and_is_a_change_though_every_row_is_the_same(home: Path) -> None:
    old, new = build(home, "a"), build(home, "b")
    new.connection.execute("update build_info set as_of = date '2026-11-30'")
    old.done(), new.done()
    found = diff(home, "a", "b")
    assert [day.isoformat() for day in found.days] == ["2026-10-31", "2026-11-30"]
    assert not found.is_empty and not found.marts


def test_a_frozen_build_is_found_by_its_number_and_any_build_by_its_path(home: Path) -> None:
    build(home, "a").done()
    frozen = home / "reviews" / "2026"
    frozen.mkdir(parents=True)
    (home / "warehouse" / "a.duckdb").rename(frozen / "2026-a.duckdb")
    build(home, "b").done()
    assert diff(home, "2026-a", str(home / "warehouse" / "b.duckdb")).is_empty


def test_the_exit_code_tells_whether_something_changed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    for name, number in (("a", 3), ("b", 3), ("c", 2)):
        made = build(home, name)
        made.value(number)
        made.done()
    assert command(monkeypatch, home, "a", "b") == 0
    assert "完全一样" in capsys.readouterr().out
    assert command(monkeypatch, home, "a", "c") == 1
    shown = capsys.readouterr().out
    assert all(part in shown for part in ("O05", "100%", "3/3", "66.66666667%", "2/3"))  # a narrow table breaks lines
    assert command(monkeypatch, home, "a", "c", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["values"]["shown"][0]["after"]["numerator"] == 2
    assert [one["mart"] for one in told["marts"]] == ["indicator_value"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("a", "昨天的"), "没有叫“昨天的”的数据版本"),
        (("a", "a"), "是同一个版本"),
        (("a", "b", "--mart", "values"), "两个版本里都没有数据表“values”"),
        (("a", "broken"), "不是可以读取的数据版本"),
    ],
)
def test_what_cannot_be_compared_is_wrong_usage(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    home: Path,
    arguments: tuple[str, ...],
    words: str,
) -> None:
    """Exit 1 would say that something changed."""
    for name in ("a", "b"):
        build(home, name).done()
    (home / "warehouse" / "broken.duckdb").write_text("坏了", encoding="utf-8")
    assert command(monkeypatch, home, *arguments) == 2
    assert words in capsys.readouterr().err


def test_a_comparison_writes_nothing_into_the_builds(home: Path) -> None:
    paths = [build(home, name).done() for name in ("a", "b")]
    before = [path.read_bytes() for path in paths]
    diff(home, "a", "b")
    assert [path.read_bytes() for path in paths] == before
    assert {path.name for path in (home / "warehouse").iterdir()} == {"a.duckdb", "b.duckdb"}


def test_most_marts_say_what_their_rows_are_so_that_a_changed_row_is_told_from_a_new_one() -> None:
    declared = grains(MODELS)
    assert declared["indicator_value"] == (
        "indicator_code", "unit_level", "unit_id", "period_type", "period_start", "breakdown",
    )  # fmt: skip
    compared = [mart for mart, key in declared.items() if not set(key) & IGNORED.keys()]
    assert len(compared) > 40


def test_only_what_both_have_and_what_says_something_is_compared() -> None:
    assert compared_columns("source_row", ["file", "batch"], ["batch", "file", "sheet"]) == ["file"]
    assert compared_columns("batch", ["file", "batch"], ["batch", "file"]) == ["batch", "file"]
