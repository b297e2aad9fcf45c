"""Families of indicators (组织生活, 学习培训 …), and which level stands below a unit."""

from __future__ import annotations

from collections import Counter

import polars as pl

from dashboards.shared.kept import kept
from dashboards.shared.labels import FAMILIES, STATES
from dashboards.shared.tables import Row
from dashboards.shared.unit import UnitKey
from dashboards.shared.viewer import Viewer
from dashboards.widgets.url_state import choose

_BELOW = {"district": "school", "area": "school", "school": "branch", "branch": "branch"}


def below(unit: UnitKey) -> str:
    """Return the level of the units that a unit's overview lists."""
    return _BELOW[unit.unit_level]


@kept
def families_of(standing: pl.DataFrame) -> list[str]:
    """Return the families in a unit's standing, in their usual order."""
    place = {family: number for number, family in enumerate(FAMILIES)}
    return sorted(standing["family"].unique().to_list(), key=lambda family: (place.get(family, 99), family))


def open_below(viewer: Viewer, standing: pl.DataFrame) -> pl.DataFrame:
    """Return the indicators whose values the viewer may see unit by unit."""
    return standing if viewer.sees_confidential else standing.filter(~pl.col("is_confidential"))


def family_choice(families: list[str]) -> str:
    """Draw the choice of a family; it stands in the address."""
    options = {family: family for family in families} or {"组织生活": "组织生活"}
    return choose("指标类别", "family", options, next(iter(options)), width=220)


def worst_first(standing: pl.DataFrame, most: int) -> list[Row]:
    """Return at most `most` rows that have a confirmed standard or a value, in the order in which attention is due."""
    order = {code: place for place, code in enumerate(STATES)}
    rows = [row for row in standing.to_dicts() if row["status"] not in ("not_applicable", "not_due")]
    rows.sort(key=lambda row: (order.get(row["state"], 99), -abs(row["gap"] or 0), row["indicator_code"]))
    return rows[:most]


def spread(standing: pl.DataFrame, most: int) -> list[Row]:
    """Return at most `most` rows for tiles: what falls short first, and no family twice before each had its turn."""
    turns: Counter[str] = Counter()
    placed: list[tuple[bool, int, Row]] = []
    for row in worst_first(standing, standing.height):
        family = str(row["family"])
        placed.append((row["judgement"] != "short", turns[family], row))
        turns[family] += 1
    placed.sort(key=lambda one: one[:2])
    return [row for _, _, row in placed[:most]]
