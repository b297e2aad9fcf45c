"""The sentence bank of 一页简报: fixed patterns filled with counted figures; every list is cut and says so; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl

from dashboards.database.submissions import Reported
from dashboards.review_packs.beside_last_year import short_again, turned_good, turned_short
from dashboards.review_packs.volume import Level, Volume
from dashboards.shared.formatting import date_text, tally
from dashboards.shared.labels import COUNTED, COURSES, DEPTHS, FAMILIES, JUDGED, SHORT

Row = Mapping[str, Any]
NOTHING = "没有。"

_MOST, _LETTERS = 4, 16
"""Items of a list, and letters of a unit's name in it."""


def sentences(volume: Volume, rows: Sequence[Row], courses: Mapping[str, int], reported: Reported) -> tuple[str, ...]:
    """Return what the page opens with: what came, where the whole stands, last year, schools, branches, peers.

    `courses` counts what got better or worse since the same day of last year, for a year that is not over.
    """
    text = [_arrived(volume, reported), _standing(volume, rows), _beside_last(volume, rows, courses)]
    text += [_level(level) for level in volume.levels if not level.cells.is_empty()]
    return (*text, _beside_peers(volume))


def _arrived(volume: Volume, reported: Reported) -> str:
    units = "、".join(f"{_units(level)} {COUNTED[level.unit_level]}" for level in volume.levels)
    return (
        f"截至{date_text(volume.as_of)}，汇总 {units}；应报台账的 {reported.due} 个组织中，"
        f"{reported.received} 个有报送。缺报不按零计算。"
    )


def _standing(volume: Volume, rows: Sequence[Row]) -> str:
    counts = Counter(str(row["status"]) for row in rows)
    if not any(counts[code] for code in JUDGED):
        return f"{volume.whole}还没有可以按已确认标准判断的指标。"
    return f"{volume.whole}按已确认标准可以判断的 {tally({code: counts[code] for code in JUDGED})}。"


def _beside_last(volume: Volume, rows: Sequence[Row], courses: Mapping[str, int]) -> str:
    """Return what turned since last year; of a year that is not over, first what moved since this day of the last."""
    same_day = "" if volume.is_over else _since_same_day(courses)
    if not any(row["last_status"] in JUDGED for row in rows):
        return same_day or "没有上年数据，不作比较。"
    turns = {
        "由未达标转好": list(filter(turned_good, rows)),
        "由达标转为低于标准": list(filter(turned_short, rows)),
        "连续两年低于标准": list(filter(short_again, rows)),
    }
    told = [f"{text} {len(found)} 项" + (f"（{_some(found)}）" if found else "") for text, found in turns.items()]
    return f"{same_day}{BESIDE[volume.is_over]}：{'；'.join(told)}。"


BESIDE = {True: "与上年比", False: "本年至今与上年全年的结论比"}
"""Beside what a status is held: of a year that is not over the two are not alike, and that is said."""


def _since_same_day(courses: Mapping[str, int]) -> str:
    counted = {code: number for code in ("better", "worse", "same") if (number := courses.get(code, 0))}
    told = "，".join(f"{COURSES[code].word} {number}" for code, number in counted.items())
    return f"与去年同日比：{told} 项。" if told else "没有去年同日的数，不比。"


def _some(rows: Sequence[Row]) -> str:
    return "、".join(str(row["name_zh"]) for row in rows[:2]) + ("等" if len(rows) > 2 else "")


def _level(level: Level) -> str:
    noun = COUNTED[level.unit_level]
    below = level.cells.filter(pl.col("status").is_in(SHORT))["unit_id"].n_unique()
    text = f"{_units(level)} {noun}中，{below} {noun}有低于标准的事项"
    most = _most(level.tallies, "short", 1)
    return text + (
        f"，最普遍的是{most[0]['name_zh']}（{most[0]['due']} {noun}可判断，{most[0]['short']} {noun}低于）。"
        if most
        else "。"
    )


def _beside_peers(volume: Volume) -> str:
    text = []
    for level in volume.levels:
        counts = Counter(level.outliers["comparison"])
        text.append(f"{level.word}优于同类 {counts['better']} 处，差于同类 {counts['worse']} 处")
    return f"与同类单位比（单位自己的95%区间不含同类合并值）：{'；'.join(text)}，明细见汇总工作簿。"


def more(volume: Volume, indicators: int, most: int) -> str:
    """Return by what rule the table is ordered, what it leaves out, and of which part of last year it tells."""
    past = "" if volume.is_over else "“上年”是上年全年的数。"
    left = f"共 {indicators} 项，列 {most} 项，全部见汇总工作簿。" if indicators > most else ""
    return f"低于标准的在前，其次学校达标比例低的在前；先后只为方便处理，不表示高低。{past}{left}"


