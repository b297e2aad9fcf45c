"""Days that wait for their year, or for month and year: what their row, the title, the tab or the file's name says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ingest.cells.cell_text import cell_text
from ingest.cells.dates import MonthDay, read_month, up_to_99
from ingest.cells.errors import CellProblem
from ingest.ledger import Column
from ingest.readers.sheet import is_blank
from ingest.recognition.table import Table
from ingest.recognition.title_lines import without_paperwork, years_wanting
from ingest.text.chinese import normalise

_AS_DAY = "请写成 2025-03-07 这样的形式"
_EARLY = 3
"""Months of a year in which what is told of the year before is still handed in."""
_MONTH = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)\s*(?:年度?|[-./])\s*)?(?<![\d.])(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])\s*月份?"
    r"(?![底末初前内]|[上中下]旬|之?前|以前|[上填]报|报送|填表|制表|打印|更新|修订|\s*[\d一二三四五六七八九十]{1,3}\s*[日号])"
    r"|(?<!\d)(?P<of>(?:19|20)\d\d)[-./]?(?P<two>0[1-9]|1[0-2])(?!\d|[-./月]\d)"
)
_SEVERAL = re.compile(
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月?\s*[-—–~至到、,和与及]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月"
)
_NO_MONTH = f"没有写月份，标题、工作表名和文件名里也看不出是哪一个月，{_AS_DAY}"


class Told(NamedTuple):
    """A month, and its year where the same place names it."""

    year: int | None
    month: int

    @property
    def named(self) -> str:
        """What it is called in a sentence."""
        return (f"{self.year}年" if self.year else "") + (f"{self.month}月" if self.month else "")


def whole_day(
    found: MonthDay, said: CellProblem | None, table: Table, row: int, column: Column | None = None
) -> tuple[date | None, CellProblem | None]:
    """Give a day its month and its year: from its row, else from the one that titles, sheet and file agree on.

    What was `said` of the cell is said of the whole date too.
    """
    try:
        told = _month_of(table, row) if found.is_of_a_month_untold else None
        day = found if told is None else found.in_month(told.month)
        return day.in_year(_year_of(day, told, table, row, column)), said
    except CellProblem as problem:
        return None, problem


def as_day_of_month(value: object) -> object:
    """Return a bare number below a header 日 as the day that it is: 15 is 15日."""
    text = cell_text(value).removesuffix(".0")
    return f"{text}日" if text.isdecimal() and len(text) <= 2 else value


def _year_of(day: MonthDay, told: Told | None, table: Table, row: int, column: Column | None) -> int:
    if told is not None and told.year is not None:
        return told.year
    if column is not None and column.next_year_ok and day.month <= _EARLY:
        raise CellProblem(f"没有写年份，年初的日子可能是本年度的，也可能是次年的，{_AS_DAY}")
    years = table.years_of(row, column)
    if len(years) != 1:
        raise CellProblem(f"没有写年份，{years_wanting(years)}，{_AS_DAY}")
    return next(iter(years))


def _month_of(table: Table, row: int) -> Told:
    """Return the month of a row: its own 月份, else the one that the nearest place names."""
    cells, place = table.sheet.cells[row], table.month_column
    if place is not None and place < len(cells) and not is_blank(cells[place]):
        own = read_month(cells[place])
        return Told(None if isinstance(own, MonthDay) else own.year, own.month)
    if table.month_disputed is not None:
        raise CellProblem(f"没有写月份，{table.month_disputed}")
    told = month_round(table.places)
    if told is None:
        raise CellProblem(_NO_MONTH)
    return told


@lru_cache(maxsize=1_000)
def month_round(places: Sequence[str]) -> Told | None:
    """Return the one month that the nearest place names; None if none does, or that place names several."""
    for place in places:
        text = without_paperwork(normalise(place))
        found = [Told(_number(each["year"] or each["of"]), _month(each)) for each in _MONTH.finditer(text)]
        if found:
            is_one = len(set(found)) == 1 and not _SEVERAL.search(text)
            return found[0] if is_one and 1 <= found[0].month <= 12 else None
    return None


def _month(match: re.Match[str]) -> int:
    text = match["month"] or match["two"]
    return int(text) if text.isdecimal() else up_to_99(text)


def _number(text: str | None) -> int | None:
    return int(text) if text else None
