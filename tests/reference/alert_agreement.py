"""Puts the slow recomputation of the alert rules beside the marts, row by row."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.warehouse.query import open_published
from tests.reference.alerts import MONTHS, Judged, Key, alerts, below_line, end_of, load, periods, risen, rules_in

_VALUES = """
    select indicator_code, unit_level, unit_id, period_type, period_start, status, denominator, rests_on_few,
        coalesce(abs(value - standard) / nullif(standard, 0), -1)
    from indicator_value
    where breakdown is null and status in ('met', 'not_met', 'on_track', 'behind', 'over')
        and indicator_code not in (select indicator_code from dim_indicator where is_confidential)
"""
_FAMILIES = "select indicator_code, family from dim_indicator where not is_confidential"
_BRIDGE = """
    select org_code, unit_id, coalesce(valid_from, date '1900-01-01'), coalesce(valid_to, date '9999-12-31')
    from unit_organisation where unit_level = 'school'
"""


def alert_disagreement(home: Path, standards: Path, as_of: date) -> str:
    """Empty if marts and recomputation say the same of alerts, back-test, load and who rose."""
    connection = open_published(home / "warehouse")
    try:

        def rows(sql: str) -> list[Any]:
            return connection.execute(sql).fetchall()

        families = dict(rows(_FAMILIES))
        found = [(Judged(code, (level, unit), kind, start, status, base, distance), few)
                 for code, level, unit, kind, start, status, base, few, distance in rows(_VALUES)]  # fmt: skip
        values, compared = [one for one, _ in found], [one for one, few in found if not few]
        bridge = rows(_BRIDGE)
        first_year = rows("select first_year from build_info")[0][0]
        key = "rule, indicator_code, unit_level, unit_id, period_start"
        ours: dict[str, object] = {}
        theirs: dict[str, object] = {
            "alerts": {row[:5]: row[5] for row in rows(f"select {key}, is_raised from alert")},
            "below the line": set(rows(f"select {key} from alert where is_raised and is_below_line")),
            "risen": set(rows(f"select {key} from improvement")),
            "back-test": {row[:2]: row[2:] for row in rows(
                "select rule, period_start, raised, schools, most_per_school, is_bearable from alert_backtest")},
            "load": {row[:2]: row[2:] for row in rows(
                "select with_proposed, period_start, raised, schools, most_per_school, below_line from alert_load")},
        }  # fmt: skip
    finally:
        connection.close()
    rules = rules_in(standards)
    kinds = {rule.code: rule.period_type for rule in rules}
    bearable = _bearable(standards)
    spoken = alerts(rules, values, families)
    schools = {one: _schools(one, end_of(one[4], kinds[one[0]]), bridge) for one, is_new in spoken.items() if is_new}
    distances = {(one.indicator, one.unit, one.period_type, one.start): one.distance for one in values}
    new = {one: distances[one[1], (one[2], one[3]), kinds[one[0]], one[4]] for one, is_new in spoken.items() if is_new}
    below = below_line(rules, new, schools, bearable * 3, as_of)
    ours["below the line"] = below
    ours["alerts"], ours["risen"] = spoken, risen(rules, compared, families)
    ours["back-test"] = {
        (rule.code, start): _judged(
            load(
                {one: new for one, new in spoken.items() if one[0] == rule.code},
                schools,
                start,
                end_of(start, rule.period_type),
                kinds,
            ),
            bearable * MONTHS[rule.period_type],
        )
        for rule in rules
        for start in periods(rule.period_type, first_year, as_of)
    }
    in_force = {rule.code for rule in rules if rule.valid_from <= as_of <= rule.valid_to}
    on_trial = {rule.code for rule in rules if as_of < rule.valid_from}
    ours["load"] = {
        (with_proposed, start): (
            *load(
                {one: is_new for one, is_new in spoken.items() if one[0] in counted and one not in below},
                schools,
                start,
                end_of(start, "quarter"),
                kinds,
            ),
            sum(one[0] in counted and _quarter(end_of(one[4], kinds[one[0]])) == start for one in below),
        )
        for with_proposed, counted in ((False, in_force), (True, in_force | on_trial))
        for start in periods("quarter", first_year, as_of)
    }
    return "; ".join(f"{name}: {_first(ours[name], theirs[name])}" for name in ours if ours[name] != theirs[name])


def _quarter(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _judged(found: tuple[int, int, int], most: int) -> tuple[int, int, int, bool]:
    return (*found, found[2] <= most)


def _bearable(standards: Path) -> int:
    with (standards / "alert_limit.csv").open(encoding="utf-8", newline="") as file:
        return next(int(line["most"]) for line in csv.DictReader(file) if line["what"] == "alerts_per_school_per_month")


def _schools(one: Key, day: date, bridge: list[Any]) -> list[str]:
    if one[2] == "school":
        return [one[3]]
    return [school for org, school, first, last in bridge if org == one[3] and first <= day <= last]


def _first(ours: object, theirs: object) -> str:
    assert isinstance(ours, dict | set) and isinstance(theirs, dict | set)
    left = set(ours.items()) if isinstance(ours, dict) else ours
    right = set(theirs.items()) if isinstance(theirs, dict) else theirs
    only = [sorted(left - right, key=str)[:3], sorted(right - left, key=str)[:3]]
    return f"{len(left ^ right)} differ, reference only {only[0]}, marts only {only[1]}"
