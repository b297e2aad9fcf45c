"""Periods as people name them (去年, 三季度, 2025年9月), seen from the day that the build looks at; pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_NUMBERS = {word: number for number, word in enumerate([*"一二三四五六七八九十", "十一", "十二"], 1)}
_NUMBER = r"(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DIGIT = {word: str(number) for number, word in enumerate("零一二三四五六七八九")} | {"〇": "0"}
_NAMED = (
    ("year", re.compile(r"(20\d\d|(?<!\d)\d\d)年度?")),
    ("year", re.compile(r"(?<!\d)(20\d\d)(?!\d)")),
    ("year", re.compile(r"([二][零〇][零〇一二三四五六七八九]{2})年度?")),
    ("month", re.compile(rf"(?<!\d){_NUMBER}月份?")),
    ("quarter", re.compile(r"第?([1-4一二三四])季度?")),
    ("quarter", re.compile(r"q([1-4])(?![0-9a-z])")),
    ("semester", re.compile(r"(春|秋)季?学期")),
)
_RELATIVE = {
    "今年": ("year", 0), "今年以来": ("year", 0), "本年": ("year", 0), "本年度": ("year", 0), "当年": ("year", 0),
    "全年": ("year", 0), "jn": ("year", 0), "去年": ("year", -1), "上年": ("year", -1), "上年度": ("year", -1),
    "上一年": ("year", -1), "去年全年": ("year", -1), "qn": ("year", -1), "前年": ("year", -2),
    "本月": ("month", 0), "这个月": ("month", 0), "当月": ("month", 0), "by": ("month", 0), "上月": ("month", -1),
    "上个月": ("month", -1), "sgy": ("month", -1), "本季度": ("quarter", 0), "这个季度": ("quarter", 0),
    "上季度": ("quarter", -1), "上个季度": ("quarter", -1), "sgjd": ("quarter", -1), "本学期": ("semester", 0),
    "这学期": ("semester", 0), "这个学期": ("semester", 0),
}  # fmt: skip
_MONTHS = {"year": 12, "semester": 6, "quarter": 3, "month": 1}


@dataclass(frozen=True)
class Period:
    """A period as the values know it: year, quarter, month or semester, and its first day."""

    kind: str
    start: dt.date

    @property
    def asked(self) -> tuple[str, str]:
        """The period as queries take it: its kind and its first day."""
        return self.kind, self.start.isoformat()

    @property
    def end(self) -> dt.date:
        """The period's last day."""
        years, month = divmod(self.start.month - 1 + _MONTHS[self.kind], 12)
        return dt.date(self.start.year + years, month + 1, 1) - dt.timedelta(days=1)

    @property
    def address(self) -> str:
        """The period as it stands in an address: M09, Q07; empty for a year."""
        return "" if self.kind == "year" else f"{self.kind[0].upper()}{self.start.month:02d}"


def at(text: str, place: int) -> Iterator[tuple[int, str]]:
    """Yield (length, key) of the names of periods that begin at a place of a question; `key` goes to `period`."""
    for kind, pattern in _NAMED:
        found = pattern.match(text, place)
        if found:
            yield len(found[0]), f"{kind}:{found[1]}"
    for word, (kind, back) in _RELATIVE.items():
        if text.startswith(word, place):
            yield len(word), f"{kind}:{back:+d}"


def period(keys: Sequence[str], today: dt.date) -> Period | None:
    """Return the period that the words of a question name together, this year without any; None for more than one."""
    named = [key.split(":") for key in dict.fromkeys(keys)]
    years = {_year(word, today) for kind, word in named if kind == "year"}
    others = [(kind, word) for kind, word in named if kind != "year"]
    if len(years) > 1 or len(others) > 1:
        return None
    year = next(iter(years), None)
    if not others:
        return Period("year", dt.date(year or today.year, 1, 1))
    return _within(*others[0], year, today)


def _within(kind: str, word: str, year: int | None, today: dt.date) -> Period | None:
    if word[0] not in "+-":
        return _named(kind, word, year, today)
    return _relative(kind, int(word), today) if year in (None, today.year) else None


def _year(word: str, today: dt.date) -> int:
    if word[0] in "+-":
        return today.year + int(word)
    digits = "".join(_DIGIT.get(letter, "2" if letter == "二" else letter) for letter in word)
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _relative(kind: str, back: int, today: dt.date) -> Period:
    if kind == "semester":
        return Period(kind, _semester(today))
    months = _MONTHS[kind]
    number = (today.year * 12 + today.month - 1) // months + back
    year, month = divmod(number * months, 12)
    return Period(kind, dt.date(year, month + 1, 1))


def _named(kind: str, word: str, year: int | None, today: dt.date) -> Period:
    if kind == "semester":
        month = 2 if word == "春" else 8
        begun = dt.date(today.year, month, 1) <= today
        return Period(kind, dt.date(year or (today.year if begun else today.year - 1), month, 1))
    number = int(word) if word.isdigit() else _NUMBERS[word]
    month = number if kind == "month" else number * 3 - 2
    return Period(kind, dt.date(year or today.year, month, 1))


def _semester(today: dt.date) -> dt.date:
    """Return the first day of the semester of a day: spring begins in February, autumn in August."""
    if today.month >= 8:
        return dt.date(today.year, 8, 1)
    return dt.date(today.year, 2, 1) if today.month >= 2 else dt.date(today.year - 1, 8, 1)
