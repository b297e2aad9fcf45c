"""What the district asks for no longer (停报): ledgers and optional columns, from which day, who decided it and why.

`data/intake/switched_off.yaml` says it for the installation, `switched_off.yaml` in a home for that home; both count.
What is sent all the same is landed and kept, so that a decision taken back has lost nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from pydantic import Field

from ingest.errors import UserError
from ingest.layouts.yaml_file import Kind, Strict, content_of, validated
from ingest.ledger import Ledger, load_ledgers

FILE = "switched_off.yaml"
_SHIPPED = Path(__file__).resolve().parent.parent / "data" / "intake" / FILE
_THEN = "再运行一次。"


class _Entry(Strict):
    ledger: str = Field(alias="台账", min_length=1)
    column: str | None = Field(default=None, alias="列")
    since: date = Field(alias="起")
    until: date | None = Field(default=None, alias="止")
    decided_by: str = Field(alias="决定人", min_length=1)
    reason: str = Field(alias="理由", min_length=1)


class _List(Strict):
    entries: tuple[_Entry, ...] = Field(alias="停报")


_KIND = Kind("停报名单", _THEN, inside={"停报": _Entry})


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """A ledger, or one of its columns by its id, that nobody is asked for from a day on, up to a last day if any."""

    ledger: str
    column: str | None
    since: date
    until: date | None
    decided_by: str
    reason: str

    def holds_on(self, day: date) -> bool:
        """Say whether it is switched off on a day."""
        return self.since <= day <= (self.until or date.max)

    @property
    def told(self) -> str:
        """Since when, by whom and why, without a full stop."""
        until = f"至 {self.until} " if self.until else "起"
        return f"自 {self.since} {until}停报（{self.decided_by}决定：{self.reason}）"

    @property
    def what(self) -> str:
        """What it is, as clerks call it."""
        title = load_ledgers()[self.ledger].title
        return title if self.header is None else f"{title}的“{self.header}”列"

    @property
    def header(self) -> str | None:
        """What clerks call the column; None for a whole ledger."""
        return None if self.column is None else load_ledgers()[self.ledger].column(self.column).header


@dataclass(frozen=True, slots=True)
class NotAsked:
    """Everything that is switched off at some time."""

    entries: tuple[SwitchedOff, ...] = ()

    def ledger_on(self, ledger: str, day: date) -> SwitchedOff | None:
        """Return why a ledger is not asked for on a day, None where it is."""
        return next((one for one in self._on(ledger, day) if one.column is None), None)

    def columns_on(self, ledger: str, day: date) -> frozenset[str]:
        """Return the columns of a ledger that are not asked for on a day."""
        return frozenset(one.column for one in self._on(ledger, day) if one.column is not None)

    def asked(self, ledger: Ledger, day: date) -> Ledger:
        """Return a ledger with the columns alone that are asked for on a day."""
        off = self.columns_on(ledger.id, day)
        columns = tuple(column for column in ledger.columns if column.id not in off)
        return ledger if not off else ledger.model_copy(update={"columns": columns})

    def remarks(self, ledger: str | None, headers: Iterable[str | None], day: date) -> list[str]:
        """Return what a receipt says of a file of a ledger, in which columns with these canonical headers were read."""
        read = set(headers)
        return [self._remark(one) for one in self._on(ledger, day) if one.column is None or one.header in read]

    def _remark(self, one: SwitchedOff) -> str:
        if one.column is not None:
            return f"“{one.header}”列{one.told}，可以不填；填了的照常入库。"
        return f"这本台账{one.told}，可以不再报送。报来的行照常入库、随时可查；停报期间不作要求，也不用来计算指标。"

    def _on(self, ledger: str | None, day: date) -> Iterator[SwitchedOff]:
        return (one for one in self.entries if one.ledger == ledger and one.holds_on(day))


def switched_off_files(home: Path) -> list[Path]:
    """Return the files that say what is switched off, as far as they are there."""
    return [path for path in (_SHIPPED, home / FILE) if path.is_file()]


def load_switched_off(home: Path) -> NotAsked:
    """Return what is switched off in a home; UserError names the file, the entry and how to mend it."""
    named = [pair for path in switched_off_files(home) for pair in _read(path)]
    for (where, one), (elsewhere, other) in combinations(named, 2):
        if (one.ledger, one.column) == (other.ledger, other.column) and _meet(one, other):
            raise UserError(f"{elsewhere}与{where}说的是同一本台账（列）、日期重叠，请只留一项，然后{_THEN}")
    return NotAsked(tuple(one for _, one in named))


def _meet(one: SwitchedOff, other: SwitchedOff) -> bool:
    return one.since <= (other.until or date.max) and other.since <= (one.until or date.max)


def _read(path: Path) -> Iterator[tuple[str, SwitchedOff]]:
    """Yield the entries of a file, each with how it is called."""
    for number, entry in enumerate(validated(path, content_of(path, _KIND), _List, _KIND).entries, start=1):
        where = f"停报名单“{path.name}”第 {number} 项"
        ledger = _ledger(entry.ledger, where)
        column = None if entry.column is None else _column(ledger, entry.column, where)
        if entry.until is not None and entry.until < entry.since:
            raise UserError(f"{where}的“止”早于“起”，请改正其中一个日期，然后{_THEN}")
        yield where, SwitchedOff(ledger.id, column, entry.since, entry.until, entry.decided_by, entry.reason)


def _ledger(name: str, where: str) -> Ledger:
    found = next((one for one in load_ledgers().values() if name in (one.id, one.title)), None)
    if found is None:
        known = "、".join(one.title for one in load_ledgers().values())
        raise UserError(f"{where}的“台账”有误：没有台账“{name}”，请改成以下之一：{known}。然后{_THEN}")
    if found.complete:
        raise UserError(
            f"{where}的“台账”有误：别的台账都靠“{found.title}”认单位和人，不能停报，请删去这一项。然后{_THEN}"
        )
    return found


def _column(ledger: Ledger, name: str, where: str) -> str:
    found = next((one for one in ledger.columns if name in (one.id, one.header)), None)
    if found is None:
        known = "、".join(column.header for column in ledger.columns)
        raise UserError(f"{where}的“列”有误：“{ledger.title}”没有“{name}”列，请改成以下之一：{known}。然后{_THEN}")
    if found.required or found.id in ledger.key:
        raise UserError(
            f"{where}的“列”有误：没有“{found.header}”就分不清每一行说的是什么，不能停报，请删去这一项。然后{_THEN}"
        )
    return found.id
