"""Columns that each make a row of their own: one a grade, holding votes, one a month, one a day, one a step."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from ingest.cells.dates import MonthDay, read_date
from ingest.cells.errors import CellProblem
from ingest.ledger import Across, Ledger, OfPersons
from ingest.recognition.points import item_with_points, points_in
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
_DAY = re.compile(r"^((?:19|20)\d\d[年./-])?\d{1,2}[月./-]\d{1,2}日?$|^\d{1,2}[日号]$")
_SHARE = re.compile(r"%|占比|比例|百分比|得票率|[(\[]率[)\]]")
_WEEKDAY = re.compile(r"\((?:周|星期)[一二三四五六日天]\)$")
NAME_HEADERS = frozenset({"姓名", "党员姓名", "党员", "名字", "人员姓名"})
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
    """One such column: `gives` (a grade, a month, a day, a step) belongs in `of`, its cells are those of `holds`.

    `holds` is None where each line says for itself which column its cells belong in. `points` is what the header has in
    brackets: for the column of the ledger's `in_brackets`, or out of how many the points in its cells are. `heading` is
    what stands above it: the column of the ledger's `headings`, and its value.
    """

    of: str
    gives: str | Month | MonthDay | date
    holds: str | None
    points: float | None = None
    heading: tuple[str, str] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that it stands for."""
        return tuple(filter(None, (self.of, self.holds, self.heading[0] if self.heading is not None else None)))

    @property
    def label(self) -> str:
        """What the header gives, in words."""
        if isinstance(self.gives, str):
            return f"“{self.heading[1]}”的“{self.gives}”" if self.heading else f"“{self.gives}”"
        if isinstance(self.gives, Month):
            return f"{self.gives.month} 月"
        return f"{self.gives.month}月{self.gives.day}日" if self.gives.month else f"{self.gives.day}日"


@dataclass(slots=True)
class Line:
    """What becomes one line of the ledger: its place in the frame, its rows with what each holds, and what it says."""

    position: int
    row: int
    number: int
    sources: list[tuple[int, str | None]] = field(default_factory=list)
    values: dict[Any, dict[str, Any]] = field(default_factory=dict)

    @property
    def held(self) -> set[str | None]:
        """The columns that its rows say they hold."""
        return {holds for _, holds in self.sources}


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


@lru_cache(maxsize=50_000)
def day_in(header: str) -> MonthDay | date | None:
    """Return the day that a header is, with or without its year; None if it is none."""
    text = _WEEKDAY.sub("", normalise(header).replace(" ", ""))
    if not _DAY.match(text):
        return None
    try:
        return read_date(text)
    except CellProblem:
        return None


def counted_of_persons(headers: Iterable[str], wide: Iterable[Wide], ledger: Ledger) -> OfPersons | None:
    """Return what is counted where the lines are persons and the ledger has a row an organisation; None where not.

    `headers` are those that are no column of the ledger: one of them says that the lines are names.
    """
    of = next((each.of for each in wide), None)
    across = next((each for each in ledger.unpivoted if each.of == of), None)
    if across is None or across.of_persons is None:
        return None
    return across.of_persons if any(is_over_names(header) for header in headers) else None


def is_over_names(header: str) -> bool:
    """Say whether a header is over names of persons."""
    return not NAME_HEADERS.isdisjoint(header_keys(header))


def is_share(header: str) -> bool:
    """Say whether a header is of a share, and not of a number: 好（%） and 占比."""
    return bool(_SHARE.search(normalise(header)))


def values_of(ledger: Ledger, across: Across) -> dict[str, str]:
    """Return the texts that may head its columns, in the form in which headers are compared, each with its value."""
    column = ledger.column(across.of)
    values = across.values or column.values or tuple(dict.fromkeys(column.value_aliases.values()))
    names = {value: value for value in values} | column.value_aliases
    return {header_keys(name + tail)[0]: value for name, value in names.items() for tail in across.tails}


