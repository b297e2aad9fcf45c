"""Who stands where among peers, worked out with lists and loops from the published values and units."""

from __future__ import annotations

import csv
import functools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.settings import PROJECT
from pipeline.warehouse.query import open_published
from tests.reference.table import DISPUTED

Row = dict[str, Any]
Bands = dict[tuple[Any, ...], tuple[float, ...]]
"""Indicator, level, peer group, period type, first day -> units, p10, p25, p50, p75, p90."""
Places = dict[tuple[Any, ...], tuple[Any, ...]]
"""Indicator, level, unit, first day -> peers, pooled value, median, own weight, shrunk value, excess spread,
percentile, band, comparison."""

_Z_95 = 1.959963984540054
_SHARES = (0.1, 0.25, 0.5, 0.75, 0.9)
_VALUES = """
    select v.indicator_code, v.unit_level, v.unit_id, v.period_type, v.period_start, v.numerator, v.denominator,
        v.value, v.lower_95, v.upper_95, u.peer_group, i.unit, i.kind, i.direction
    from indicator_value as v
    inner join dim_unit as u using (unit_level, unit_id)
    inner join dim_indicator as i using (indicator_code)
    where v.breakdown is null and v.value is not null and not v.rests_on_few and not i.is_confidential
        and not v.is_suppressed
"""


@functools.cache
def fewest_peers(rule: str = "smallest_peer_group") -> int:
    """The least number of peers, from the file of the standards: to be compared, or of another rule to be banded."""
    with (PROJECT / "data" / "standards" / "disclosure.csv").open(encoding="utf-8", newline="") as file:
        return next(int(row["threshold"]) for row in csv.DictReader(file) if row["rule"] == rule)


def valued(home: Path) -> list[Row]:
    """Every value of a school or branch that may be compared: nothing that policy disputes."""
    rows = _asked(home, _VALUES)
    return [row for row in rows if row["peer_group"] is not None and row["indicator_code"] not in DISPUTED]


def district(home: Path) -> str:
    """The unit that holds all others."""
    return str(_asked(home, "select unit_id from dim_unit where unit_level = 'district'")[0]["unit_id"])


