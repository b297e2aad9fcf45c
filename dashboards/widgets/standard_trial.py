"""Another threshold tried on a year's values: its boxes, what it is and is not, and its chart."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dashboards.charts.counts import before_after
from dashboards.exports.workbook import Origin
from dashboards.shared.formatting import number
from dashboards.shared.labels import LEVELS
from dashboards.shared.markdown import escaped
from dashboards.shared.tables import Row
from dashboards.widgets import standard_tables
from dashboards.widgets.chart import chart
from dashboards.widgets.url_state import choose, enter

_MOST = {"%": 100.0, "分": 100.0}


@dataclass(frozen=True)
class Trial:
    """What is tried: the indicator (a row of `triable`), its threshold, and the members' hours if any."""

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
        text = {"指标": str(self.row["name_zh"]), "试算标准": number(self.threshold, str(self.row["unit"]))}
        return text | ({"试算学时": f"{self.hours:g}"} if self.hours is not None else {})


def boxes(row: Row) -> Trial:
    """Draw the threshold of a row of `triable` (and the members' hours where it has them); return what is tried."""
    hours = row["hours_threshold"]
    if hours is not None:
        hours = enter("每人学时标准", "hours", float(str(hours)), lowest=0.0, highest=400.0, width=120)
    unit = str(row["unit"])
    most = _MOST.get(unit, 100000.0)
    threshold = enter(f"达标标准（{unit}）", "try", float(str(row["standard"])), lowest=0.0, highest=most, width=130)
    return Trial(row, threshold, hours)


def remarks(tried: Trial) -> str:
    """Return what is in force, and what the trial is and is not."""
    row = tried.row
    text = f"现行标准：{escaped(row['standard_text'] or number(float(str(row['standard'])), str(row['unit'])))}"
    if row["hours_threshold"] is not None:
        text += f"，每人 {float(str(row['hours_threshold'])):g} 学时"
    if not row["confirmed"]:
        text += "（未确认，平时不作判断）"
    return f"{text}。只试算有数值的单位，不改数据、不保存；年度没有结束时，达标指已到期的要求都做到。"


def draw_counts(counts: pl.DataFrame, sentence: str, source: Origin, key: str) -> None:
    """Draw how many units of each 片区 meet the standard now, and would meet the other one."""
    level = _level_choice(counts)
    by_area = counts.filter((pl.col("unit_level") == level) & ~pl.col("is_whole"))
    chart(before_after(by_area), sentence, standard_tables.trial_counts(counts), source, key)


def _level_choice(counts: pl.DataFrame) -> str:
    """Draw the choice of the level that the chart counts: branches where they have values, else schools."""
    found = counts["unit_level"].unique().sort().to_list() if counts.height else ["branch"]
    if len(found) == 1:
        return str(found[0])
    return choose("图中数哪一级", "trial_level", {level: LEVELS[level] for level in found}, "branch", width=130)
