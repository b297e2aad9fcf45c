"""Columns headed in a measure that is not the ledger's: money over heads, days over hours, 千元 over 元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.ledger import Column
from ingest.readers.sheet import is_blank
from ingest.recognition.table import Table
from ingest.text.chinese import normalise

_MONEY = re.compile(r"\(元\)|元$|金额|￥|¥|万元")
_SHARE = re.compile(r"[(/]\s*%|百分比")
_OTHER_MONEY = re.compile(r"[百千亿]元|\([百千亿]\)")
_DAYS = re.compile(r"\(\s*(半?天|天数|日|周|次|期)\s*\)|天数$")


def sentence_about_measure(column: Column, table: Table, place: int) -> str | None:
    """Say what is wrong with the measure in which the header at `place`, or a title, counts; None if nothing is."""
    header = _header(table, place)
    if column.kind == "int" and _MONEY.search(header):
        return f"“{header}”是金额，而“{column.header}”要填人数。请改填人数；金额可以另写一列。"
    if column.kind == "int" and _SHARE.search(header):
        return f"“{header}”是比例，而“{column.header}”要填数目。请改填数目。"
    if column.unit == "hours" and _DAYS.search(header):
        return f"“{header}”不以小时计，一天折合多少学时各处不同。请按小时（学时）填写“{column.header}”。"
    if column.unit == "money":
        return _sentence_about_money(column, header, table.measured_in)
    return None


def _sentence_about_money(column: Column, header: str, titled: str | None) -> str | None:
    own = _OTHER_MONEY.search(header)
    measure = own[0].strip("()") if own is not None else titled if "元" not in header else None
    if measure is None:
        return None
    return f"表头或标题写的单位是“{measure}”，而“{column.header}”以元计。请换算成元（或以万元计并注明“万元”）。"


def wrongly_measured(column: Column, table: Table) -> Iterator[tuple[int, str]]:
    """Yield the places of a column's headers that count in another measure, each with the sentence about its rows."""
    if column.kind in ("int", "number"):
        for places in (table.columns, table.addends):
            for place in (place for place, name in places.items() if name == column.id):
                sentence = sentence_about_measure(column, table, place)
                if sentence is not None:
                    yield place, sentence


def _header(table: Table, place: int) -> str:
    rows = [table.sheet.cells[row] for row in table.header_rows]
    texts = [str(row[place]) for row in rows if place < len(row) and not is_blank(row[place])]
    return normalise("".join(dict.fromkeys(texts)))
