"""Puts the recomputation beside the marts, key by key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from pipeline.warehouse.query import open_published
from tests.reference import compute
from tests.reference.value import Value

Key = tuple[str, str, str, str, date, str | None]
"""Indicator, unit level, unit, period type, first day, breakdown."""
Numbers = tuple[float | None, float | None, float | None, str]
"""Numerator, denominator, value, status."""

_SHOWN = 20
_TOLERANCE = 1e-9
_SELECT = """
    select indicator_code, unit_level, unit_id, period_type, period_start, breakdown,
        numerator, denominator, value, status
    from indicator_value
"""
_COVERED = """
    select indicator_code, unit_level, unit_id, period_type, period_start, breakdown,
        units_reported, units_expected, rests_on_few
    from indicator_value
"""


def published(home: Path) -> dict[Key, Numbers]:
    """What the marts say."""
    connection = open_published(home / "warehouse")
    try:
        rows = connection.execute(_SELECT).fetchall()
    finally:
        connection.close()
    found = {row[:6]: row[6:] for row in rows}
    assert len(found) == len(rows), "a key occurs twice in marts.indicator_value"
    return found


def recomputed(home: Path, as_of: date) -> dict[Key, Numbers]:
    """What the recomputation says."""
    return numbers(compute(home, as_of))


def numbers(values: Iterable[Value]) -> dict[Key, Numbers]:
    """What the recomputation says, key by key."""
    return {_key(each): (each.numerator, each.denominator, each.value, each.status) for each in values}


def uncovered(home: Path, values: Iterable[Value]) -> Sequence[object]:
    """The first keys of which marts and recomputation count reports otherwise, or else whether a value rests on few."""
    connection = open_published(home / "warehouse")
    try:
        rows = connection.execute(_COVERED).fetchall()
    finally:
        connection.close()
    theirs = {row[:6]: row[6:] for row in rows}
    ours = {
        _key(each): (each.reported, each.owing, each.value is not None and 2 * each.reported < each.owing)
        for each in values
    }
    return [(key, ours[key], theirs.get(key)) for key in ours if ours[key] != theirs.get(key)][:_SHOWN]


def _key(each: Value) -> Key:
    return each.indicator_code, each.unit_level, each.unit_id, each.period_type, each.period_start, each.breakdown


def disagreement(ours: dict[Key, Numbers], theirs: dict[Key, Numbers]) -> str:
    """Empty if both say the same of the same keys, else the counts by indicator and the first differences."""
    lines: list[str] = []
    counts: Counter[str] = Counter()
    for key in sorted(ours.keys() | theirs.keys(), key=str):
        one, other = ours.get(key), theirs.get(key)
        if one is None or other is None or not _same(one, other):
            counts[key[0]] += 1
            code, level, unit, period, start, breakdown = key
            where = f"{code} {level} {unit} {period} {start}" + (f" [{breakdown}]" if breakdown else "")
            lines.append(f"{where}: reference {_shown(one)}, marts {_shown(other)}")
    if not lines:
        return ""
    summary = ", ".join(f"{code}: {count}" for code, count in sorted(counts.items()))
    return "\n".join([f"{len(lines)} of {len(ours)} values differ ({summary})", *lines[:_SHOWN]])


def _same(one: Numbers, other: Numbers) -> bool:
    return one[3] == other[3] and all(_close(left, right) for left, right in zip(one[:3], other[:3], strict=True))


def _close(left: float | None, right: float | None) -> bool:
    if left is None or right is None:
        return left is right
    return abs(left - right) <= _TOLERANCE * max(1.0, abs(left))


def _shown(numbers: Numbers | None) -> str:
    if numbers is None:
        return "no such row"
    numerator, denominator, value, status = numbers
    return f"{numerator}/{denominator} = {value} {status}"
