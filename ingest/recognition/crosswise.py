"""Tables that run across and could not be read: what they are, what they lack, and how else the same is registered."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ingest.cells.intake_words import intake_words
from ingest.ledger import Ledger
from ingest.readers.sheet import Sheet, is_blank
from ingest.recognition.context import places_in_order
from ingest.recognition.ledger_title import ledger_called
from ingest.recognition.wide_columns import month_in
from ingest.text.chinese import normalise
from ingest.text.header_text import header_keys

_KINDS = ("names", "branches", "schools", "quarters", "of_meetings", "summaries", "of_dues")
_EACH_DAY = "每次活动"
_WHOSE = {"names": "每人", "branches": "每个支部", "schools": "每所学校"}
_DAY = re.compile(r"^((?:19|20)\d\d[年./-])?\d{1,2}[月./-]\d{1,2}日?$|^\d{1,2}[日号]$")
_ROWS_LOOKED_AT, _FEWEST_ACROSS = 20, 2
_MEETINGS, _SIGNED, _DUES = "activity", "attendance", "dues"
_SIGN_IN = (
    "这张表像点名表（每人一行、每次活动一列），可以这样报送，但要在标题、工作表名或文件名中写明是哪个党组织、哪一年的；"
    "也可以按“签到明细”每人每次写一行：党组织、活动日期、活动主题、姓名、出勤情况。"
)
_OF_DUES = (
    "这张表像党费登记表（每人一行、每月一列），可以这样报送，但要在标题、工作表名或文件名中写明是哪个党组织、哪一年的；"
    "也可以按“党费收缴”一个党支部一个月一行，填应交人数和实交人数。"
)
_COUNTED = "这张表像统计表（{whose}一行、{each}一列）。“{title}”要{row}一行登记：{columns}。"
_BY_MONTH = (
    "这张表每季度（半年）一列，看不出各月的数。“{title}”要{row}一行登记，或一个月一列（1月、2月……）：{columns}。"
)
_UNTOLD = (
    "这张表像统计表（{whose}一行、{each}一列），看不出登记的是什么。是党费的，请在标题、工作表名或文件名中写明“党费”；"
    "其他台账都要一件事一行登记（一次活动、一次培训、一笔支出各一行），请照模板填写。"
)


class _Across(NamedTuple):
    """A header that runs across: whose the lines are, what the columns are, and how meetings would be told."""

    whose: str
    each: str
    around: str
    called: Ledger | None
    holds_days: bool

    def says(self, kind: str) -> bool:
        """Say whether a title, the tab or the file's name has a word of this kind."""
        return any(word in self.around for word in intake_words("across.yaml", _KINDS)[kind])


class Crosswise(NamedTuple):
    """What is said of a table that runs across, and the ledger that it speaks of, if one."""

    sentence: str
    ledger: str | None


def crosswise(sheet: Sheet, ledgers: Mapping[str, Ledger]) -> Crosswise | None:
    """Return the sentence about a table that runs across, or None if the sheet is none."""
    found = (_across(sheet, index, ledgers) for index in range(min(len(sheet.cells), _ROWS_LOOKED_AT)))
    across = next(filter(None, found), None)
    return None if across is None else _sentence(across, ledgers)


def sums_up(places: Sequence[str]) -> bool:
    """Say whether a title or tab is one of a sheet that sums up another."""
    return any(
        word in normalise(place) for place in places for word in intake_words("across.yaml", _KINDS)["summaries"]
    )


def _across(sheet: Sheet, index: int, ledgers: Mapping[str, Ledger]) -> _Across | None:
    """Return what runs across if a row is its header: days, months or quarters, or types of activities."""
    row = sheet.cells[index]
    keys = {key for cell in row if isinstance(cell, str) for key in header_keys(cell)}
    whose = _whose(keys)
    each = None if whose is None else _each(row, keys, _kinds_of_activities(ledgers), _quarters())
    if whose is None or each is None or (each == _EACH_DAY and whose != _WHOSE["names"]):
        return None
    places = _places_round(sheet, index)
    holds_days = _hold_days(sheet.cells[index + 1 :], _places(row, _is_month))
    return _Across(whose, each, normalise(" ".join(places)), ledger_called(places, ledgers.values()), holds_days)


