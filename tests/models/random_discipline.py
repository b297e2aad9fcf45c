"""Discipline of invented districts over many builds, through the statements that dbt made of the models that tell it.

`python -m tests.models.random_discipline HOME [FIRST LAST]` tries as many districts as one likes (HOME: a built home)
and prints how many pairs of builds were subtracted, how many increments of 1-4 that gave away, and how many without
the register.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations, product
from pathlib import Path
from random import Random
from typing import NamedTuple

import duckdb

from tests.models.linear_judge import recovered
from tests.replay import Replay

MODELS = (
    "int_discipline_counted",
    "int_discipline_year",
    "int_discipline_told",
    "int_discipline_hidden",
    "told_discipline",
)
BUILDS, FIRST_DAY, YEARS = 9, date(2025, 1, 20), (2023, 2024, 2025)
SMALLEST, WAIT = 5, 31
_TABLES = """
create table standards.disclosure as select * from (values ('smallest_shown_count', 5),
    ('days_before_discipline_is_told', 31)) as t(rule, threshold);
create table intermediate.int_indicator as
    select * from (values ('D01', 'total'), ('D02', 'total'), ('D05', 'ratio')) as t(indicator_code, kind);
create table intermediate.int_run(build_id text, as_of date);
create table intermediate.int_unit_value(indicator_code text, unit_level text, unit_id text, year integer,
    breakdown text, numerator double, denominator double, value double, status text default 'no_standard',
    lower_95 double, upper_95 double, lower_998 double, upper_998 double, is_confidential boolean default true,
    period_type text default 'year', period_end date);
create table staging.stg_previous_run as select false as told_is_lost;
create table staging.stg_previous_told(indicator_code text, unit_level text, unit_id text, year integer, breakdown text,
    numerator double, denominator double, value double, status text, lower_95 double, upper_95 double,
    lower_998 double, upper_998 double, is_hidden boolean, told_by text, told_on date);
"""
_MEASURES = {"D01": "处分", "D02": "组织处理"}
_FORMS = ("第一种", "第二种", "第三种", "第四种")
Cell = tuple[str, str, str, int, str]
"""Indicator, level, unit, year and part ("" for the whole)."""
Told = dict[Cell, float | None]
"""What is told by one build; None where it is hidden."""


class Release(NamedTuple):
    """What a build tells on its day."""

    day: date
    told: Told


@dataclass
class District:
    """Decisions of each year, area ("" for none), measure and form; they come in late and are corrected."""

    rng: Random
    decisions: Counter[tuple[int, str, str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.areas = [f"A{number}" for number in range(self.rng.choice((2, 3, 5)))]
        for year in YEARS:
            for area in (*self.areas, ""):
                self._decide(year, area, self.rng.choice((0, 9, 40, 80) if area else (0, 0, 1)))

    def _decide(self, year: int, area: str, number: int) -> None:
        for _ in range(number):
            measure = self.rng.choices(list(_MEASURES.values()), (3, 1))[0]
            self.decisions[year, area, measure, self.rng.choices(_FORMS, (6, 3, 2, 1))[0]] += 1

    def move(self) -> None:
        """Let a few decisions come in late, one ledger that was forgotten, or take one back."""
        for _ in range(self.rng.choice((0, 1, 1, 2))):
            year, area = self.rng.choice(YEARS), self.rng.choice((*self.areas, ""))
            self._decide(year, area, self.rng.choice((1, 1, 2, 3)))
        if self.rng.random() < 0.3:
            form = self.rng.choice(_FORMS)
            self.decisions[self.rng.choice(YEARS), self.rng.choice(self.areas), "处分", form] += self.rng.choice(
                (5, 7, 12)
            )
        if self.rng.random() < 0.2:
            taken = self.rng.choice([cell for cell, number in self.decisions.items() if number])
            self.decisions[taken] -= self.rng.randint(1, self.decisions[taken])

    def counts(self) -> Iterator[tuple[str, str, str, int, str | None, int, int | None]]:
        """Yield indicator, level, unit, year, part, numerator and denominator."""
        units = [("district", "D"), *(("area", area) for area in self.areas)]
        for year, (level, unit) in product(YEARS, units):
            measures, forms = self._of_unit(year, None if level == "district" else unit)
            for code, name in _MEASURES.items():
                yield code, level, unit, year, None, measures[name], None
            for part in _FORMS:
                yield "D05", level, unit, year, part, forms[part], forms.total()

    def _of_unit(self, year: int, area: str | None) -> tuple[Counter[str], Counter[str]]:
        """Return the decisions of an area, or of all, by measure and by form."""
        measures: Counter[str] = Counter()
        forms: Counter[str] = Counter()
        for (of, in_area, measure, form), number in self.decisions.items():
            if of == year and area in (None, in_area):
                measures[measure] += number
                forms[form] += number
        return measures, forms


def builds_of(replay: Replay, seed: int, remembers: bool = True) -> list[Release]:
    """Return what each build of a district tells; one that does not remember tells the day's counts again and again."""
    rng = Random(seed)
    district, day, told = District(rng), FIRST_DAY, []
    nodes = {node.stem: node for node in replay.nodes if node.stem in MODELS}
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as scratch")
        connection.execute("use scratch")
        for schema in ("standards", "staging", "intermediate", "marts"):
            connection.execute(f"create schema {schema}")
        connection.execute(_TABLES)
        for number in range(BUILDS):
            rows = [(*count, date(count[3], 12, 31)) for count in district.counts()]
            connection.execute("delete from intermediate.int_unit_value")
            connection.executemany(
                """insert into intermediate.int_unit_value(indicator_code, unit_level, unit_id, year, breakdown,
                numerator, denominator, period_end) values (?, ?, ?, ?, ?, ?, ?, ?)""",
                rows,
            )
            connection.execute("delete from intermediate.int_run")
            connection.execute("insert into intermediate.int_run values (?, ?)", [f"b{number}", day])
            told.append(Release(day, _told(connection, replay, nodes)))
            if remembers:
                connection.execute("delete from staging.stg_previous_told")
                connection.execute("insert into staging.stg_previous_told select * from marts.told_discipline")
            district.move()
            day += timedelta(days=rng.randint(5, 90))
    return told


