"""What landed is read a second time by code of its own: a value that is wrong, lost or made up is found."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from expectations.runner import RESULTS, Checked
from ingest.landing.store import Store
from ingest.run import ingest
from pipeline.sample.district.build import build_district
from pipeline.sample.workbooks.generate import write_district
from pipeline.selfcheck.hand_layout import layout, ledger_of, records
from pipeline.selfcheck.said_and_landed import Place
from pipeline.selfcheck.source_tables import Table, tables
from pipeline.selfcheck.values import Compared, compared

DISTRICT = (1, 1, 3)
FEW = ("学校信息表", "党组织基本信息", "党员", "荣誉", "党费", "诉求", "三评得票", "三重一大")


def lets_pass(_ledger: str, frames: Sequence[pl.DataFrame], _as_of: date) -> list[Checked]:
    return [Checked([], pl.DataFrame(schema=RESULTS), None) for _ in frames]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, set[Place]]:
    """A few files of the district as landed without the expectations: the folder, the home, the rows returned."""
    folder = tmp_path_factory.mktemp("来")
    planted = set()
    for path, faults in write_district(build_district(*DISTRICT), folder / "全部"):
        if any(word in path.name for word in FEW):
            shutil.copy(path, folder)
            planted |= {(fault.file, fault.sheet, fault.row) for fault in faults}
    shutil.rmtree(folder / "全部")
    store = Store(folder.with_name(f"{folder.name} 数据"))
    receipts = ingest([folder], store, date(2026, 10, 31), "自检", check=lets_pass)
    back = {(each.file, fault.sheet, fault.row) for each in receipts for fault in each.returns}
    assert back <= planted, "the district returns rows that nobody made wrong"
    return folder, store.root, back


def look(
    sent: tuple[Path, Path, set[Place]], home: Path | None = None, back: Iterable[Place] | None = None
) -> Compared:
    return compared(home or sent[1], [sent[0]], sent[2] if back is None else back)


def spoilt(
    sent: tuple[Path, Path, set[Place]], ledger: str, change: Callable[[pl.DataFrame], pl.DataFrame]
) -> Compared:
    """Compare with a copy of the home in which the first batch of a ledger was changed."""
    home = sent[1].with_name("改过")
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(sent[1], home)
    path = sorted((home / "landed" / ledger).glob("*.parquet"))[0]
    change(pl.read_parquet(path)).write_parquet(path)
    return look(sent, home)


def test_every_value_of_the_files_is_found_as_it_was_written(sent: tuple[Path, Path, set[Place]]) -> None:
    found = look(sent)
    assert (found.wrong_rows, found.wrong_values) == ([], [])
    assert found.rows > 200 and found.values > 2000


def test_one_wrong_value_is_found_with_its_place(sent: tuple[Path, Path, set[Place]]) -> None:
    one = pl.int_range(pl.len()) == 2
    for ledger, column, wrong in (
        ("dues", "amount_paid", pl.col("amount_paid") + 0.5),
        ("decision", "decided_on", pl.col("decided_on").dt.offset_by("1d")),
        ("honour", "org_code", pl.lit("0121")),
        ("member", "is_leader", pl.lit(True)),
        ("survey", "grade", pl.lit("弃权")),
        ("member", "full_on", pl.col("joined_on")),
    ):
        changed = pl.when(one).then(wrong).otherwise(pl.col(column)).alias(column)
        found = spoilt(sent, ledger, lambda rows, changed=changed: rows.with_columns(changed))
        assert found.wrong_rows == []
        assert len(found.wrong_values) == 1 and f"，{column}：" in found.wrong_values[0], (ledger, column)


def test_a_value_that_nobody_wrote_is_found(sent: tuple[Path, Path, set[Place]]) -> None:
    """The clerks' votes have no score; one that stands there all the same was made up."""
    found = spoilt(sent, "survey", lambda rows: rows.with_columns(score=pl.lit(1.0)))
    assert len(found.wrong_values) > 10


def test_lost_and_extra_rows_are_found(sent: tuple[Path, Path, set[Place]]) -> None:
    lost = spoilt(sent, "dues", lambda rows: rows.slice(1))
    assert len(lost.wrong_rows) == 1 and lost.wrong_rows[0].endswith("丢失，没有入库也没有退回")
    extra = spoilt(sent, "dues", lambda rows: pl.concat([rows, rows.slice(0, 1)]))
    assert len(extra.wrong_rows) == 1 and extra.wrong_rows[0].endswith("多出一行，原表没有")


def test_a_row_that_came_back_without_a_fault_and_one_that_should_have_are_found(
    sent: tuple[Path, Path, set[Place]],
) -> None:
    assert sent[2], "nothing was returned: the rows say nothing"
    (wrongly,) = look(sent, back=list(sent[2])[1:]).wrong_rows
    assert "没有问题却被退回" in wrongly
    (kept,) = look(sent, back={*sent[2], ("某.xlsx", "一", 3)}).wrong_rows
    assert kept == "某.xlsx，一，第 3 行：有问题却没有退回"


def test_no_table_and_no_column_is_passed_over_in_silence() -> None:
    """What the hand-written layout does not know would be counted as checked, though nobody looked at it."""
    heads: list[object] = ["党组织", "月份", "应交人数", "实交人数", "应交金额"]
    with pytest.raises(ValueError, match="没有写“补交金额”这一列"):
        list(records(Table("党费.csv", "党费", [[*heads, "补交金额"], ["甲", "2026-01", 1, 1, 1, 1]]), "dues"))
    with pytest.raises(ValueError, match="没有找到表头"):
        list(records(Table("党费.csv", "党费", [["甲", "2026-01", 1, 1, 1]]), "dues"))
    with pytest.raises(ValueError, match="没有写它是哪个台账"):
        ledger_of(Table("新台账.csv", "新台账", [heads]))


def test_the_layout_knows_every_ledger_and_every_file_of_larger_districts(tmp_path: Path) -> None:
    """A district of more schools has more ways of writing: nothing of it is left out, and no ledger is forgotten."""
    write_district(build_district(4, 1, 5), tmp_path)
    said: dict[str, int] = {}
    for table in tables(tmp_path):
        ledger = ledger_of(table)
        if ledger is not None:
            said[ledger] = said.get(ledger, 0) + len(list(records(table, ledger)))
    assert said.keys() == layout()["columns"].keys()
    assert all(said.values())
