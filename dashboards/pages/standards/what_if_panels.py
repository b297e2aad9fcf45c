"""The boxes of 标准模拟: which indicator, which threshold; all of it stands in the address."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dashboards.database.units import Row
from dashboards.pages.standards import what_if_queries
from dashboards.shared.formatting import number
from dashboards.shared.labels import FAMILIES, LEVELS
from dashboards.shared.markdown import plain
from dashboards.widgets.filter_bar import Choice
from dashboards.widgets.url_state import choose, enter
from dashboards.widgets.visit import Visit

_MOST = {"%": 100.0, "分": 100.0}


@dataclass(frozen=True)
class Trial:
    """What is tried: the indicator (a row of `warehouse.triable`), its threshold, and the members' hours if any."""

    row: Row
    threshold: float
    hours: float | None

    @property
    def code(self) -> str:
        """The indicator's code."""
        return str(self.row["indicator_code"])

    @property
    def words(self) -> dict[str, str]:
        """What was tried, for downloads."""
        said = {"指标": str(self.row["name_zh"]), "试算标准": number(self.threshold, str(self.row["unit"]))}
        return said | ({"试算学时": f"{self.hours:g}"} if self.hours is not None else {})


def trial(visit: Visit, choice: Choice) -> Trial | None:
    """Draw the boxes and return what is tried; None where nothing has a standard and values."""
    rows = {
        str(row["indicator_code"]): row
        for row in what_if_queries.triable(visit.viewer, visit.build, choice.year).to_dicts()
    }
    if not rows:
        return None
    order = sorted(rows, key=lambda code: (_place(str(rows[code]["family"])), code))
    names = {code: f"{rows[code]['family']}｜{rows[code]['name_zh']}" for code in order}
    first = next((code for code in order if rows[code]["hours_threshold"] is not None), order[0])
    with choice.row:
        code = choose("指标", "indicator", names, first, width=250, forget=("try", "hours"))
        return boxes(rows[code])


def boxes(row: Row) -> Trial:
    """Draw the threshold of a row of `triable` (and the members' hours where it has them); return what is tried."""
    hours = row["hours_threshold"]
    if hours is not None:
        hours = enter("每人学时标准", "hours", float(str(hours)), lowest=0.0, highest=400.0, width=120)
    unit = str(row["unit"])
    most = _MOST.get(unit, 100000.0)
    threshold = enter(f"达标标准（{unit}）", "try", float(str(row["standard"])), lowest=0.0, highest=most, width=130)
    return Trial(row, threshold, hours)


def _place(family: str) -> int:
    return FAMILIES.index(family) if family in FAMILIES else len(FAMILIES)


def remarks(tried: Trial) -> str:
    """Return what is in force, and what the trial is and is not."""
    row = tried.row
    said = f"现行标准：{plain(row['standard_text'] or number(float(str(row['standard'])), str(row['unit'])))}"
    if row["hours_threshold"] is not None:
        said += f"，每人 {float(str(row['hours_threshold'])):g} 学时"
    if not row["confirmed"]:
        said += "（未确认，平时不作判断）"
    return f"{said}。只试算有数值的单位，不改数据、不保存；年度没有结束时，达标指已到期的要求都做到。"


def level_choice(counts: pl.DataFrame) -> str:
    """Draw the choice of the level that the chart counts: branches where they have values, else schools."""
    found = counts["unit_level"].unique().sort().to_list() if counts.height else ["branch"]
    if len(found) == 1:
        return str(found[0])
    return choose("图中数哪一级", "trial_level", {level: LEVELS[level] for level in found}, "branch", width=130)


def by_area(counts: pl.DataFrame, level: str) -> pl.DataFrame:
    """Return the counts of one level by 片区, without the whole."""
    return counts.filter((pl.col("unit_level") == level) & ~pl.col("is_whole"))
