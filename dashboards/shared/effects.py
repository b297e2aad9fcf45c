"""为什么变了 in words: what each effect means, who pulled which way, and what they come to; pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dashboards.shared.formatting import number, period_text
from dashboards.shared.kept import kept
from dashboards.shared.markdown import escaped

Row = Mapping[str, Any]

EFFECTS: Mapping[str, str] = {
    "rate_effect": "自身变化",
    "mix_effect": "构成变化",
    "turnover_effect": "新增、减少",
}
"""What a change is the sum of: units did better or worse, their shares of the base moved, units came or went."""

MEANING = (
    "自身变化：单位自己做得比过去好或差；构成变化：各单位在分母里的份量变了；新增、减少：只在其中一期有应做事项的单位。"
    "三项相加就是全部变化，不多不少。"
)
_MOST_NAMED = 3
_SMALLEST = 0.05


def scale(unit: str) -> str:
    """Return what a difference of two values is counted in."""
    return {"%": "个百分点", "‰": "个千分点"}.get(unit, unit)


def signed(value: float) -> str:
    """Return +1.3, −0.5, 0.0; what is nothing at one decimal has no sign."""
    return f"{value:+.1f}".replace("-", "−") if abs(value) >= _SMALLEST else "0.0"


def sums(frame: pl.DataFrame) -> dict[str, float]:
    """Return the three effects of all rows of `changes.effects` together."""
    return {name: float(frame[name].sum()) for name in EFFECTS}


def name_of(row: Row) -> str:
    """Return who a line is; a 联合党支部 is marked, as it belongs to several schools and stands here once."""
    name = str(row["group_name"] or "不在查看范围内的单位")
    return f"{name}（联合）" if row["is_shared"] and "联合" not in name else name


def spans(row: Mapping[str, Any]) -> tuple[str, str]:
    """Return what is compared: 2024年 and 2025年; with （截至10月31日） each, where a year is not over."""
    whole = [period_text(str(row["period_type"]), row[start]) for start in ("start_before", "period_start")]
    days = (row["compared_day"], row["as_of"]) if row["compared_day"] else (None, None)
    before, now = (text + _until(day) for text, day in zip(whole, days, strict=True))
    return before, now


def _until(day: dt.date | None) -> str:
    return f"（截至{day.month}月{day.day}日）" if day else ""


def moved(row: Mapping[str, Any]) -> str:
    """Return 支部党员大会按期召开率 2024年 97.3% → 2025年 95.1%，下降 2.2 个百分点."""
    change, unit = float(row["change"]), str(row["unit"])
    told = (
        "基本不变" if abs(change) < _SMALLEST else f"{'上升' if change > 0 else '下降'} {abs(change):.1f} {scale(unit)}"
    )
    when = spans(row)
    before, now = number(row["value_before"], unit), number(row["value"], unit)
    return f"{row['name_zh']} {when[0]} {before} → {when[1]} {now}，{told}"


@kept
def describe(row: Mapping[str, Any], frame: pl.DataFrame) -> str:
    """Return one change in plain words: the three effects, and who pulled most to either side."""
    told = "，".join(f"{EFFECTS[name]} {signed(value)}" for name, value in sums(frame).items())
    return f"{moved(row)}：{told}。{pulled(frame.to_dicts(), str(row['unit']))}"


@kept
def explain(row: Mapping[str, Any], frame: pl.DataFrame) -> str:
    """Return `describe` as Markdown, and whether chance may have done it; `MEANING` says what its words mean."""
    chance = "" if row["is_beyond_chance"] else "前期的数值在本期的95%区间以内，这点变化可能只是偶然。"
    return f"{escaped(describe(row, frame))}{chance}"


def pulled(rows: Sequence[Row], unit: str, most: int = _MOST_NAMED) -> str:
    """Return who pulled the value down and up most, and what all others did together."""
    sides = {"拉低": _strongest(rows, -1, most), "拉高": _strongest(rows, 1, most)}
    text = [f"{word}最多：{_listed(side)}" for word, side in sides.items() if side]
    if not text:
        return ""
    named = sum(map(len, sides.values()))
    left = sum(row["effect"] for row in rows) - sum(row["effect"] for side in sides.values() for row in side)
    text += [f"其余 {len(rows) - named} 个合计 {signed(left)}"] if len(rows) > named else []
    return "；".join(text) + f"（{scale(unit)}）。"


def _strongest(rows: Sequence[Row], side: int, most: int) -> list[Row]:
    """Return the units in scope that pulled most to one side, the strongest first, as the rows come."""
    known = (row for row in rows if row["group_name"] is not None)
    return [row for row in known if side * row["effect"] >= _SMALLEST][:most]


def _listed(rows: Sequence[Row]) -> str:
    return "、".join(f"{name_of(row)} {signed(row['effect'])}" for row in rows)