def quantile(values: Iterable[float], share: float) -> float:
    """The value below which a share lies, drawn straight between the two nearest."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def bands(rows: list[Row]) -> Bands:
    """The quantiles of each group in which everybody has enough peers."""
    groups: defaultdict[tuple[Any, ...], list[float]] = defaultdict(list)
    for row in rows:
        key = (row["indicator_code"], row["unit_level"], row["peer_group"], row["period_type"], row["period_start"])
        groups[key].append(row["value"])
    return {
        key: (len(values), *(quantile(values, share) for share in _SHARES))
        for key, values in groups.items()
        if len(values) - 1 >= fewest_peers()
    }


def places(rows: list[Row]) -> Places:
    """Where every unit stands in a year, among the others of its group."""
    yearly = [row for row in rows if row["period_type"] == "year"]
    groups: defaultdict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in yearly:
        groups[row["indicator_code"], row["unit_level"], row["period_start"], row["peer_group"]].append(row)
    return {
        (row["indicator_code"], row["unit_level"], row["unit_id"], row["period_start"]): place(
            row, [other for other in group if other["unit_id"] != row["unit_id"]]
        )
        for group in groups.values()
        for row in group
    }


def place(own: Row, others: list[Row]) -> tuple[Any, ...]:
    """Peers, pooled value, median, weight, shrunk value, spread, percentile, band and comparison of one unit."""
    if len(others) < fewest_peers():
        return len(others), None, None, None, None, None, None, None, "not_compared"
    values = [other["value"] for other in others]
    pooled = None
    base = sum(other["denominator"] or 0 for other in others)
    if own["kind"] != "total" and base:
        pooled = (100 if own["unit"] == "%" else 1) * sum(other["numerator"] for other in others) / base
    below = sum(value < own["value"] for value in values) + sum(value == own["value"] for value in values) / 2
    percentile = 100 * below / len(values)
    judged = _judged(own, pooled)
    band = _band(own, percentile, judged) if len(others) >= fewest_peers("smallest_banded_group") else None
    return len(others), pooled, quantile(values, 0.5), *_shrunk(own, others), percentile, band, judged


def _band(own: Row, percentile: float, judged: str) -> str | None:
    """A unit whose interval says nothing is in no band, and none is at the end that its interval denies."""
    good = percentile if own["direction"] == "higher" else 100 - percentile
    if judged == "better":
        return "前10%" if good >= 90 else "前25%" if good >= 75 else None
    if judged == "worse":
        return "后10%" if good <= 10 else "后25%" if good <= 25 else None
    return None


def _shrunk(own: Row, others: list[Row]) -> tuple[float | None, float | None, float | None]:
    """Own weight, shrunk value, and by how much the peers differ more than chance lets them; of shares only."""
    base = sum(other["denominator"] or 0 for other in others)
    share = sum(other["numerator"] or 0 for other in others) / base if base else 2.0
    if own["unit"] != "%" or own["kind"] == "total" or share > 1 or not own["denominator"]:
        return None, None, None
    if share in (0, 1):
        return None, None, 1.0
    squares = sum(
        other["denominator"] * (other["numerator"] / other["denominator"] - share) ** 2
        for other in others
        if other["denominator"]
    )
    statistic, freedom = squares / (share * (1 - share)), len(others) - 1
    middle = 1 - 2 / (9 * freedom) + _Z_95 * math.sqrt(2 / (9 * freedom))
    spread = math.sqrt(statistic / freedom) if (statistic / freedom) ** (1 / 3) > middle else 1.0
    room = base - sum((other["denominator"] or 0) ** 2 for other in others) / base - freedom
    alike = min(1.0, max(0.0, (statistic - freedom) / room if room else 0.0))
    weight = alike * own["denominator"] / (1 - alike + alike * own["denominator"])
    return weight, 100 * (weight * own["numerator"] / own["denominator"] + (1 - weight) * share), spread


def _judged(own: Row, pooled: float | None) -> str:
    if own["lower_95"] is None or pooled is None:
        return "not_compared"
    if own["lower_95"] <= pooled <= own["upper_95"]:
        return "similar"
    above = own["lower_95"] > pooled
    if own["direction"] == "none":
        return "higher" if above else "lower"
    return "better" if above == (own["direction"] == "higher") else "worse"


def published_bands(home: Path) -> Bands:
    """What marts.peer_band says."""
    return {
        tuple(row.values())[:5]: tuple(row.values())[5:]
        for row in _asked(
            home,
            """
        select indicator_code, unit_level, peer_group, period_type, period_start, units, peer_p10, peer_p25,
            peer_median, peer_p75, peer_p90
        from peer_band""",
        )
    }


def published_places(home: Path) -> Places:
    """What marts.indicator_comparison says."""
    return {
        tuple(row.values())[:4]: tuple(row.values())[4:]
        for row in _asked(
            home,
            """
        select indicator_code, unit_level, unit_id, period_start, peer_count, peer_value, peer_median, own_weight,
            shrunk_value, excess_spread, percentile, band, comparison
        from indicator_comparison""",
        )
    }


def differences(ours: dict[Any, Any], theirs: dict[Any, Any]) -> Iterator[str]:
    """Name every key of which the two say something else; limits that touch are left to the last digit."""
    for key in sorted(ours.keys() | theirs.keys(), key=str):
        one, other = ours.get(key, ()), theirs.get(key, ())
        if len(one) != len(other) or not all(_same(left, right) for left, right in zip(one, other, strict=True)):
            yield f"{key}: reference {one}, marts {other}"


def _same(left: Any, right: Any) -> bool:
    if isinstance(left, float) and isinstance(right, float | int):
        return abs(left - right) <= 1e-9 * max(1.0, abs(left))
    return bool(left == right)


def _asked(home: Path, sql: str) -> list[Row]:
    connection = open_published(home / "warehouse")
    try:
        cursor = connection.execute(sql)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    finally:
        connection.close()