class WideHeaders:
    """Which headers of one ledger are such columns: the values of a column that its `across` names."""

    def __init__(self, ledger: Ledger) -> None:
        kinds = [(each, ledger.column(each.of).kind) for each in ledger.unpivoted]
        self._months = next((each for each, kind in kinds if kind == "month"), None)
        self._days = next((each for each, kind in kinds if kind == "date"), None)
        self._values = [(each, values_of(ledger, each)) for each, kind in kinds if kind not in ("month", "date")]
        self._with_points = next((each for each in ledger.unpivoted if each.any_with_points), None)
        self._in_brackets = {each.of: each.in_brackets for each, _ in kinds if each.in_brackets is not None}
        held = {name for each, _ in kinds for name in each.holds}
        self._held = {
            key: column.id
            for column in ledger.columns
            if column.id in held
            for alias in (column.header, *column.aliases)
            for key in header_keys(alias)[:1]
        }

    @property
    def names(self) -> frozenset[str]:
        """The headers that are values, in the form in which headers are compared."""
        return frozenset(key for _, values in self._values for key in values)

    def is_month(self, text: str) -> bool:
        """Say whether the header is a month of this ledger."""
        return self._month(text) is not None

    def is_day(self, text: str) -> bool:
        """Say whether the header is a day of this ledger."""
        return self._day(text) is not None

    def read(self, readings: Sequence[str], is_known: bool) -> Wide | None:
        """Return what a header means; `is_known` says that it is one of the ledger's own columns too."""
        found = self._read(readings, is_known)
        if found is not None and any(map(is_share, readings)):
            return None  # 好（%） stands beside 好（票）
        return found if found is None else found._replace(points=self._points(found, readings))

    def _points(self, wide: Wide, readings: Sequence[str]) -> float | None:
        """Return the points that stand in the brackets of a header, where the ledger has a column for them."""
        if wide.of not in self._in_brackets:
            return wide.points
        if wide.holds == self._in_brackets[wide.of]:
            return None
        return next(filter(None, map(points_in, readings)), None)

    def _read(self, readings: Sequence[str], is_known: bool) -> Wide | None:
        for read in (self._month, self._day):
            found = next((found for text in readings if (found := read(text))), None)
            if found is not None:
                return found
        if len(readings) > 1:  # 好 above 票数, on two rows
            whole = self._value(header_keys(readings[0])[:1]) or self._value_and_holder(readings[0])
            if whole is not None:
                return whole
        return (
            None
            if is_known
            else self._value(key for text in readings for key in header_keys(text)) or self._item(readings)
        )

    def held_by(self, text: str) -> str | None:
        """Return the column that a cell such as 实交人数 names."""
        return next((self._held[key] for key in header_keys(text) if key in self._held), None)

    def _month(self, text: str) -> Wide | None:
        found = month_in(text) if self._months is not None else None
        if found is None or self._months is None:
            return None
        month, rest = found
        holds = self.held_by(rest) if rest else self._months.holds[0]
        return Wide(self._months.of, month, holds) if holds is not None else None

    def _day(self, text: str) -> Wide | None:
        day = day_in(text) if self._days is not None else None
        return Wide(self._days.of, day, self._days.holds[0]) if day is not None and self._days is not None else None

    def _value(self, keys: Iterable[str]) -> Wide | None:
        for key in keys:
            for across, values in self._values:
                if key in values:
                    return Wide(across.of, values[key], across.holds[0])
        return None

    def _item(self, readings: Sequence[str]) -> Wide | None:
        """Read 服务态度（20分）, where any header with points is a value."""
        found = next(filter(None, map(item_with_points, readings)), None) if self._with_points is not None else None
        if found is None or self._with_points is None:
            return None
        return Wide(self._with_points.of, found[0], self._with_points.holds[0], found[1])

    def _value_and_holder(self, text: str) -> Wide | None:
        """Read 政治审查完成日期, where one value may hold several columns."""
        key = header_keys(text)[0]
        for across, values in self._values:
            for cut in range(len(key) - 1, 1, -1) if len(across.holds) > 1 else ():
                holds = self.held_by(key[cut:])
                if holds is not None and key[:cut] in values:
                    return Wide(across.of, values[key[:cut]], holds)
        return None
