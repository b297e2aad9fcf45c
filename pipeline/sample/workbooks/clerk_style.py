"""How a clerk writes a value: dates, numbers, yes and no, and the many names of one organisation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

import opencc

from pipeline.sample.district.district import District
from pipeline.sample.district.records import Organisation
from pipeline.sample.workbooks.layout import Cell

# what a copy from a web page leaves behind a traditional character
ARTEFACTS = {
    "區": "qū",
    "學": "xué",
    "黨": "dǎng",
    "數": "shù",
    "動": "dòng",
    "應": "yīng",
    "實": "shí",
    "題": "tí",
    "類": "lèi",
}
FULL_WIDTH = {ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"}


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


@cache
def traditional(text: str) -> str:
    """Return traditional characters, with the pinyin that pages put behind them."""
    converted: str = _converter().convert(text)
    return "".join(char + (f"({ARTEFACTS[char]})" if char in ARTEFACTS else "") for char in converted)


def write_date(day: date, style: str, row: int) -> Cell:
    """Return a date in one of the forms that clerks use; `cell` is a real date cell."""
    if style == "mixed":
        style = ("dash", "slash", "zh", "dot", "compact")[row % 5]
    if style == "month_day":
        return f"{day.month}月{day.day}日"
    if style == "full_width":
        return f"{day.year}年{day.month}月{day.day}日".translate(FULL_WIDTH)
    forms = {
        "dash": f"{day:%Y-%m-%d}",
        "slash": f"{day.year}/{day.month}/{day.day}",
        "dot": f"{day.year}.{day.month}.{day.day}",
        "zh": f"{day.year}年{day.month}月{day.day}日",
        "compact": f"{day:%Y%m%d}",
    }
    return forms.get(style, day)


def write_month(month: date, style: str) -> Cell:
    """Return a month in one of the forms that clerks use; `cell` is a date cell of its first day."""
    forms = {
        "dash": f"{month:%Y-%m}",
        "zh": f"{month.year}年{month.month}月",
        "compact": f"{month:%Y%m}",
        "dot": f"{month.year}.{month.month:02d}",
    }
    return forms.get(style, month)


def write_year(year: int, style: str) -> Cell:
    """Return a year as a number, as text, or with its word."""
    return {"text": f"{year}", "zh": f"{year}年", "whole": f"{year}年度"}.get(style, year)


def write_number(value: float, style: str, unit: str) -> Cell:
    """Return a number as a cell, as text, with its unit, in full width, or with thousands separators."""
    plain = f"{value:g}" if isinstance(value, float) else str(value)
    if style == "text":
        return plain
    if style == "unit":
        return plain + unit
    if style == "full_width":
        return plain.translate(FULL_WIDTH) if value == int(value) else plain
    if style == "thousands":
        return f"{value:,}"
    return value


@dataclass(frozen=True)
class Names:
    """The names by which clerks call organisations, schools and areas."""

    district: District

    def organisation(self, code: str, style: str, day: date) -> str:
        """Return an organisation's name on a day: `code`, `name`, `short`, `prefixed` (中共…) or `traditional`.

        A name that is no code of the district is written as it is.
        """
        if code not in self.district.organisations:
            return code  # a place outside the district
        one: Organisation = self.district.organisations[code]
        name = one.name_on(day)
        if style == "code":
            return code
        if style == "short" and name == one.name:
            return one.short
        if style == "prefixed" and not name.startswith("中共"):
            return "中共" + name
        return traditional(name) if style == "traditional" else name

    def school(self, code: str, style: str) -> str:
        """Return a school's name, or its code."""
        return code if style == "code" else self.district.schools[code].name

    def area(self, code: str) -> str:
        """Return an area (片区) without the word for its committee."""
        return re.sub("党委$", "", self.district.organisations[code].name)
