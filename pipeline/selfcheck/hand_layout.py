"""The hand-written layout (`hand_layout.yaml`) put to tables: which cell of which row says what of which column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.selfcheck.plain_values import plain, with_year
from pipeline.selfcheck.source_tables import Table

_FILE = Path(__file__).with_suffix(".yaml")
_MONTH = re.compile(r"(\d{1,2})月")
_LEAST_HEADERS = 3


@dataclass(frozen=True)
class Record:
    """What one row says, or a part of it where a row says several things: its place, and the text by landed column.

    `parted_by` holds what tells it from the other records of its row.
    """

    file: str
    sheet: str
    row: int
    texts: Mapping[str, tuple[str, str]]
    """Kind and text by column."""
    parted_by: Mapping[str, object]

    @property
    def place(self) -> tuple[str, str, int]:
        """File, sheet and row, as the lineage of landed rows has them."""
        return self.file, self.sheet, self.row


@cache
def layout() -> dict[str, Any]:
    """Return the file as it is."""
    found: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return found


def ledger_of(table: Table) -> str | None:
    """Return the ledger that a table holds, None if it holds none; ValueError if the layout does not say."""
    name = unicodedata.normalize("NFKC", table.name)
    for pattern, ledger, *only in layout()["tables"]:
        if re.search(pattern, name) and all(re.search(each, name) for each in only):
            return None if ledger == "none" else str(ledger)
    raise ValueError(f"{table.name}：版式没有写它是哪个台账")


def records(table: Table, ledger: str) -> Iterator[Record]:
    """Yield what the rows of a table say; ValueError if it has no header, or one that the layout does not know."""
    found = re.search(r"\d{4}", f"{table.sheet} {table.file}")
    year = int(found[0]) if found else None
    upper, header = _header(table, ledger)
    columns = list(_columns(table, ledger, upper, header, year))
    constants = _constants(table)
    for number, row in enumerate(table.rows[header + 1 :], start=header + 2):
        if _is_data(row):
            for texts, says in _said_by(row, columns, ledger, year):
                yield Record(table.file, table.sheet, number, constants | texts, says)


@dataclass(frozen=True)
class _Column:
    """Where a column stands, the landed columns that it fills, and what its header says besides."""

    place: int
    fills: Sequence[str]
    says: Mapping[str, object]


def _header_text(cell: object) -> str:
    return re.sub(r"\s|\(.*?\)", "", plain(cell))


@cache
def _known(ledger: str) -> Mapping[str, list[str]]:
    """Return the landed columns that each header fills."""
    found: dict[str, list[str]] = {}
    for column, (_, *headers) in layout()["columns"][ledger].items():
        for header in headers:
            found.setdefault(header, []).append(column)
    return found | {header: [] for header in layout()["unused"] if header not in found}


def _is_header(cell: object, ledger: str) -> bool:
    text = _header_text(cell)
    across = layout()["across"].get(ledger, {})
    return text in _known(ledger) or text in across or (ledger in layout()["months"] and bool(_MONTH.fullmatch(text)))


def _header(table: Table, ledger: str) -> tuple[int | None, int]:
    """Return the row above the header where it has two, and the header."""
    rows = table.rows
    first = next((at for at, row in enumerate(rows) if _headers_in(row, ledger) >= _LEAST_HEADERS), None)
    if first is None:
        raise ValueError(f"{table.name}：没有找到表头")
    below = rows[first + 1] if first + 1 < len(rows) else []
    filled = [cell for cell in below if plain(cell)]
    return (first, first + 1) if filled and all(_is_header(cell, ledger) for cell in filled) else (None, first)


def _headers_in(row: Sequence[object], ledger: str) -> int:
    return len({plain(cell) for cell in row if plain(cell) and _is_header(cell, ledger)})


def _columns(table: Table, ledger: str, upper: int | None, header: int, year: int | None) -> Iterator[_Column]:
    across = layout()["across"].get(ledger, {})
    above = table.rows[header if upper is None else upper]
    for place, cell in enumerate(table.rows[header]):
        text = _header_text(cell)
        month = _MONTH.fullmatch(_header_text(above[place])) if ledger in layout()["months"] else None
        if text in across:
            yield _Column(place, [across[text]["fills"]], across[text]["says"])
        elif month and year:
            fills = [layout()["months"][ledger]] if upper is None else _known(ledger)[text]
            yield _Column(place, fills, {"month": date(year, int(month[1]), 1)})
        elif text in _known(ledger):
            yield _Column(place, _known(ledger)[text], {})
        elif text:
            raise ValueError(f"{table.name}：版式没有写“{text}”这一列")


def _constants(table: Table) -> dict[str, tuple[str, str]]:
    said = (values for pattern, values in layout()["constants"].items() if pattern in table.name)
    return {column: ("text", text) for values in said for column, text in values.items()}


def _is_data(row: Sequence[object]) -> bool:
    texts = [text for cell in row if (text := plain(cell))]
    if not texts or set(texts) & set(layout()["sums"]):
        return False
    return len(set(texts)) > 1 or not texts[0].startswith(tuple(layout()["notes"]))


def _said_by(
    row: Sequence[object], columns: Sequence[_Column], ledger: str, year: int | None
) -> Iterator[tuple[dict[str, tuple[str, str]], Mapping[str, object]]]:
    """Yield each thing that a row says, with what tells it from the others; a month that is empty says nothing."""
    common: dict[str, tuple[str, str]] = {}
    parts: dict[str, tuple[dict[str, tuple[str, str]], Mapping[str, object]]] = {}
    for column in columns:
        cell = with_year(row[column.place] if column.place < len(row) else None, year)
        texts = {name: _text_of(cell, ledger, name, column) for name in column.fills}
        into = parts.setdefault(repr(column.says), ({}, column.says))[0] if column.says else common
        into.update(texts)
    if not parts:
        yield common, {}
    for texts, says in parts.values():
        if any(text for _, text in texts.values()):
            yield common | texts, says


def _text_of(cell: object, ledger: str, name: str, column: _Column) -> tuple[str, str]:
    """Return the kind and text of a cell for a landed column."""
    of_question = " of a question" if column.says and "month" not in column.says else ""
    return layout()["columns"][ledger][name][0], _in_plain_words(f"{ledger}.{name}{of_question}", plain(cell))


def _in_plain_words(where: str, text: str) -> str:
    """Return the word that a cell stands for; nothing for one that says that there is no value."""
    means: dict[str, str] = layout()["means"].get(where, {})
    return "" if text in layout()["nothing"].get(where, ()) else means.get(text, text)
