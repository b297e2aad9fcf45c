"""What the recomputation hands out, and what its parts hand to one another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

Row = dict[str, Any]
Unit = tuple[str, str]
"""(unit_level, unit_id)."""


@dataclass(frozen=True)
class Value:
    """One indicator of one unit in one period; the fields have the meaning they have in marts.indicator_value."""

    indicator_code: str
    unit_level: str
    unit_id: str
    period_type: str
    period_start: date
    breakdown: str | None
    numerator: float | None
    denominator: float | None
    value: float | None
    status: str
    reported: int
    owing: int
    """How many of the organisations that owed something sent the ledger, and how many owed."""


@dataclass(frozen=True)
class Part:
    """What one organisation adds to the sums of some units; `day` decides the periods it belongs to.

    `person` is set where persons are counted: a person counts once in a unit, whatever the number of rows. A part is
    counted in the whole, unless `in_whole` is False, and in every value of `breakdown`.
    """

    code: str
    org: str
    day: date
    units: frozenset[Unit]
    numerator: float
    denominator: float
    person: str | None = None
    breakdown: str | tuple[str, ...] | None = None
    in_whole: bool = True

    @property
    def broken_down(self) -> tuple[str, ...]:
        """The values of the breakdown that it counts in."""
        if self.breakdown is None:
            return ()
        return (self.breakdown,) if isinstance(self.breakdown, str) else self.breakdown
