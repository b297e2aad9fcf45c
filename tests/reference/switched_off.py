"""What the district asks for no longer (停报), as the home's file says it, and periods that ask for nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from tests.reference.calendar_of import Period
from tests.reference.owing import ledger_of
from tests.reference.table import INDICATORS

_TITLES = {
    "组织生活活动台账": "activity", "党费收缴": "dues", "培训学时登记表": "training", "问题整改台账": "problem",
    "纪律处分与问责台账": "discipline", "荣誉与品牌": "honour", "满意度与民主测评": "survey",
}  # fmt: skip
_NEEDS_TOO = {"L10": ("training", "activity"), "L11": ("training", "activity"), "S06": ("survey",)}
"""Ledgers without which an indicator is not whole, besides the one that feeds it."""
_NEEDS_COLUMN = {("activity", "应到人数"): ("L02", "O09"), ("activity", "参与人次"): ("V08",)}


@dataclass(frozen=True)
class _Off:
    ledger: str
    column: str | None
    first: date
    last: date


class SwitchedOff:
    """Answers whether anything is asked for a ledger or an indicator in a period."""

    def __init__(self, home: Path):
        file = home / "switched_off.yaml"
        told = yaml.safe_load(file.read_text(encoding="utf-8"))["停报"] if file.exists() else []
        self._all = [
            _Off(_TITLES.get(one["台账"], one["台账"]), one.get("列"), one["起"], one.get("止") or date.max)
            for one in told
        ]

    def is_off(self, ledger: str, day: date) -> bool:
        """Whether the whole ledger is not asked for on a day."""
        return any(one.ledger == ledger and one.column is None and one.first <= day <= one.last for one in self._all)

    def stops(self, code: str, period: Period, as_of: date) -> bool:
        """Whether an indicator is asked for nothing in one of its base periods: judged on the day that closes it."""
        day = period.closing_day(as_of)
        needed = {ledger_of(INDICATORS[code].ledger), *_NEEDS_TOO.get(code, ())}
        return any(self.is_off(ledger, day) for ledger in needed if ledger) or any(
            code in _NEEDS_COLUMN.get((one.ledger, one.column or ""), ()) and one.first <= day <= one.last
            for one in self._all
        )