def _told(connection: duckdb.DuckDBPyConnection, replay: Replay, nodes: dict[str, Path]) -> Told:
    for name in MODELS:
        connection.execute(f"drop table if exists {'marts' if name == 'told_discipline' else 'intermediate'}.{name}")
        connection.execute(replay.statement(nodes[name]))
    rows = connection.execute(
        "select indicator_code, unit_level, unit_id, year, breakdown, numerator, denominator, is_hidden "
        "from marts.told_discipline"
    ).fetchall()
    told: Told = {}
    for code, level, unit, year, part, number, of, is_hidden in rows:
        told[code, level, unit, year, part or ""] = None if is_hidden else number
        if of is not None:
            told[code, level, unit, year, "of"] = None if is_hidden else of
    return told


def unclosed(before: Release, after: Release) -> tuple[Told, Told]:
    """Return what both tell of years of which no half closed in between: what a half brought may be told."""
    years = {year for year in YEARS if not any(before.day < day <= after.day for day in _closings(year))}
    first, second = ({cell: n for cell, n in one.told.items() if cell[3] in years} for one in (before, after))
    return first, second


def _closings(year: int) -> tuple[date, date]:
    return date(year, 6, 30) + timedelta(days=WAIT), date(year, 12, 31) + timedelta(days=WAIT)


def increments(before: Told, after: Told, one_way: bool = True) -> dict[Hashable, float]:
    """Return what who kept both builds works out to have moved by 1-4: cells, and those hidden together.

    With the rule (`one_way`) nothing that is hidden moves against what is seen to move, and a linear program knows it.
    """
    moved = _moved(before, after)
    sums = _sums(moved)
    known: dict[Hashable, float] = {cell: number for cell, number in moved.items() if number is not None}
    found = dict(known)
    found |= _left_over(known, sums)
    if one_way and _signs(known) < 2:
        sizes: dict[Hashable, float | None] = {cell: None if n is None else abs(n) for cell, n in moved.items()}
        found |= recovered(sizes, sums)
    return {key: number for key, number in found.items() if 0 < round(abs(number), 6) < SMALLEST}


def _signs(known: Mapping[Hashable, float]) -> int:
    return len({number > 0 for number in known.values() if number})


def _left_over(known: Mapping[Hashable, float], sums: list[tuple[Cell, list[Cell]]]) -> dict[Hashable, float]:
    """Return what each total that is known leaves for those of its parts that are not."""
    return {
        ("the rest of", total, parts[0]): known[total] - sum(known.get(part, 0) for part in parts)
        for total, parts in sums
        if total in known
    }


def _moved(before: Told, after: Told) -> Told:
    """Return what each cell of both builds moved by, of years that moved; who is in no area is a hidden cell."""
    moved: Told = {}
    for cell in before.keys() & after.keys():
        old, new = before[cell], after[cell]
        moved[cell] = None if old is None or new is None else new - old
    years = {cell[3] for cell, number in moved.items() if number}
    moved = {cell: number for cell, number in moved.items() if cell[3] in years}
    nowhere = [(code, "area", "", year, part) for code, level, _, year, part in moved if level == "district"]
    return moved | dict.fromkeys(nowhere)


def _sums(moved: Told) -> list[tuple[Cell, list[Cell]]]:
    """Return what adds up: areas to the district, forms to the decisions of a unit."""
    areas: defaultdict[tuple[str, int, str], list[Cell]] = defaultdict(list)
    forms: defaultdict[Cell, list[Cell]] = defaultdict(list)
    for cell in moved:
        code, level, unit, year, part = cell
        if level == "area":
            areas[code, year, part].append(cell)
        if part not in ("", "of"):
            forms[code, level, unit, year, "of"].append(cell)
    sums = [(cell, areas[cell[0], cell[3], cell[4]]) for cell in moved if cell[1] == "district"]
    return sums + [(total, parts) for total, parts in forms.items() if total in moved]


def judged(replay: Replay, seed: int, remembers: bool = True) -> tuple[int, int, int]:
    """Return how many pairs of builds a district has, how many counts they show, and how many increments give away."""
    pairs = [unclosed(*pair) for pair in combinations(builds_of(replay, seed, remembers), 2)]
    shown = sum(number is not None for _, after in pairs for number in after.values())
    found = sum(len(increments(before, after, remembers)) for before, after in pairs if before != after)
    return len(pairs), shown, found


def main() -> int:
    """Try the districts named on the command line."""
    home, *span = sys.argv[1:]
    first, last = (int(word) for word in span or ("0", "100"))
    replay = Replay(Path(home))
    answers = [judged(replay, seed) for seed in range(first, last)]
    without = [judged(replay, seed, remembers=False) for seed in range(first, last)]
    pairs, shown, found = (sum(numbers) for numbers in zip(*answers, strict=True))
    sys.stdout.write(
        f"districts {last - first}, pairs of builds {pairs}, counts shown {shown}, increments worked out {found}; "
        f"without the register {sum(one[2] for one in without)}\n"
    )
    return int(found > 0)


if __name__ == "__main__":
    raise SystemExit(main())
