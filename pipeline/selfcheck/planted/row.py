"""One planted row: what it says, and which checks are right to point at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

_SATURDAY = 5


@dataclass(frozen=True)
class Branch:
    """A branch to write under, and its school."""

    code: str
    school: str


@dataclass(frozen=True)
class Planted:
    """A row of 组织生活活动台账, or of 问题整改台账 with an `action`; `rules` are the checks that ought to find it."""

    org: str
    on_day: date
    topic: str
    kind: str = "支部学习交流"
    action: str = ""
    figures: Mapping[str, int] = field(default_factory=dict)
    evidence: str = ""
    rules: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Maker:
    """What rows are made with: chance, the branches they are written under, and the days off."""

    chance: Random
    branches: tuple[Branch, ...]
    days_off: frozenset[date] = frozenset()

    def two_of_different_schools(self) -> tuple[Branch, Branch]:
        """Return two branches that share no school."""
        one = self.chance.choice(self.branches)
        return one, self.chance.choice([each for each in self.branches if each.school != one.school])

    def two_of_one_school(self) -> tuple[Branch, Branch]:
        """Return two branches of one school."""
        shared = [one for one in self.branches if sum(one.school == each.school for each in self.branches) > 1]
        one = self.chance.choice(shared)
        return one, self.chance.choice([each for each in shared if each.school == one.school and each != one])

    def day(self, year: int, month: int = 0) -> date:
        """Return some working day of a year, or of one month of it."""
        while True:
            day = date(year, month or self.chance.randint(1, 12), self.chance.randint(1, 28))
            if self.is_worked(day):
                return day

    def is_worked(self, day: date) -> bool:
        """Tell working days; nobody honest meets on the others."""
        return day.weekday() < _SATURDAY and day not in self.days_off

    def next_worked(self, day: date) -> date:
        """Return the day itself, or the first working day after it."""
        return day if self.is_worked(day) else self.next_worked(day + timedelta(days=1))


@cache
def words() -> Mapping[str, Any]:
    """Return what planted rows are made of."""
    found: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
    return found
