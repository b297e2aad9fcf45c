"""What a cell of the invented district means, worked out with the least code that can, and none of `ingest`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

import opencc

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: [\d:]+)?|(\d{4})(\d{2})(\d{2})")
_DAY_OF_YEAR = re.compile(r"(\d{1,2})月(\d{1,2})日")
_MONTH = re.compile(r"(\d{4})[-./年]?(\d{1,2})月?")
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)(?:学时|小时|人次|人|票|分|元|次|%|年度?)?")
_SOUND = re.compile(r"\([^()\u4e00-\u9fff]+\)")
_SEPARATORS = re.compile(r"[、,\n]")
_TRUE, _FALSE = ("√", "是", "Y", "1"), ("×", "否", "N", "0")


class Unreadable(ValueError):
    """A cell that means nothing."""


@dataclass
class Registers:
    """What names stand for, as the registers of the same delivery say: names of organisations and schools to codes."""

    organisations: dict[str, str] = field(default_factory=dict)
    schools: dict[str, str] = field(default_factory=dict)
    people: dict[str, set[str]] = field(default_factory=dict)
    """Keys of people on a roster, by number and by name."""
    strangers: dict[str, str] = field(default_factory=dict)
    """Keys of people on no roster, and of those in cases, as they are met: one text, one key, and nobody else's."""

    def is_own_key(self, text: str, key: object) -> bool:
        """Tell whether a key is that of a stranger, and of this one alone."""
        on_roster = any(key in keys for keys in self.people.values())
        known = self.strangers.setdefault(text, str(key))
        return key == known and not on_roster and list(self.strangers.values()).count(known) == 1


def plain(cell: object) -> str:
    """Return a cell as text: full-width letters as the usual ones, a whole number without a point, no outer space."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell == int(cell):
        cell = int(cell)
    return unicodedata.normalize("NFKC", str(cell)).strip()


def _text(text: str, _: Registers) -> str:
    return re.sub(r"\s+", " ", text)


def _number(text: str, _: Registers) -> float:
    found = _NUMBER.fullmatch(re.sub(r"(?<=\d),(?=\d{3})", "", text))
    if not found:
        raise Unreadable(text)
    return float(found[1])


def _date(text: str, _: Registers) -> date:
    found = _DAY.fullmatch(text.removesuffix(" 00:00:00"))
    if not found:
        raise Unreadable(text)
    try:
        return date(*(int(part) for part in found.groups() if part))
    except ValueError as error:
        raise Unreadable(text) from error


def _month(text: str, registers: Registers) -> date:
    found = _MONTH.fullmatch(text)
    return date(int(found[1]), int(found[2]), 1) if found else _date(text, registers).replace(day=1)


def _tick(text: str, _: Registers) -> bool:
    if text not in _TRUE + _FALSE:
        raise Unreadable(text)
    return text in _TRUE


def _organisation(text: str, registers: Registers) -> str:
    known = registers.organisations
    found = known.get(text) or known.get(_simplified(text))
    if found is None:
        raise Unreadable(text)
    return found


@cache
def _simplified(text: str) -> str:
    """Return a name without traditional characters, and without the sounds that a web page writes behind them."""
    converted: str = opencc.OpenCC("t2s").convert(_SOUND.sub("", text))
    return converted


def _schools(text: str, registers: Registers) -> str:
    names = _SEPARATORS.split(text)
    if not set(names) <= set(registers.schools):
        raise Unreadable(text)
    return "、".join(registers.schools[name] for name in names)


def _list(text: str, _: Registers) -> str:
    return "、".join(_SEPARATORS.split(text))


def _step(text: str, _: Registers) -> str:
    return re.sub(r"^\d+、", "", text)


def _person(text: str, registers: Registers) -> frozenset[str]:
    return frozenset(registers.people.get(text, ()))


KINDS: Mapping[str, Callable[[str, Registers], object]] = {
    "text": _text, "number": _number, "date": _date, "month": _month, "tick": _tick, "organisation": _organisation,
    "schools": _schools, "list": _list, "step": _step, "person": _person,
}  # fmt: skip
"""How each kind of column of the hand-written layout is read. A person may be one of several of the same name."""


def with_year(cell: object, year: int | None) -> object:
    """Return a day without a year as a day of this year; every other cell as it is."""
    found = _DAY_OF_YEAR.fullmatch(plain(cell)) if year and not isinstance(cell, datetime) else None
    return f"{year}年{found[0]}" if found else cell


def meaning(kind: str, text: str, registers: Registers) -> object:
    """Return what a text means as a value of a kind (a set where several may be meant); None for an empty one."""
    return KINDS[kind](text, registers) if text else None
