"""Alert rules worked out slowly: runs of judged periods one by one, schools one by one, from values agreed on."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

MONTHS = {"month": 1, "quarter": 3, "semester": 6, "year": 12}
FIRST_MONTHS = {
    "month": tuple(range(1, 13)), "quarter": (1, 4, 7, 10), "semester": (2, 8), "year": (1,),
}  # fmt: skip
Unit = tuple[str, str]


@dataclass(frozen=True)
class Rule:
    """One line of alert_rule.csv."""

    code: str
    period_type: str
    unit_level: str
    families: tuple[str, ...]
    indicators: tuple[str, ...]
    running: int
    base: float
    valid_from: date
    valid_to: date


@dataclass(frozen=True)
class Judged:
    """A value that was judged: its period, whether the standard was met, and the base."""

    indicator: str
    unit: Unit
    period_type: str
    start: date
    status: str
    denominator: float | None
    distance: float = 0.0
    """How far from the standard, as a share of it."""

    @property
    def end(self) -> date:
        """Last day of the period."""
        return end_of(self.start, self.period_type)


Key = tuple[str, str, str, str, date]
"""Rule, indicator, unit level, unit, first day of the period."""


def end_of(start: date, period_type: str) -> date:
    """Return the last day of a period."""
    months = start.month - 1 + MONTHS[period_type]
    return date(start.year + months // 12, months % 12 + 1, 1) - timedelta(days=1)


def rules_in(folder: Path) -> list[Rule]:
    """Read alert_rule.csv."""
    with (folder / "alert_rule.csv").open(encoding="utf-8", newline="") as file:
        return [
            Rule(
                line["rule"],
                line["period_type"],
                line["unit_level"],
                tuple(filter(None, line["families"].split("、"))),
                tuple(filter(None, line["indicators"].split("、"))),
                int(line["periods_running"]),
                float(line["minimum_base"]),
                date.fromisoformat(line["valid_from"]),
                date.fromisoformat(line["valid_to"] or "9999-12-31"),
            )
            for line in csv.DictReader(file)
        ]


def _histories(rule: Rule, values: Iterable[Judged], families: Mapping[str, str]) -> Iterable[list[Judged]]:
    found: dict[tuple[str, Unit], list[Judged]] = defaultdict(list)
    for one in values:
        watched = families.get(one.indicator) in rule.families or one.indicator in rule.indicators
        if watched and one.period_type == rule.period_type and one.unit[0] == rule.unit_level:
            found[one.indicator, one.unit].append(one)
    return [sorted(history, key=lambda one: one.start) for history in found.values()]


def _key(rule: Rule, one: Judged) -> Key:
    return rule.code, one.indicator, *one.unit, one.start


def alerts(rules: Sequence[Rule], values: Sequence[Judged], families: Mapping[str, str]) -> dict[Key, bool]:
    """Return where each rule speaks, and whether it is the first time in that run of periods."""
    spoken: dict[Key, bool] = {}
    for rule in rules:
        for history in _histories(rule, values, families):
            run: list[Judged] = []
            has_spoken = False
            for one in history:
                if one.status in ("met", "on_track"):
                    run, has_spoken = [], False
                    continue
                run.append(one)
                last = run[-rule.running :]
                enough = len(last) == rule.running and all((each.denominator or 0) >= rule.base for each in last)
                if enough and one.status == "not_met":
                    spoken[_key(rule, one)] = not has_spoken
                    has_spoken = True
    return spoken


def below_line(
    rules: Sequence[Rule],
    new: Mapping[Key, float],
    schools: Mapping[Key, Sequence[str]],
    bearable: int,
    as_of: date,
) -> set[Key]:
    """Return the new alerts (key -> distance) that a school of theirs could not bear: the widest are said first.

    Rules in force speak before those on trial.
    """
    by_code = {rule.code: rule for rule in rules}
    heaps: dict[tuple[str, int], list[tuple[object, ...]]] = defaultdict(list)
    for key, distance in new.items():
        rule = by_code[key[0]]
        rank = 0 if rule.valid_from <= as_of <= rule.valid_to else 1 if as_of < rule.valid_from else 2
        end = end_of(key[4], rule.period_type)
        for school in schools[key]:
            heaps[school, end.year * 4 + (end.month - 1) // 3].append((rank, -round(distance, 9), *key))
    return {one[2:] for heap in heaps.values() for one in sorted(heap)[bearable:]}  # type: ignore[misc]


def risen(rules: Sequence[Rule], values: Sequence[Judged], families: Mapping[str, str]) -> set[Key]:
    """Return who was below standard a year before and has met it since, for as many periods as the rule counts."""
    found: set[Key] = set()
    for rule in rules:
        for history in _histories(rule, values, families):
            good = {one.start: one for one in history if (one.denominator or 0) >= rule.base}
            for start, one in good.items():
                before = good.get(date(start.year - 1, start.month, 1))
                if one.status != "met" or before is None or before.status != "not_met":
                    continue
                since = [start]
                while len(since) < min(rule.running, 12 // MONTHS[rule.period_type]):
                    since.append(_earlier(since[-1], rule.period_type))
                if all(day in good and good[day].status == "met" for day in since):
                    found.add(_key(rule, one))
    return found


def _earlier(start: date, period_type: str) -> date:
    months = start.year * 12 + start.month - 1 - MONTHS[period_type]
    return date(months // 12, months % 12 + 1, 1)


def periods(period_type: str, first_year: int, as_of: date) -> list[date]:
    """Return the first days of the periods that had ended by a day."""
    starts = [date(year, month, 1) for year in range(first_year, as_of.year + 1) for month in FIRST_MONTHS[period_type]]
    return [start for start in starts if end_of(start, period_type) <= as_of]


def load(
    spoken: Mapping[Key, bool],
    schools: Mapping[Key, Sequence[str]],
    first: date,
    last: date,
    period_types: Mapping[str, str],
) -> tuple[int, int, int]:
    """Return how many alerts are new from one day to another, at how many schools, and at the school with most."""
    new = [key for key, is_new in spoken.items() if is_new and first <= end_of(key[4], period_types[key[0]]) <= last]
    sent = Counter(school for key in new for school in schools[key])
    return len(new), len(sent), max(sent.values(), default=0)
