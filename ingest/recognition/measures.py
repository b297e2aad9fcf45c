"""Columns headed in a measure that is not the ledger's: money over heads, days over hours, 千元 over 元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.cells.intake_words import intake_words
from ingest.errors import UserError
from ingest.ledger import Column
from ingest.readers.sheet import is_blank
from ingest.recognition.points import HUNDRED, points_in
from ingest.recognition.table import Table
from ingest.recognition.wide_columns import is_share
from ingest.text.chinese import normalise

_FILE = "other_measures.yaml"
_KINDS = ("money", "share", "no_hours", "other_money", "multiples")


def sentence_about_measure(column: Column, table: Table, place: int) -> str | None:
    """Say what is wrong with the measure in which the header at `place`, or a title, counts; None if nothing is."""
    header = _header(table, place)
    if column.kind == "int" and _says("money", header):
        return f"“{header}”是金额，而“{column.header}”要填人数。请改填人数；金额可以另写一列。"
    if column.kind == "int" and _says("share", header):
        return f"“{header}”是比例，而“{column.header}”要填数目。请改填数目。"
    if column.unit == "hours" and _says("no_hours", header):
        return f"“{header}”不以小时计，一天、一节折合多少学时各处不同。请按小时（学时）填写“{column.header}”。"
    if column.unit == "points" and points_in(header) not in (None, HUNDRED):
        return f"“{header}”的满分不是一百，而“{column.header}”按一百分评定等次。请折成百分制填写，并去掉列名里的满分。"
    if column.unit == "money":
        return _sentence_about_money(column, header, table.measured_in)
    return _sentence_about_multiples(column, header, table.measured_in)


def _sentence_about_money(column: Column, header: str, titled: str | None) -> str | None:
    own = _says("other_money", header)
    measure = own or (titled if titled is not None and "元" in titled and "元" not in header else None)
    if measure is None:
        return None
    return f"表头或标题写的单位是“{measure}”，而“{column.header}”以元计。请换算成元（或以万元计并注明“万元”）。"


def _sentence_about_multiples(column: Column, header: str, titled: str | None) -> str | None:
    """Say that a number is in hundreds or thousands, by its header or, of what has no unit of its own, by a title."""
    measure = _says("multiples", header) or (titled if titled and "元" not in titled and column.unit is None else None)
    if measure is None:
        return None
    return f"表头或标题写的单位是“{measure}”，而“{column.header}”要填实际的数目。请换算以后填写，并去掉“{measure}”。"


def _says(kind: str, header: str) -> str | None:
    """Return what in a header is a measure of this kind, without its brackets."""
    found = _patterns(intake_words(_FILE, _KINDS)[kind]).search(header)
    return found[0].strip("()") if found is not None else None


@cache
def _patterns(words: tuple[str, ...]) -> re.Pattern[str]:
    try:
        return re.compile("|".join(words))
    except re.error as error:
        raise UserError(f"data/intake/{_FILE} 里的“{error.pattern!r}”不是正则表达式。") from error


def wrongly_measured(column: Column, table: Table) -> Iterator[tuple[int, str]]:
    """Yield the places of a column's headers that count in another measure, each with the sentence about its rows."""
    if column.kind in ("int", "number"):
        for places in (table.columns, table.addends):
            for place in (place for place, name in places.items() if name == column.id):
                sentence = sentence_about_measure(column, table, place)
                if sentence is not None:
                    yield place, sentence


def shares_alone(column: Column, table: Table) -> Iterator[tuple[int, str]]:
    """Yield the places of shares in the place of a number that counts one where it is blank, each with the sentence."""
    if not column.counts_one or column.id in {*table.columns.values(), *table.from_wide, *table.constants}:
        return
    for place in filter(lambda place: is_share(_header(table, place)), table.unknown_headers):
        yield place, _sentence_about_shares(_header(table, place), column)


def _sentence_about_shares(header: str, column: Column) -> str:
    return f"“{header}”是占比，看不出“{column.header}”是多少。请改填{column.header}（整数），占比由程序计算。"


def _header(table: Table, place: int) -> str:
    rows = [table.sheet.cells[row] for row in table.header_rows]
    texts = [str(row[place]) for row in rows if place < len(row) and not is_blank(row[place])]
    return normalise("".join(dict.fromkeys(texts)))