def named(volume: Volume, level: Level, turns: Sequence[Row]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return heading (with the rule of its order) and items of the units that got better most and have most to do.

    `turns` are rows of `unit_turns`, by name; equal ones stay in that order.
    """
    better = [row for row in turns if row["turned_good"] > row["turned_short"]]
    better.sort(key=lambda row: row["turned_short"] - row["turned_good"])
    to_do = [row for row in turns if any(row[depth] for depth in DEPTHS)]
    to_do.sort(key=lambda row: [-row[depth] for depth in DEPTHS])
    return (
        (
            f"进步最多的{level.word}（{BESIDE[volume.is_over]}，转好减转差，多的在前）",
            _units_named(level, better, _turned),
        ),
        (f"最需要做的{level.word}（严重的多的在前，其次明显、差一点）", _units_named(level, to_do, _deep)),
    )


def _units_named(level: Level, rows: Sequence[Row], say: Callable[[Row], str]) -> tuple[str, ...]:
    left = len(rows) - _MOST
    told = [f"{cut(str(row['unit_name']))}：{say(row)}" for row in rows[:_MOST]]
    return (*told, *([f"另有 {left} {COUNTED[level.unit_level]}。"] if left > 0 else [])) or (NOTHING,)


def _turned(row: Row) -> str:
    return f"转好 {row['turned_good']} 项，转差 {row['turned_short']} 项"


def _deep(row: Row) -> str:
    return "，".join(f"{look.word} {row[depth]} 项" for depth, look in DEPTHS.items() if row[depth])


def lists(schools: Level, branches: Level, waiting: Sequence[Row]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return heading and items of what is below most often, what is again, and who has not sent all."""
    both = schools.tallies.join(
        branches.tallies, on=["indicator_code", "name_zh"], how="full", coalesce=True, suffix="_branch"
    ).sort("indicator_code")
    both = both.with_columns(
        total_short=pl.sum_horizontal("short", "short_branch"), total_again=pl.sum_horizontal("again", "again_branch")
    )
    return (
        ("低于标准单位最多的事项", _items(_most(both, "total_short"), both, "total_short", _below)),
        ("连续两年低于标准", _items(_most(both, "total_again"), both, "total_again", _again)),
        ("数据不全", _waiting(waiting)),
    )


def _most(frame: pl.DataFrame, field: str, most: int = _MOST) -> list[dict[str, Any]]:
    found = frame.filter(pl.col(field) > 0).sort(field, descending=True, maintain_order=True)
    return found.head(most).to_dicts()


def _items(rows: Sequence[Row], frame: pl.DataFrame, field: str, say: Any) -> tuple[str, ...]:
    left = frame.filter(pl.col(field) > 0).height - len(rows)
    return (*(f"{row['name_zh']}：{say(row)}" for row in rows), *([f"另有 {left} 项。"] if left else [])) or (NOTHING,)


def _below(row: Row) -> str:
    both = (("学校", row["short"], row["due"]), ("支部", row["short_branch"], row["due_branch"]))
    return "，".join(f"{word} {short}/{due}" for word, short, due in both if due)


def _again(row: Row) -> str:
    both = (("所学校", row["again"]), ("个支部", row["again_branch"]))
    return "，".join(f"{again} {word}" for word, again in both if again)


def _waiting(waiting: Sequence[Row]) -> tuple[str, ...]:
    shown = [f"{cut(str(row['unit_name']))}：缺 {row['missing_months']} 份次" for row in waiting[:_MOST]]
    left = len(waiting) - len(shown)
    return (*shown, *([f"另有 {left} 个单位，见准备情况。"] if left else [])) or (NOTHING,)


def chart(level: Level, counted: Sequence[Row]) -> str:
    """Return what the chart shows: in which family most is below the standard."""
    text = f"{level.word}各类指标的状态（{_units(level)} {COUNTED[level.unit_level]}，每个单位每项指标算一格）"
    worst = max(counted, key=lambda row: (_below_standard(row), -_family(row)))
    below = _below_standard(worst)
    return f"{text}：低于标准最多的是{worst['family']}，{below} 格。" if below else f"{text}：没有低于标准的。"


def cut(name: str, letters: int = _LETTERS) -> str:
    """Return a name that fits its place on the page."""
    return name if len(name) <= letters else name[: letters - 1] + "…"


def _below_standard(row: Row) -> int:
    return sum(row[code] for code in SHORT)


def _family(row: Row) -> int:
    return FAMILIES.index(row["family"]) if row["family"] in FAMILIES else len(FAMILIES)


def _units(level: Level) -> int:
    return level.cells["unit_id"].n_unique()
