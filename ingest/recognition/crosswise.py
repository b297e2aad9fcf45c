"""Tables that run across and could not be read: what they are, what they lack, and how else the same is registered."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from ingest.readers.sheet import Sheet, is_blank
from ingest.recognition.wide_columns import month_in
from ingest.text.chinese import normalise
from ingest.text.header_text import header_keys

_NAMES = frozenset({"姓名", "党员姓名", "党员", "名字", "人员姓名"})
_BRANCHES = frozenset({"党支部", "支部", "支部名称", "党支部名称", "党组织", "党组织名称", "单位", "单位名称"})
_DAY = re.compile(r"^((?:19|20)\d\d[年./-])?\d{1,2}[月./-]\d{1,2}日?$")
_ROWS_LOOKED_AT, _FEWEST_ACROSS = 20, 2
_SIGN_IN = (
    "这张表像点名表（每人一行、每次活动一列），可以这样报送，但要在标题、工作表名或文件名中写明是哪个党组织、哪一年的；"
    "也可以按“签到明细”每人每次写一行：党组织、活动日期、活动主题、姓名、出勤情况。"
)
_DUES = (
    "这张表像党费登记表（每人一行、每月一列），可以这样报送，但要在标题、工作表名或文件名中写明是哪个党组织、哪一年的；"
    "也可以按“党费收缴”一个党支部一个月一行，填应交人数和实交人数。"
)
_MEETINGS = (
    "这张表像开展情况统计表（每个支部一行、每{each}一列）。“组织生活活动台账”要一次活动一行登记："
    "党组织、活动日期、活动类型、活动主题、应到人数、实到人数。"
)
_OF_MEETINGS = re.compile(r"党日|党课|党员大会|支委会|小组会|三会一课|组织生活|开展|召开|会议|活动|学习")
_OF_DUES = re.compile(r"党费|[缴交]纳|收缴")


def crosswise(sheet: Sheet, kinds: frozenset[str] = frozenset()) -> str | None:
    """Return the sentence about a table that runs across, or None if the sheet is none.

    `kinds` are the types of activities, in the form in which headers are compared.
    """
    found = (_of_header(sheet, index, kinds) for index in range(min(len(sheet.cells), _ROWS_LOOKED_AT)))
    return next(filter(None, found), None)


def _of_header(sheet: Sheet, index: int, kinds: frozenset[str]) -> str | None:
    """Return what runs across if a row is its header: days or months of persons, or months or types of branches."""
    row = sheet.cells[index]
    keys = _keys(row)
    days = _places(row, _is_day)
    months = [place for place in _places(row, _is_month) if place not in days]
    if len(days) >= _FEWEST_ACROSS and keys & _NAMES:
        return _SIGN_IN
    if len(keys & kinds) >= _FEWEST_ACROSS and keys & _BRANCHES:
        return _MEETINGS.format(each="种活动")
    return _over_months(sheet, index, keys, months) if len(months) >= _FEWEST_ACROSS else None


def _keys(row: list[object]) -> set[str]:
    return {key for cell in row if isinstance(cell, str) for key in header_keys(cell)}


def _over_months(sheet: Sheet, index: int, keys: set[str], months: list[int]) -> str | None:
    if keys & _NAMES:
        return _DUES
    if not keys & _BRANCHES:
        return None
    above = [str(cell) for row in sheet.cells[:index] for cell in row if not is_blank(cell)]
    around = normalise(" ".join((*above, sheet.name, sheet.file.rsplit("/", 1)[-1])))
    if _OF_DUES.search(around):
        return None
    is_of_meetings = bool(_OF_MEETINGS.search(around)) or _hold_days(sheet.cells[index + 1 :], months)
    return _MEETINGS.format(each="月") if is_of_meetings else None


def _places(row: list[object], is_meant: Callable[[object], bool]) -> list[int]:
    return [place for place, cell in enumerate(row) if is_meant(cell)]


def _is_day(cell: object) -> bool:
    return isinstance(cell, date) or (isinstance(cell, str) and bool(_DAY.match(normalise(cell).replace(" ", ""))))


def _is_month(cell: object) -> bool:
    found = month_in(cell) if isinstance(cell, str) else None
    return found is not None and not found[1]


def _hold_days(rows: list[list[object]], places: list[int]) -> bool:
    held = [row[place] for row in rows for place in places if place < len(row) and not is_blank(row[place])]
    return bool(held) and sum(_is_day(cell) for cell in held) * 2 > len(held)
