"""Every column of a table accounted for: read as …, known and not needed, or not used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from rapidfuzz import fuzz

from ingest.ledger import Column, Ledger
from ingest.readers.sheet import is_blank
from ingest.recognition.column_use import ColumnUse
from ingest.recognition.table import Table
from ingest.recognition.void_rows import read_places
from ingest.recognition.wide_columns import counted_of_persons, is_over_names
from ingest.text.chinese import normalise, simplify

_GENERIC = ("党组织", "党支部", "单位", "时间", "日期", "人数", "情况", "名称", "党员", "是否", "内容", "数量")
_ALIKE = 60.0
_SHORTEST_SHARED = 2


def column_uses(table: Table, ledger: Ledger) -> Iterator[ColumnUse]:
    """Yield every column of the table that has a header or holds anything, from left to right."""
    rows = table.sheet.cells[table.first_data_row : table.end_row]
    heads = [table.sheet.cells[row] for row in table.header_rows]
    read = _read_places(table, ledger)
    persons = counted_of_persons(table.unknown_headers.values(), table.wide.values(), ledger)
    lacking = _lacking(table, ledger)
    known = table.not_needed.keys() | read_places(table, ledger)
    others = set(chain.from_iterable(table.blocks))
    for place in range(max(map(len, [*heads, *rows]), default=0)):
        header = _header(table, place)
        is_of_another = place not in read if table.is_further_block else place in others
        if is_of_another or not (header or _holds_anything(rows, place)):
            continue
        named = header or f"第 {place + 1} 列（没有列名）"
        if place in read:
            yield ColumnUse(table.sheet.name, named, "read", read[place])
        elif place == table.serial_column or place in known or (persons and is_over_names(header)):
            yield ColumnUse(table.sheet.name, named, "not_needed")
        else:
            yield ColumnUse(table.sheet.name, named, "not_used", None, _resembling(header, lacking))


def _lacking(table: Table, ledger: Ledger) -> list[Column]:
    persons = counted_of_persons(table.unknown_headers.values(), table.wide.values(), ledger)
    counted = () if persons is None else (persons.listed, persons.filled, persons.summed)
    given = {*table.columns.values(), *table.constants, *table.from_wide, *counted, table.ticked_column}
    given.update(*table.together.values())
    return [column for column in ledger.columns if column.id not in given]


def _holds_anything(rows: list[list[object]], place: int) -> bool:
    return any(place < len(row) and not is_blank(row[place]) for row in rows)


def _read_places(table: Table, ledger: Ledger) -> Mapping[int, str]:
    """Return what each place that is read is read as."""
    read: dict[int, str] = {}
    for places in (table.columns, table.spare, table.addends, table.rivals):
        read |= {place: ledger.column(name).header for place, name in places.items()}
    for place, wide in table.wide.items():
        read[place] = f"{wide.label}（{ledger.column(wide.holds or wide.of).header}）"
    if table.ticked_column is not None:
        header = ledger.column(table.ticked_column).header
        read |= {place: f"{header}：{value}" for place, value in table.ticks.items()}
    for place, together in table.together.items():
        read[place] = "、".join(column.header for column in ledger.columns if column.id in together)
    if table.item_column is not None:
        read[table.item_column] = "项目"
    if table.full_column is not None:
        read[table.full_column] = "满分"
    if table.year_column is not None:
        read[table.year_column] = "年度"
    if table.month_column is not None:
        read[table.month_column] = "月份"
    return read


def _header(table: Table, place: int) -> str:
    texts = [row[place] for index in table.header_rows if place < len(row := table.sheet.cells[index])]
    return normalise("".join(dict.fromkeys(str(text) for text in texts if not is_blank(text))))


def _resembling(header: str, lacking: list[Column]) -> str | None:
    """Return the header of the column that is lacking and comes closest by name, if any comes close."""
    seen = _bare(header)
    best: tuple[float, str] | None = None
    for column in lacking:
        for name in (column.header, *column.aliases):
            shared = _longest_shared(seen, _bare(name))
            score = max(fuzz.ratio(seen, _bare(name)), 100.0 * shared / max(len(_bare(name)), 1) if shared else 0.0)
            if score > _ALIKE or (shared >= _SHORTEST_SHARED and score >= _ALIKE - 10):
                best = max(best or (0.0, ""), (score, column.header))
    return best[1] if best else None


def _bare(text: str) -> str:
    plain = simplify(normalise(text)).replace(" ", "")
    for word in _GENERIC:
        plain = plain.replace(word, "")
    return plain


def _longest_shared(one: str, other: str) -> int:
    longest = 0
    for start in range(len(one)):
        for stop in range(start + longest + 1, len(one) + 1):
            if one[start:stop] in other:
                longest = stop - start
            else:
                break
    return longest
