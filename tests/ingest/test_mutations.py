"""Whatever happens to a workbook on its way, no row is lost without a word and nobody sees a traceback."""

import shutil
import tempfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ingest.landing.store import Store
from ingest.readers.workbook import read_sheets
from tests.ingest.small_district import (
    ACTIVITIES,
    ATTENDANCE,
    MEMBERS,
    ORGANISATIONS,
    SCHOOLS,
    basics,
    send,
    tree_hash,
    write,
)

LEDGERS = {
    "school": SCHOOLS,
    "organisation": ORGANISATIONS,
    "member": MEMBERS,
    "activity": ACTIVITIES,
    "attendance": ATTENDANCE,
}
ODD = [
    "",
    " ",
    "—",
    "=1/0",
    "0",
    "-3",
    "９９",
    "2025-13-45",
    "45000",
    "1e999",
    "nan",
    "a" * 400,
    "合计",
    "、",
    "永安小学党支部",
    "是",
    "\u200b",
    "\x07",
    "张三",
]

cells = st.one_of(st.sampled_from(ODD), st.text(max_size=12))
place = st.integers(0, 30)
mutation = st.one_of(
    st.tuples(st.just("set"), place, place, cells),
    st.tuples(st.just("swap"), place, place, place),
    st.tuples(st.just("double"), place, place, place),
    st.tuples(st.just("drop"), place, place, place),
    st.tuples(st.just("shuffle"), place, place, place),
    st.tuples(st.just("column"), place, place, place),
)


def mutate(rows: list[list[str]], steps: list[tuple]) -> list[list[str]]:
    rows = [list(row) for row in rows]
    for kind, first, second, third in steps:
        row, width = rows[first % len(rows)], len(rows[0])
        if kind == "set":
            row[second % width] = third
        elif kind == "swap":
            other = rows[second % len(rows)]
            column = third % width
            row[column], other[column] = other[column], row[column]
        elif kind == "double":
            rows.insert(second % len(rows), list(row))
        elif kind == "drop" and len(rows) > 1:
            rows.remove(row)
        elif kind == "shuffle":
            left, right = second % width, third % width
            for each in rows:
                each[left], each[right] = each[right], each[left]
        elif kind == "column":
            for each in rows:
                each.insert(second % width, "" if third % 2 else each[first % width])
    return rows


@pytest.fixture(scope="module")
def prepared():
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "home")
        send(store, basics(Path(folder) / "in"), write(Path(folder), "c.csv", ACTIVITIES))
        yield store.root


def send_to_a_copy(prepared: Path, write_into) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        shutil.copytree(prepared, home)
        store = Store(home)
        path = write_into(Path(folder))
        receipts = send(store, path)
        assert receipts and all(each.read == each.accepted + each.unchanged + each.returned for each in receipts)
        for each in receipts:
            assert (each.refused is None) or each.read == 0
            assert each.refused is None or "意外" not in each.refused, (home / "logs" / "ingest.log").read_text("utf-8")
            assert len({(note.sheet, note.row) for note in each.returns}) == each.returned
            assert each.accepted == rows_of(store, each)
        before = tree_hash(store.landed)
        assert all(each.accepted == 0 and each.batch is None for each in send(store, path))
        assert tree_hash(store.landed) == before
        check_nothing_is_silent(path, receipts)


def rows_of(store: Store, receipt) -> int:
    if receipt.batch is None:
        return 0
    return pl.read_parquet(store.parquet(receipt.ledger, receipt.batch)).height


def check_nothing_is_silent(path: Path, receipts) -> None:
    if any(each.refused for each in receipts):
        return
    lines = sum(len(sheet.cells) for sheet in read_sheets(path))
    assert sum(each.read for each in receipts) <= lines


mutated = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@mutated
@given(ledger=st.sampled_from(sorted(LEDGERS)), steps=st.lists(mutation, max_size=6))
def test_mutated_cells_never_break_a_receipt(prepared: Path, ledger: str, steps: list[tuple]) -> None:
    send_to_a_copy(prepared, lambda folder: write(folder, "x.csv", mutate(LEDGERS[ledger], steps)))


@mutated
@given(
    ledger=st.sampled_from(sorted(LEDGERS)),
    cuts=st.lists(st.tuples(st.integers(0, 6000), st.binary(max_size=3)), max_size=3),
    end=st.integers(0, 6000),
)
def test_cut_bytes_never_break_a_receipt(prepared: Path, ledger: str, cuts: list[tuple[int, bytes]], end: int) -> None:
    def broken(folder: Path) -> Path:
        workbook = Workbook()
        for row in LEDGERS[ledger]:
            workbook.active.append(row)
        path = folder / "x.xlsx"
        workbook.save(path)
        content = bytearray(path.read_bytes())
        for position, replacement in cuts:
            content[position : position + len(replacement)] = replacement
        path.write_bytes(bytes(content[: max(1, len(content) - end)]) if cuts or end > 3000 else bytes(content))
        return path

    send_to_a_copy(prepared, broken)
