"""What a pack says, gathered once: Word, Excel and PDF are written from this and read nothing else.

Every number comes as the mart gives it, with the text in which people read it beside it; no writer rounds or counts.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import polars as pl

from dashboards.review_packs.verification_code import code_of
from dashboards.shared.unit import UnitKey


@dataclass(frozen=True)
class Line:
    """One indicator of the unit's year: the mart's numbers, and each as text."""

    code: str
    name: str
    family: str
    unit: str
    status: str
    value: float | None
    numerator: float | None
    denominator: float | None
    standard: float | None
    last_value: float | None
    value_text: str
    status_text: str
    base_text: str
    standard_text: str
    last_text: str
    compared_text: str


@dataclass(frozen=True)
class Shortfall:
    """An item below its confirmed standard: how deep and far, since when, what is still to be done."""

    code: str
    name: str
    unit: str
    depth: str | None
    value: float | None
    standard: float | None
    value_text: str
    standard_text: str
    depth_text: str
    gap_text: str
    since_text: str
    still_text: str
    last_text: str
    compared_text: str


@dataclass(frozen=True)
class Problem:
    """A problem of last year and what became of it."""

    state: str
    number: str
    source: str
    category: str
    sentence: str
    due_text: str
    outcome: str


@dataclass(frozen=True)
class Facts:
    """One unit's pack. `code` is what 验真 looks up; it changes when any number does."""

    unit_level: str
    unit_id: str
    unit_name: str
    belongs_to: str
    year: int
    as_of: dt.date
    snapshot_id: str
    build_id: str
    frozen_by: str
    frozen_at: str
    summary: tuple[str, ...]
    lines: tuple[Line, ...]
    shortfalls: tuple[Shortfall, ...]
    problems: tuple[Problem, ...]
    paragraphs: tuple[str, ...]
    notes: tuple[str, ...]
    definitions: tuple[tuple[str, str], ...]
    frame: pl.DataFrame = field(repr=False)

    @property
    def unit(self) -> UnitKey:
        """The unit whose pack it is."""
        return UnitKey(self.unit_level, self.unit_id)

    @property
    def title(self) -> str:
        """Return the title of every file of the pack."""
        return f"{self.unit_name}{self.year}年度述职评议数据材料"

    @property
    def code(self) -> str:
        """Return twelve characters in three groups, from the snapshot, the unit and every number of the pack."""
        content = [self.snapshot_id, self.unit_level, self.unit_id]
        content += [f"{one.code}|{one.status}|{one.numerator}|{one.denominator}|{one.value}" for one in self.lines]
        return code_of(content)