def _whose(keys: set[str]) -> str | None:
    words = intake_words("across.yaml", _KINDS)
    return next((said for kind, said in _WHOSE.items() if not keys.isdisjoint(words[kind])), None)


def _places_round(sheet: Sheet, index: int) -> tuple[str, ...]:
    titles = [str(cell) for above in sheet.cells[:index] for cell in above if not is_blank(cell)]
    return places_in_order(titles, sheet.name, sheet.file)


def _quarters() -> frozenset[str]:
    return frozenset(intake_words("across.yaml", _KINDS)["quarters"])


def _each(row: list[object], keys: set[str], kinds: frozenset[str], quarters: frozenset[str]) -> str | None:
    """Return what each of the columns is of; None of fewer than two."""
    days = len(_places(row, _is_day))
    counts = {
        _EACH_DAY: days,
        "每种活动": len(keys & kinds),
        "每月": len(_places(row, _is_month)),
        "每季度（半年）": len(keys & quarters),
    }
    return next((each for each, count in counts.items() if count >= _FEWEST_ACROSS), None)


def _kinds_of_activities(ledgers: Mapping[str, Ledger]) -> frozenset[str]:
    """Return the types of activities as headers; none where there is no such ledger."""
    column = ledgers[_MEETINGS].column("activity_type") if _MEETINGS in ledgers else None
    names = (*(column.values or ()), *column.value_aliases) if column is not None else ()
    return frozenset(header_keys(name)[0] for name in names)


def _sentence(across: _Across, ledgers: Mapping[str, Ledger]) -> Crosswise | None:
    """Return what is said; None of months of a ledger that reads them, which lacks something else."""
    if across.each == _EACH_DAY:
        return _of_days(across)
    if across.says("of_dues"):
        is_by_person = across.whose == _WHOSE["names"] and across.each == "每月"
        return Crosswise(_OF_DUES, _DUES) if is_by_person else _of_ledger(across, ledgers.get(_DUES))
    is_of_meetings = across.each == "每种活动" or across.holds_days or across.says("of_meetings")
    return _of_ledger(across, across.called or (ledgers.get(_MEETINGS) if is_of_meetings else None))


def _of_days(across: _Across) -> Crosswise | None:
    is_signed = across.called is None or across.called.id in (_SIGNED, _MEETINGS)
    return Crosswise(_SIGN_IN, _SIGNED) if is_signed else _counted(across, across.called)


def _of_ledger(across: _Across, ledger: Ledger | None) -> Crosswise | None:
    if ledger is None:
        return Crosswise(_UNTOLD.format(whose=across.whose, each=across.each), None)
    if not ledger.by_month() or across.whose == _WHOSE["names"]:
        return _counted(across, ledger)
    return None if across.each == "每月" else _counted(across, ledger, _BY_MONTH)


def _counted(across: _Across, ledger: Ledger | None, sentence: str = _COUNTED) -> Crosswise | None:
    if ledger is None:
        return None
    columns = "、".join(column.header for column in ledger.required)
    whose, each = across.whose, across.each
    said = sentence.format(whose=whose, each=each, title=ledger.title, row=ledger.one_row, columns=columns)
    return Crosswise(said, ledger.id)


def _places(row: list[object], is_meant: Callable[[object], bool]) -> list[int]:
    return [place for place, cell in enumerate(row) if is_meant(cell)]


def _is_day(cell: object) -> bool:
    return isinstance(cell, date) or (isinstance(cell, str) and bool(_DAY.match(normalise(cell).replace(" ", ""))))


def _is_month(cell: object) -> bool:
    found = month_in(cell) if isinstance(cell, str) and not _is_day(cell) else None
    return found is not None and not found[1]


def _hold_days(rows: list[list[object]], places: list[int]) -> bool:
    held = [row[place] for row in rows for place in places if place < len(row) and not is_blank(row[place])]
    return bool(held) and sum(_is_day(cell) for cell in held) * 2 > len(held)
