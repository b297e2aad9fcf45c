"""A clerk's way of writing a ledger down, and the cells of a sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

Cell = str | int | float | bool | date | None

DAYS = (
    "_day",
    "活动日期",
    "培训日期",
    "决定日期",
    "测评日期",
    "提出日期",
    "开出日期",
    "受理日期",
    "月份",
    "应完成日期",
    "签订日期",
    "完成时限",
    "完成日期",
    "建档日期",
    "结对日期",
    "授予日期",
    "日期",
    "党组织会议决定日期",
)  # which day a row speaks of: the first of these that it has


@dataclass(frozen=True)
class Layout:
    """One clerk's way of writing a ledger. Everything is as in the canonical ledger unless it says otherwise."""

    columns: tuple[str, ...] = ()  # canonical headers in their order; () keeps those of `all_rows`
    headers: dict[str, str] = field(default_factory=dict)  # canonical -> written
    titles: tuple[str, ...] = ()  # lines above the header
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()  # first header row over these columns
    numbered: bool = False  # 序号
    dates: str = "cell"
    months: str = "dash"
    years: str = "cell"
    numbers: str = "cell"
    none: str | None = None  # written for a number that is missing
    yes: tuple[str, str] = ("是", "否")
    names: str = "name"
    labels: dict[str, dict[str, str]] = field(default_factory=dict)  # header -> value -> code and label
    separator: str = "、"
    merge: str | None = None  # header whose equal neighbours are merged down
    totals: str | None = None  # header of the column that says 合计
    subtotals: bool = False  # a 小计 after each organisation
    blank_every: int = 0
    old_characters: bool = False  # headers in traditional characters
    extra: dict[str, str] = field(default_factory=dict)  # columns of the clerk's own: header -> text
    notes: tuple[str, ...] = ()  # lines below the table


@dataclass
class Grid:
    """Cells of one sheet. `placed` gives the row number (from 1) of each laid-out row."""

    cells: list[list[Cell]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)  # zero-based, inclusive
    placed: list[int] = field(default_factory=list)
    header: int = 0  # zero-based index of the last header row

    def fill_merges_in(self) -> None:
        """Repeat merged values, for formats that cannot merge."""
        for top, left, bottom, _ in self.merges:
            for row in range(max(top, self.header + 1), bottom + 1):
                self.cells[row][left] = self.cells[top][left]
