"""Every cell of a workbook is landed, returned or named as not used, whatever was done to its columns."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from ingest.feedback.receipt import Receipt
from ingest.landing.store import Store
from ingest.ledger import Ledger, load_ledgers
from ingest.text.chinese import normalise
from tests.ingest.small_district import ACTIVITIES, basics, send, write

LEDGERS = load_ledgers()
UNKNOWN = ("栏目甲乙", "批注栏", "内部编排", "另记事项")
"""Words that no ledger knows."""
_IN_THE_DISTRICT = {
    **dict.fromkeys(("org", "to_org", "before", "after"), ("永安小学党支部",)),
    "from_org": ("一中第一党支部",),
    "school": ("永安小学",),
    "schools": ("永安小学",),
    "parent": ("城东片区党委",),
    "guidance_unit": ("城东片区党委",),
    "name": ("张三", "李四", "王五", "张三"),
    "member_no": ("D1", "D2", "", "D1"),
    "id_no": ("",),
}
_OWN = {
    ("member", "member_no"): "N{}",
    ("member", "name"): "新人{}",
    ("organisation", "org_code"): "01010{}9",
    ("organisation", "org_name"): "中共云岭区永安小学第{}支部委员会",
    ("organisation", "short_name"): "永安小学第{}支部",
    ("organisation", "former_names"): "永安小学老支部{}",
    ("school", "school_code"): "990{}",
    ("school", "school_name"): "云岭区新建第{}小学",
    ("school", "area"): "城东片区",
    ("attendance", "topic"): "学习两会",
    ("attendance", "held_on"): "2025-03-07",
    ("standardisation", "year"): "202{}",
}
CHANGES = ("as they are", "renamed", "doubled", "hidden", "in blocks")
_LINES = 4


@dataclass
class Handed:
    """A sheet as it is handed in: header and cells by place, which places are hidden."""

    headers: list[str]
    rows: list[list[object]]
    hidden: set[int] = field(default_factory=set)

    def write(self, path: Path) -> Path:
        book = Workbook()
        sheet = book.active
        for line in (self.headers, *self.rows):
            sheet.append(line)
        for place in self.hidden:
            sheet.column_dimensions[get_column_letter(place + 1)].hidden = True
        book.save(path)
        return path


def handed(ledger: Ledger, change: str, chance: random.Random) -> Handed:
    """Rows made from the ledger's own example, with one thing done to its columns."""
    columns = [column for column in ledger.columns if ledger.example.get(column.id) not in (None, "")]
    sheet = Handed(
        [column.header for column in columns],
        [[_varied(ledger, column.id, number) for column in columns] for number in range(_LINES)],
    )
    needed = {*(column.id for column in ledger.required), *ledger.one_of}
    optional = [place for place, column in enumerate(columns) if column.id not in needed]
    if change == "renamed" and optional:
        for place, word in zip(chance.sample(optional, min(2, len(optional))), UNKNOWN, strict=False):
            sheet.headers[place] = word
    elif change == "doubled":
        place = chance.randrange(len(columns))
        sheet.headers.append(sheet.headers[place])
        for number, row in enumerate(sheet.rows):
            row.append(f"另一个{number}" if isinstance(row[place], str) else row[place])
    elif change == "hidden":
        sheet.hidden = {chance.randrange(len(columns))}
    elif change == "in blocks":
        half = _LINES // 2
        sheet = Handed(
            [*sheet.headers, "", *sheet.headers],
            [[*sheet.rows[number], "", *sheet.rows[number + half]] for number in range(half)],
        )
    return sheet


def _varied(ledger: Ledger, column_id: str, number: int) -> object:
    """Return the example's value as it may stand in the line `number` of the small district."""
    column, value = ledger.column(column_id), ledger.example[column_id]
    if (ledger.id, column_id) in _OWN:
        return _OWN[ledger.id, column_id].format(number)
    if column_id in _IN_THE_DISTRICT:
        return _IN_THE_DISTRICT[column_id][number % len(_IN_THE_DISTRICT[column_id])]
    if column.kind == "month":
        return f"2025年{number + 1}月"
    if column.kind == "date":
        return dt.date.fromisoformat(str(value)) + dt.timedelta(days=number)
    free = column.form == "code" or (column.kind == "text" and column.values is None and column.form == "plain")
    return f"{value}{number}" if free else value


def unaccounted(sheet: Handed, receipts: list[Receipt], store: Store) -> Iterator[str]:
    """Yield the cells of which nothing is said."""
    for receipt in receipts:
        if receipt.refused is not None:
            continue
        named = Counter(normalise(use.header) for use in receipt.columns)
        given = Counter(normalise(header) for header in sheet.headers if header)
        several = 2 if sheet.headers.count("") else 1  # blocks are stacked: one column of both
        for header, times in given.items():
            if named[header] * several < times and header not in normalise(" ".join(_said(receipt))):
                yield f"column {header} is named {named[header]} times of {times}"
        yield from _unaccounted_cells(sheet, receipt, store)


def _unaccounted_cells(sheet: Handed, receipt: Receipt, store: Store) -> Iterator[str]:
    assert receipt.ledger is not None
    ledger = LEDGERS[receipt.ledger]
    returned = {note.row for note in receipt.returns}
    ids = {column.header: column.id for column in ledger.columns}
    landed = pl.DataFrame() if receipt.batch is None else pl.read_parquet(store.parquet(ledger.id, receipt.batch))
    by_row: dict[int, list[dict[str, object]]] = {}
    for row in landed.to_dicts():
        by_row.setdefault(int(str(row["row_number"])), []).append(row)
    reads = {normalise(use.header): use.read_as for use in receipt.columns if use.state == "read"}
    for number, cells in enumerate(sheet.rows, start=2):
        if number in returned:
            continue
        if number not in by_row:
            if receipt.unchanged == 0:
                yield f"row {number} is neither landed nor returned"
            continue
        for header, cell in zip(sheet.headers, cells, strict=True):
            column_id = ids.get(str(reads.get(normalise(header))))
            if not header or cell in (None, "") or column_id not in landed.columns:
                continue
            if all(row[column_id] is None for row in by_row[number]):
                yield f"row {number}, {header}: {cell} is not landed"


def _said(receipt: Receipt) -> Iterator[str]:
    yield from receipt.remarks
    for note in (*receipt.returns, *receipt.flags):
        yield f"{note.column} {note.message}"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    store = Store(folder / "home")
    send(store, basics(folder / "in"), write(folder, "活动.csv", ACTIVITIES))
    return store.root


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", LEDGERS)
def test_nothing_of_a_sheet_is_dropped_in_silence(prepared: Path, tmp_path: Path, name: str, change: str) -> None:
    """A register whose column had another name lost every link to schools, and its receipt said that all was read."""
    chance = random.Random(f"{name} {change}")
    sheet = handed(LEDGERS[name], change, chance)
    store = Store(shutil.copytree(prepared, tmp_path / "home"))
    receipts = send(store, sheet.write(tmp_path / f"{LEDGERS[name].title}.xlsx"))
    assert list(unaccounted(sheet, receipts, store)) == []
    assert sum(receipt.read for receipt in receipts) >= 1
    if change == "as they are":
        assert sum(receipt.accepted for receipt in receipts) >= 1, receipts[0].returns[:2]
