"""Damaged files: each ends in receipts or in a sentence, the program goes on, and no row of it is lost.

The files are those of the sample district, damaged in seeded ways, and small ones that ask for more than a machine has.
What stands in for the expectations lets everything pass: it is the reading and the landing that are tried.
"""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random

import polars as pl

from expectations.runner import RESULTS, Checked
from ingest.delivery import Reading, read_delivered
from ingest.errors import UserError
from ingest.feedback.error_guard import UNEXPECTED
from ingest.feedback.receipt import Receipt
from ingest.landing.store import Store
from ingest.ledger import load_ledgers
from ingest.matching.identity import Identity
from ingest.readers.collect import collect_files
from ingest.recognition.known_layout import Layouts
from ingest.run import ingest
from pipeline.selfcheck.bombs import BOMBS, packed
from pipeline.selfcheck.mutations import MUTATIONS, parts_of
from pipeline.selfcheck.part import Part
from pipeline.settings import PROJECT

NAME = "损坏的文件"
_SAMPLE = PROJECT / "data" / "sample"
_DAY = date(2026, 10, 31)
_REGISTERS = ("*学校信息表*", "*党组织基本信息*")
_OF_EACH_KIND = 2
_LARGEST = 20_000
_FILES_TOGETHER = 22
_LANDED_ONE_OF = 4
"""So many deliveries are landed, with all that is written back; the others are read only, which costs a fraction."""
_DELIVERIES_A_HOME = 30
_IDENTITY = Identity(b"self-check, nobody's key: 32 byte")
_BOMB_EVERY = 50
_REMARKS = 20


def fuzz(files: int, seed: int, scratch: Path) -> Part:
    """Send `files` damaged files in small deliveries; `lost` counts those that ended in no way they may end."""
    random = Random(seed)
    stock = _stock()
    lost: list[str] = []
    for number, start in enumerate(range(0, files, _FILES_TOGETHER)):
        folder, home = scratch / f"报送{number}", scratch / f"数据{number // _DELIVERIES_A_HOME}"
        folder.mkdir(parents=True)
        for each in range(start, min(start + _FILES_TOGETHER, files)):
            name, content = _damaged(each, stock, random)
            (folder / name).write_bytes(content)
        lost += _lost_in_reading(folder) if number % _LANDED_ONE_OF else _lost_in_landing(folder, home)
        shutil.rmtree(folder)
        if (number + 1) % _DELIVERIES_A_HOME == 0:
            shutil.rmtree(home, ignore_errors=True)
    return Part(NAME, files, len(lost), tuple(lost[:_REMARKS]))


def _lost_in_landing(folder: Path, home: Path) -> Iterator[str]:
    store = Store(home)
    if not home.exists():
        ingest(_registers(), store, _DAY, "自检", check=_lets_pass)
    yield from _lost(folder, store, sorted(path.name for path in folder.iterdir()))


def _lets_pass(ledger_id: str, frames: Sequence[pl.DataFrame], as_of: date) -> list[Checked]:
    return [Checked([], pl.DataFrame(schema=RESULTS), None) for _ in frames]


def _registers() -> list[Path]:
    return [path for pattern in _REGISTERS for path in sorted(_SAMPLE.glob(pattern))]


def _stock() -> list[tuple[str, bytes]]:
    """Return small files of every kind that the sample district sends, and a Word document."""
    by_kind: dict[str, list[Path]] = {}
    for path in sorted(_SAMPLE.iterdir(), key=lambda path: (path.stat().st_size, path.name)):
        if path.stat().st_size <= _LARGEST:
            by_kind.setdefault(path.suffix, []).append(path)
    few = [path for paths in by_kind.values() for path in paths[:_OF_EACH_KIND]]
    table = next(path for path in by_kind[".csv"] if "诉求" in path.name)
    return [*((path.name, path.read_bytes()) for path in few), (f"{table.stem}.docx", _as_word(table))]


def _as_word(table: Path) -> bytes:
    from docx import Document  # only this part needs it

    content = table.read_bytes()
    text = content.decode("utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "gb18030")
    rows = [row for row in csv.reader(io.StringIO(text)) if row][:12]
    document, width = Document(), max(map(len, rows))
    written = document.add_table(len(rows), width)
    for line, row in zip(written.rows, rows, strict=True):
        for cell, value in zip(line.cells, row, strict=False):
            cell.text = value
    out = io.BytesIO()
    document.save(out)
    return packed(parts_of(out.getvalue()))  # without the clock in it


def _damaged(number: int, stock: Sequence[tuple[str, bytes]], random: Random) -> tuple[str, bytes]:
    """Return the name and the content of one file; its number makes the name the only one."""
    if number % _BOMB_EVERY == _BOMB_EVERY - 1:
        name = list(BOMBS)[number // _BOMB_EVERY % len(BOMBS)]
        return f"{number:05d}{name}", BOMBS[name]()
    name, content = stock[number % len(stock)]
    mutation = random.choice(MUTATIONS)
    for _ in range(random.choice((1, 1, 1, 2))):
        content = mutation(content, random) or b" "
    if mutation.__name__ == "within_archive":
        name = f"{name}.zip"
    return f"{number:05d}{name}", content


def _lost_in_reading(folder: Path) -> Iterator[str]:
    reading = Reading(load_ledgers(), _IDENTITY, folder, Layouts(), _DAY)
    for source in collect_files([folder]):
        try:
            read_delivered(source, reading)
        except UserError as error:
            if not _is_sentence(str(error)):
                yield f"{source.name}：{error}"
        except Exception as error:  # whatever it is, no sender could make anything of it
            yield f"{source.name}：{type(error).__name__} {error}"[:300]


def _is_sentence(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text) and text != UNEXPECTED


def _lost(folder: Path, store: Store, names: Sequence[str]) -> Iterator[str]:
    try:
        receipts = ingest([folder], store, _DAY, "自检", check=_lets_pass)
    except Exception as error:  # whatever it is, the delivery did not survive its files
        yield from (f"{name}：整批中断，{type(error).__name__} {error}"[:300] for name in names)
        return
    for name in names:
        wrong = _wrong_of([each for each in receipts if each.file == name or each.file.startswith(f"{name}/")])
        if wrong is not None:
            yield f"{name}：{wrong}"


def _wrong_of(receipts: Sequence[Receipt]) -> str | None:
    """Return the first thing that is wrong with the receipts of a file; None if there are some and all are right."""
    if not receipts:
        return "没有回执"
    return next((fault for each in receipts if (fault := _fault(each)) is not None), None)


def _fault(receipt: Receipt) -> str | None:
    """Return what is wrong with a receipt; None if every row of the file is told of, or a sentence says why none is."""
    if receipt.refused is not None:
        return None if _is_sentence(receipt.refused) and not receipt.read else receipt.refused
    told = receipt.accepted + receipt.unchanged + receipt.returned
    if receipt.read != told:
        return f"共读取 {receipt.read} 行，说明了去向的只有 {told} 行"
    return "有退回而没有退回的文件" if receipt.returns and receipt.workbook is None else None
