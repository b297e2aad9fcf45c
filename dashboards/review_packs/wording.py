"""The sentence bank of the packs: fixed patterns filled with counted figures, no free prose; pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from dashboards.review_packs.beside_last_year import short_again, turned_good
from dashboards.review_packs.snapshot import Snapshot
from dashboards.shared.formatting import date_text, period_text, standard_of, tally, value_of
from dashboards.shared.labels import COMPARISONS, JUDGED, SHORT, STATUSES

Row = Mapping[str, Any]
LEAST_POINTS = 5
"""A direction is told of as many points as models/marts/indicator_trend.sql tests."""
FOR_REFERENCE = "本材料由台账数据汇总生成，仅供参考，不代替评议结论。"


def summary(name: str, year: int, as_of: dt.date, rows: Sequence[Row], last_problems: int) -> tuple[str, ...]:
    """Return the opening sentences: where the indicators stand, what is below, what got better, how peers stand."""
    counts = Counter(str(row["status"]) for row in rows)
    text = [f"截至{date_text(as_of)}，{name}{year}年度适用 {_applying(counts)} 项指标。"]
    if any(counts[code] for code in JUDGED):
        text.append(f"有标准可判断的 {tally({code: counts[code] for code in JUDGED})}。")
    text += [*_below(rows), *_beside_last(rows), *_beside_peers(rows)]
    if last_problems:
        text.append(f"上年提出的问题 {last_problems} 个，整改情况见第四部分。")
    return tuple(text)


def _below(rows: Sequence[Row]) -> list[str]:
    short = [row for row in rows if row["status"] in SHORT]
    worst = sorted(short, key=lambda row: -(row["periods_running"] or 0))[:3]
    told = "、".join(f"{row['name_zh']}（{value_of(row)}）" for row in worst)
    return [f"低于标准的主要是：{told}。"] if worst else []


def _beside_last(rows: Sequence[Row]) -> list[str]:
    better, again = list(filter(turned_good, rows)), list(filter(short_again, rows))
    text = [f"上年未达标、本年{_reached(better)}的 {len(better)} 项：{_names(better)}。"] if better else []
    return text + ([f"连续两年低于标准的 {len(again)} 项：{_names(again)}。"] if again else [])


def _reached(rows: Sequence[Row]) -> str:
    """Return what became of them: of a year that is not over nobody says that it reached its standard."""
    words = dict.fromkeys(STATUSES[str(row["status"])].word for row in rows)
    return "或".join(words)


def _beside_peers(rows: Sequence[Row]) -> list[str]:
    compared = Counter(str(row["comparison"]) for row in rows)
    if not any(compared[code] for code in ("better", "similar", "worse")):
        return []
    return [
        f"与同类单位比（按95%区间）：优于同类 {compared['better']} 项，相近 {compared['similar']} 项，"
        f"差于同类 {compared['worse']} 项。"
    ]


def _applying(counts: Mapping[str, int]) -> int:
    return sum(number for code, number in counts.items() if code != "not_applicable")


def _names(rows: Sequence[Row]) -> str:
    return "、".join(str(row["name_zh"]) for row in rows)


def notes(snapshot: Snapshot, ready: Row, counts: Mapping[str, int], not_applicable: Sequence[str]) -> tuple[str, ...]:
    """Return the notes on data: as-of day, what was due and came, statuses without a value, what does not apply."""
    day = dt.date.fromisoformat(snapshot.as_of)
    text = [f"数据截止{date_text(day)}，冻结编号 {snapshot.snapshot_id}，由{snapshot.taken_by}冻结。"]
    if ready.get("due_months"):
        came = ready["due_months"] - ready["missing_months"]
        text.append(f"按报送日历应报 {ready['due_months']} 份次，已报 {came} 份次。")
        if ready["missing_ledgers"]:
            text.append(f"尚缺：{ready['missing_ledgers']}。缺报不按零计算。")
    without = [f"{STATUSES[code].word} {counts[code]} 项" for code in _VALUELESS if counts.get(code)]
    if without:
        text.append("没有数值的指标：" + "，".join(without) + "。")
    if not_applicable:
        text.append("不适用于本单位、没有列出的指标：" + "、".join(not_applicable) + "。")
    if day < dt.date(snapshot.year, 12, 31):
        text.append("上年的数值和状态是上年全年的，本年是截止日以前的。")
    text.append("上年数值后有“*”的，两年标准不同，不宜直接比较。“达标”看标准，“与同类比”看同类单位，两者分开回答。")
    text.append(FOR_REFERENCE)
    return tuple(text)


_VALUELESS = ("not_reported", "too_few", "not_due", "suppressed")


def trend(rows: Sequence[Row]) -> str:
    """Return what a trend shows: the first and the last point; fewer than five are not judged."""
    first, last = rows[0], rows[-1]
    text = (
        f"{last['name_zh']}：{period_text(first['period_type'], first['period_start'])} {value_of(first)}，"
        f"{period_text(last['period_type'], last['period_start'])}{_until(last)} {value_of(last)}"
    )
    return f"{text}。" if len(rows) >= LEAST_POINTS else f"{text}；只有 {len(rows)} 个时点，不判断趋势。"


def _until(row: Row) -> str:
    """Return up to which day a period that is not over is told."""
    return "" if row["is_closed"] else f"（截至{row['as_of'].month}月{row['as_of'].day}日）"


def spine(year: int, rows: Sequence[Row]) -> str:
    """Return how the indicators lie among unnamed peers; every line has a scale of its own."""
    placed = [row for row in rows if row["value_position"] is not None]
    counts = Counter(str(row["comparison"]) for row in placed)
    text = "，".join(f"{COMPARISONS[code]} {counts[code]} 项" for code in COMPARISONS if counts[code])
    return f"{year}年 {len(placed)} 项指标与不具名的同类单位比：{text}。各行刻度不同，越靠右越好，蓝色的不作判断。"


def more_of_spine(families: Sequence[str]) -> str:
    """Return which families a further piece of the spine shows."""
    return f"与同类单位比（续）：{'、'.join(families)}。"


def definition(row: Row) -> tuple[str, str]:
    """Return an indicator's name and its 口径 in one sentence."""
    parts = [f"分子：{row['numerator_text']}"] if row.get("numerator_text") else []
    parts += [f"分母：{row['denominator_text']}"] if row.get("denominator_text") else []
    parts += [f"标准：{standard_of(row)}"]
    parts += [f"依据：{row['source']}"] if row.get("source") else []
    return f"{row['indicator_code']} {row['name_zh']}", "；".join(parts) + "。"
