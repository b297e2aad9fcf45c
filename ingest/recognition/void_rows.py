"""Rows that say of themselves that they do not count (状态 草稿, 备注 作废), in ledgers that ask for neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ingest.cells.cell_text import cell_text
from ingest.cells.held_words import held_words
from ingest.faults import Fault
from ingest.ledger import Ledger
from ingest.readers.sheet import is_blank
from ingest.recognition.table import Table
from ingest.text.chinese import normalise
from ingest.text.header_text import header_keys

_STATUS = "held_status"
"""The column of a ledger that asks for it, and is read as any other."""
_LONGEST_REMARK = 6
_PARTS = re.compile(r"[,，。;；、\s()]+")


def void_places(table: Table, ledger: Ledger) -> dict[int, str]:
    """Return the columns of a table that say of a row whether it counts, by place, with their headers."""
    if any(column.id == _STATUS for column in ledger.columns):
        return {}
    return _headed(table, "void_headers")


def read_places(table: Table, ledger: Ledger) -> set[int]:
    """Return the columns that are looked at for whether a row counts, and hold nothing else that is wanted."""
    return {*void_places(table, ledger), *(_headed(table, "absent_headers") if ledger.takes_part else ())}


def void_faults(table: Table, ledger: Ledger, rows: Sequence[int], numbers: Sequence[int]) -> Iterator[Fault]:
    """Yield a fault for each row that does not count, and a flag for each 状态 that nobody knows."""
    words = held_words()
    for place, header in void_places(table, ledger).items():
        unknown: dict[str, int] = {}
        for number, told in _cells(table, place, rows, numbers):
            word = told.split("(")[0]
            if word in words["void"]:
                message = f"{header}是“{told}”，不计入。仍然有效的，请改{header}后再报送。"
                yield Fault(table.sheet.name, number, header, message)
            elif not _is_known(word, words):
                unknown.setdefault(word, number)
        for word, number in unknown.items():
            message = f"{header}“{word}”不认识，这样写的各行照常计入，需核实。"
            yield Fault(table.sheet.name, number, header, message, "flag")
    if ledger.takes_part:
        yield from _of_absent(table, rows, numbers)
    if not any(column.is_remark for column in ledger.columns):
        for place, header in _headed(table, "remark_headers").items():
            yield from _of_remarks(table, place, header, rows, numbers)


def _of_absent(table: Table, rows: Sequence[int], numbers: Sequence[int]) -> Iterator[Fault]:
    """Yield a fault for each row of a person who was away: 备注 请假, 是否参训 否."""
    for place, header in (_headed(table, "absent_headers") | _headed(table, "remark_headers")).items():
        for number, told in _cells(table, place, rows, numbers):
            word = next((part for part in _PARTS.split(told) if part in held_words()["absent"]), None)
            if word is not None:
                message = f"{header}写有“{word}”，看来没有参加，没有入库。参加了的，请改{header}后再报送。"
                yield Fault(table.sheet.name, number, header, message)


def _of_remarks(table: Table, place: int, header: str, rows: Sequence[int], numbers: Sequence[int]) -> Iterator[Fault]:
    """Yield a fault for each row of which a remark says, by itself or between commas, that it did not take place."""
    words = held_words()
    for number, told in _cells(table, place, rows, numbers):
        word = next((part for part in _PARTS.split(told) if _is_void(part, words)), None)
        if word is not None:
            message = f"{header}写有“{word}”，看来不该计入，没有入库。仍然有效的，请改{header}后再报送。"
            yield Fault(table.sheet.name, number, header, message)


def _is_void(part: str, words: Mapping[str, tuple[str, ...]]) -> bool:
    """Say whether a remark, or what stands between its commas, says that a row does not count."""
    ends = len(part) <= _LONGEST_REMARK and part.endswith(words["void_endings"])
    return part in words["void_remarks"] or (ends and not part.startswith(words["denials"]))


def _is_known(word: str, words: Mapping[str, tuple[str, ...]]) -> bool:
    return word in words["held"] or word in words["in_hand"]


def _headed(table: Table, kind: str) -> dict[int, str]:
    headers = held_words()[kind]
    return {place: text for place, text in table.unknown_headers.items() if header_keys(text)[0] in headers}


def _cells(table: Table, place: int, rows: Sequence[int], numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield what is written at a place, with the number of its row."""
    for index, number in zip(rows, numbers, strict=True):
        row = table.sheet.cells[index]
        if place < len(row) and not is_blank(row[place]):
            yield number, normalise(cell_text(row[place]))
