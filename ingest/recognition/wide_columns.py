"""Columns that each make a row of their own: one a grade, holding votes, or one a month, holding what is counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ingest.ledger import Ledger
from ingest.text.chinese import normalise, simplify
from ingest.text.header_text import header_keys

_TWELVE = 12
_MONTHS = {name: number for number, name in enumerate("一二三四五六七八九十", start=1)} | {"十一": 11, "十二": _TWELVE}
_MONTH = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)\s*(?:年度?|[-./])\s*)?(?<![\d.])(?P<number>\d{1,2}|十[一二]?|[一二三四五六七八九])\s*月份?"
    r"|(?P<dashed>(?:19|20)\d\d)\s*[-./]\s*(?P<bare>\d{1,2})(?!\d)"
    r"|^(?P<compact>(?:19|20)\d\d)(?P<two>0[1-9]|1[0-2])$"
)
_JOINTS = re.compile(r"^[\s\-—_/:()\[\]、.]+|[\s\-—_/:()\[\]、.]+$")
_TALLY_TAILS = ("", "票", "票数", "得票", "得票数", "人数", "份数")
ITEM_HEADERS = frozenset({"项目", "指标", "类别", "内容", "统计项目", "统计指标", "缴纳项目", "事项", "类型", "名称"})


class Month(NamedTuple):
    """A month as a header names it, mostly without its year."""

    year: int | None
    month: int

    @property
    def rank(self) -> tuple[int, int]:
        """Its place among the months of one line."""
        return self.year or 0, self.month

    def in_year(self, year: int | None) -> date | None:
        """Return the first of the month, in its own year if the header gives one; None if nothing does."""
        known = self.year or year
        return date(known, self.month, 1) if known else None


class Wide(NamedTuple):
    """One such column: `gives` (a grade or a month) belongs in column `of`, and its cells are those of `holds`.

    `holds` is None where each line says for itself which column its cells belong in.
    """

    of: str
    gives: str | Month
    holds: str | None

    @property
    def label(self) -> str:
        """What the header gives, in words."""
        return f"“{self.gives}”" if isinstance(self.gives, str) else f"{self.gives.month} 月"


@lru_cache(maxsize=50_000)
def month_in(header: str) -> tuple[Month, str] | None:
    """Return the month that a header names, and what else it says; None if it names none."""
    text = simplify(normalise(header))
    found = _MONTH.search(text)
    if found is None:
        return None
    number = found["number"] or found["bare"] or found["two"]
    month = int(number) if number.isdecimal() else _MONTHS[number]
    year = found["year"] or found["dashed"] or found["compact"]
    if not 1 <= month <= _TWELVE:
        return None
    rest = _JOINTS.sub("", text[: found.start()]) + _JOINTS.sub("", text[found.end() :])
    return Month(int(year) if year else None, month), rest


class WideHeaders:
    """Which headers of one ledger are such columns."""

    def __init__(self, ledger: Ledger) -> None:
        self._grades = _grades(ledger)
        self._months_of = next((column.id for column in ledger.columns if column.kind == "month"), "")
        self._bare = ledger.wide_months[0] if ledger.wide_months else None
        self._held = {
            key: column.id
            for column in ledger.columns
            if column.id in ledger.wide_months
            for alias in (column.header, *column.aliases)
            for key in header_keys(alias)[:1]
        }

    @property
    def names(self) -> frozenset[str]:
        """The headers that are grades, in the form in which headers are compared."""
        return frozenset(self._grades)

    def is_month(self, text: str) -> bool:
        """Say whether the header is a month of this ledger."""
        return self._month(text) is not None

    def read(self, readings: Sequence[str], is_known: bool) -> Wide | None:
        """Return what a header means; `is_known` says that it is one of the ledger's own columns too."""
        month = next((found for text in readings if (found := self._month(text))), None)
        if month is not None:
            return month
        full = header_keys(readings[0])[0] if len(readings) > 1 else ""  # 好 above 票数, on two rows
        if full in self._grades:
            return Wide("grade", self._grades[full], "votes")
        if is_known:
            return None
        keys = (key for text in readings for key in header_keys(text))
        grade = next((self._grades[key] for key in keys if key in self._grades), None)
        return Wide("grade", grade, "votes") if grade is not None else None

    def held_by(self, text: str) -> str | None:
        """Return the column that a cell such as 实交人数 names."""
        return next((self._held[key] for key in header_keys(text) if key in self._held), None)

    def _month(self, text: str) -> Wide | None:
        found = month_in(text) if self._bare is not None else None
        if found is None:
            return None
        month, rest = found
        holds = self.held_by(rest) if rest else self._bare
        return Wide(self._months_of, month, holds) if holds is not None else None


def _grades(ledger: Ledger) -> dict[str, str]:
    if not ledger.wide_votes:
        return {}
    aliases = ledger.column("grade").value_aliases
    bare = {grade: grade for grade in ledger.wide_votes} | dict(aliases)
    forms = {name + tail: grade for name, grade in bare.items() for tail in _TALLY_TAILS}
    return {header_keys(form)[0]: grade for form, grade in forms.items()}
