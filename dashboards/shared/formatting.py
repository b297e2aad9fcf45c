"""Numbers and sentences as people read them; pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from dashboards.shared.labels import STATUSES, TRENDS, VERDICTS, status
from pipeline.policy.parts import part_order

HIDDEN = "已隐藏"
NO_VALUE = "—"
ALL_OF_IT = 100
OUT_OF_REACH = "全年已达不到"
FEW = "▨"
"""Stands before a value that rests on too few reports; hatched, so that it is seen in black and white too."""
FEW_LABEL = f"{FEW} 报送不到半数"
FEW_MEANING = "已报的不到应报的一半，只列出，不作比较"


def number(value: float | None, unit: str) -> str:
    """Return a value with its unit: one decimal for rates, hours and points, none for counts."""
    if value is None:
        return NO_VALUE
    if unit in ("人", "人次", "个", "次", "件", "场", "项", "篇", "份"):
        return f"{value:.0f} {unit}"
    return f"{value:.1f}{unit}" if unit in ("%", "‰") else f"{value:.1f} {unit}"


def count(value: float | None) -> str:
    """Return a numerator or denominator without needless decimals."""
    if value is None:
        return NO_VALUE
    return f"{value:.0f}" if float(value).is_integer() else f"{value:.1f}"


def needed_of(row: Mapping[str, object]) -> str:
    """Return what is still to be done by the year's end, with its 量词: 6 次, 21 人次, 36 学时."""
    needed = row.get("needed")
    return f"{count(needed)} {row['counted_in']}" if isinstance(needed, int | float) else NO_VALUE


def to_do_of(row: Mapping[str, object]) -> str:
    """Return what is still to be done, and where that does not lead to the standard any more, so."""
    to_do = needed_of(row)
    return f"{to_do}（{OUT_OF_REACH}）" if row.get("can_be_made_up") is False and to_do != NO_VALUE else to_do


def value_of(row: Mapping[str, object], field: str = "value") -> str:
    """Return the value of a query row, or the words that stand in its place."""
    if row.get("is_hidden"):
        return HIDDEN
    value = row.get(field)
    shown = number(value if isinstance(value, int | float) else None, str(row.get("unit") or ""))
    return f"{shown}（{FEW} {reported_of(row)}）" if field == "value" and row.get("rests_on_few") else shown


def short_value_of(row: Mapping[str, object]) -> str:
    """Return the value as `value_of`, with the mark alone where it rests on few."""
    shown = value_of({**row, "rests_on_few": False})
    return f"{FEW} {shown}" if row.get("rests_on_few") else shown


def reported_of(row: Mapping[str, object]) -> str:
    """Return on how many of the organisations that owe it a value rests: 8/113 已报."""
    return f"{row['units_reported']}/{row['units_expected']} 已报"


def base_of(row: Mapping[str, object]) -> str:
    """Return 分子/分母 of a query row; a count that has no denominator gives its number alone."""
    if row.get("is_hidden"):
        return "已隐藏"
    top, bottom = row.get("numerator"), row.get("denominator")
    if not isinstance(bottom, int | float):
        return f"n={count(top)}" if isinstance(top, int | float) else NO_VALUE
    return f"{count(top if isinstance(top, int | float) else None)}/{count(bottom)}"


def done_of(row: Mapping[str, object]) -> str:
    """Return what was done of what is asked for: 11/12; of a mean (of hours and persons) 平均 23.2/24 学时."""
    value, standard = row.get("value"), row.get("standard")
    if row.get("kind") != "mean" or row.get("is_hidden") or not isinstance(value, int | float):
        return base_of(row)
    asked = f"/{count(standard)}" if isinstance(standard, int | float) else ""
    return f"平均 {value:.1f}{asked} {row.get('unit') or ''}".strip()


def standard_of(row: Mapping[str, object]) -> str:
    """Return the standard in words, saying so when nobody has confirmed it."""
    text = str(row.get("standard_text") or "").strip()
    if not text:
        value = row.get("standard")
        text = number(value, str(row.get("unit") or "")) if isinstance(value, int | float) else ""
    if not text:
        return "无标准"
    return f"{text}{due_of(row)}" if row.get("standard_confirmed") else f"{text}（未确认）"


def due_of(row: Mapping[str, object]) -> str:
    """Return how much of a year's standard is to be there by now, in brackets; nothing where all of it is, or none.

    It is what the unit itself had done by this day of its closed years, or, without two of them, its share of the days.
    """
    share = row.get("due_share")
    if not isinstance(share, float) or row.get("is_closed") or not 0 < share < ALL_OF_IT:
        return ""
    return f"（往年此时 {share:.0f}%）" if row.get("has_usual_share") else f"（按时间应到 {share:.0f}%）"


def date_text(value: dt.date | None) -> str:
    """Return 2025年12月31日."""
    return f"{value.year}年{value.month}月{value.day}日" if value else NO_VALUE


def period_text(period_type: str, start: dt.date | None) -> str:
    """Return 2025年, 2025年第1季度, 2025年3月, 2025年上半年学期."""
    if start is None:
        return NO_VALUE
    if period_type == "quarter":
        return f"{start.year}年第{(start.month + 2) // 3}季度"
    if period_type == "month":
        return f"{start.year}年{start.month}月"
    if period_type == "semester":
        return f"{start.year}年{'春季' if start.month < 8 else '秋季'}学期"
    return f"{start.year}年"


def tally(counts: Mapping[str, int], noun: str = "项指标") -> str:
    """Return a sentence that counts statuses, worst first: 未达标 3 项指标，达标 12 项指标."""
    counted = [f"{STATUSES[code].word} {counts[code]}" for code in STATUSES if counts.get(code)]
    return f"{sum(counts.values())} {noun}：" + "，".join(counted) if counted else f"没有{noun}"


def status_label(code: str | None) -> str:
    """Return shape and word of a status."""
    return status(code).label


def in_order(values: Iterable[str]) -> list[str]:
    """Return the names of parts as people list them: 第一种 to 第四种, 优秀 to 不合格; others by name."""
    place = {name: number for number, name in enumerate(part_order())}
    return sorted(set(values), key=lambda name: (place.get(name, len(place)), name))


def listed(names: Iterable[str]) -> list[str]:
    """Return names that have an order of their own in it, and others as they come."""
    found = list(dict.fromkeys(names))
    return in_order(found) if set(found) <= set(part_order()) else found


def listing(names: list[str], most: int = 2) -> str:
    """Return the first names and how many there are: 甲、乙等 9 项."""
    first = "、".join(names[:most])
    return first if len(names) <= most else f"{first}等 {len(names)} 项"


def trend_of(row: Mapping[str, object]) -> str:
    """Return a trend as arrow and words; better or worse only where the indicator has a direction."""
    arrow = TRENDS.get(str(row.get("trend")), TRENDS["too_few"])
    judged = VERDICTS.get(str(row.get("verdict")), "")
    return f"{arrow}（{judged}）" if judged else arrow


def moment_text(moment: dt.datetime | dt.date | None) -> str:
    """Return the day of a moment."""
    return date_text(moment.date() if isinstance(moment, dt.datetime) else moment)
