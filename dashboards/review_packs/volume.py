"""A district's or a 片区's year as 全区汇总 shows it; `district_facts` gathers it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from dashboards.review_packs.verification_code import code_of
from dashboards.shared.labels import LEVELS

NO_GROUP = {"stage": "未填学段", "area": "未分片区"}
_STAGES = ("幼儿园", "小学", "初中", "九年一贯制", "完全中学", "高中", "中职", "特教")


@dataclass(frozen=True)
class Level:
    """All schools, or all branches: rows of `volume_cells`, `group_values`, `outlying` and `tallies`."""

    unit_level: str
    cells: pl.DataFrame = field(repr=False)
    values: pl.DataFrame = field(repr=False)
    outliers: pl.DataFrame = field(repr=False)
    tallies: pl.DataFrame = field(repr=False)
    indicators: tuple[tuple[str, str], ...] = field(repr=False)
    """Code and name of the indicators, family by family."""

    @property
    def word(self) -> str:
        """学校 or 支部."""
        return LEVELS[self.unit_level]

    def groups(self, grouped_by: str) -> Iterator[tuple[str | None, str, pl.DataFrame]]:
        """Yield key, name and cells of every 学段 or 片区, those without one last."""
        key, name = {"stage": ("stage", "stage"), "area": ("area_id", "area_name")}[grouped_by]
        found = self.cells.select(key=pl.col(key), name=pl.col(name)).unique().rows()
        for group, called in sorted(found, key=lambda one: (one[0] is None, _place(one[0]), one[0] or "")):
            yield group, called or group or NO_GROUP[grouped_by], self.cells.filter(pl.col(key).eq_missing(group))


@dataclass(frozen=True)
class Volume:
    """A district's or a 片区's year. `code` is what 验真 looks up; it changes when any number does."""

    unit_level: str
    unit_id: str
    unit_name: str
    year: int
    as_of: dt.date
    snapshot_id: str
    build_id: str
    frozen_by: str
    frozen_at: str
    levels: tuple[Level, ...]
    definitions: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        """Return the title of the workbook."""
        return f"{self.unit_name}{self.year}年度述职评议汇总"

    @property
    def is_over(self) -> bool:
        """Whether the year had ended; else its values grow, and last year's final ones are not like them."""
        return self.as_of >= dt.date(self.year, 12, 31)

    @property
    def whole(self) -> str:
        """What the whole is called: 全区 or 本片区."""
        return "本片区" if self.unit_level == "area" else LEVELS[self.unit_level]

    @property
    def indicators(self) -> list[tuple[str, str]]:
        """Code and name of the indicators of any level."""
        return sorted({one for level in self.levels for one in level.indicators})

    @property
    def code(self) -> str:
        """Return the code, from the snapshot, the unit and every number of the volume."""
        text = [self.snapshot_id, self.unit_level, self.unit_id]
        for level in self.levels:
            rows = level.cells.select("unit_id", "indicator_code", "status", "numerator", "denominator", "value").rows()
            text += ["|".join(str(value) for value in row) for row in rows]
        return code_of(text)


def _place(group: str | None) -> int:
    return _STAGES.index(group) if group in _STAGES else len(_STAGES)
