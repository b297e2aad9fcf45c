"""Surveys of invented small districts, through the statements that dbt made of the models that hide votes.

`python -m tests.models.random_votes HOME [FIRST LAST]` tries as many districts as one likes (HOME: a built home) and
prints how many cells were hidden, and how many with too few votes could be worked out.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import duckdb

from tests.models.votes_judge import Cell, cells_of, given_away
from tests.replay import Replay

MODELS = ("int_survey_class", "int_survey_leaf", "int_survey_kept_back", "int_survey_hidden")
YEAR, SURVEYS = 2025, ("党建满意度", "书记述职测评")
_CLASSES = ("党员", "教师", "学生家长", "群众")
_TABLES = """
create table standards.disclosure as
    select * from (values ('smallest_shown_count', 5), ('smallest_valid_votes', 10)) as t(rule, threshold);
create table standards.scope as select 'school_org' as scope, 'school_org' as organisation_level;
create table intermediate.int_indicator as select 'S07' as indicator_code, 'survey' as fed_by, 'school_org' as scope;
create table intermediate.int_unit_organisation as select 'D' as unit_id, 'district' as unit_level;
create table intermediate.int_unit_contribution(indicator_code text, year integer, org_code text, unit_level text,
    period_type text, breakdown text);
create table intermediate.int_topic_vote(unit_level text, unit_id text, org_code text, year integer, survey_type text,
    item text, evaluator text, votes bigint, points double);
"""
Row = tuple[str, str, str, int, str, str, str, int, float]
"""Unit level, unit, organisation, year, survey, item, class, votes, points."""


@dataclass(frozen=True)
class _Organisation:
    code: str
    schools: tuple[str, ...]
    area: str | None
    is_branch: bool

    @property
    def units(self) -> Iterator[tuple[str, str]]:
        yield "organisation", self.code
        yield "district", "D"
        yield from (("school", school) for school in self.schools)
        if self.area:
            yield "area", self.area
        if self.is_branch:
            yield "branch", self.code


def _organisations(rng: Random) -> list[_Organisation]:
    """Schools of one organisation or of several, 联合党支部 of two schools, sometimes one in no school or area."""
    found: list[_Organisation] = []
    by_branch = rng.random() < 0.6
    for area in range(rng.choice((1, 2, 3, 4))):
        schools = [f"S{area}{number}" for number in range(rng.choice((1, 2, 4, 7)))]
        for school in schools:
            for number in range(rng.choice((1, 1, 2, 4)) if by_branch else 1):
                is_branch = number > 0 or rng.random() < 0.2
                found.append(_Organisation(f"O{len(found):03}", (school,), f"A{area}", is_branch))
        if len(schools) > 1 and rng.random() < 0.4:
            found.append(_Organisation(f"O{len(found):03}", tuple(rng.sample(schools, 2)), f"A{area}", True))
    if rng.random() < 0.3:
        found.append(_Organisation(f"O{len(found):03}", (), None, False))
    return found


def _ballots(rng: Random, size: int, items: tuple[str, ...]) -> Iterator[tuple[str, str, int]]:
    """Item, class and votes; now and then a class is missing, or only one or two of it answer an item."""
    classes = [name for name in _CLASSES if rng.random() < 0.93] or [_CLASSES[0]]
    for name in classes:
        for item in items:
            votes = round(size * rng.choice((0.3, 0.6, 1, 1.4)) + rng.choice((-1, 0, 1)))
            yield item, name, max(votes if rng.random() < 0.95 else rng.choice((0, 1, 2)), 0)


def votes_of(seed: int) -> list[Row]:
    """Return the votes of an invented district, one row a unit, organisation, survey, item and class."""
    rng = Random(seed)
    small = rng.choice((0.05, 0.15, 0.4))
    rows: list[Row] = []
    for organisation in _organisations(rng):
        for survey in SURVEYS:
            items = ("队伍建设", "工作业绩") if survey == SURVEYS[1] and rng.random() < 0.8 else ("总体评价",)
            size = rng.choice((1, 2, 3, 4)) if rng.random() < small else rng.choice((6, 12, 30, 60))
            for item, name, votes in _ballots(rng, size, items):
                points = sum(rng.random() < 0.85 for _ in range(votes)) / votes if votes else 0.0
                of = (organisation.code, YEAR, survey, item, name, votes, points)
                rows += [(*unit, *of) for unit in organisation.units]
    return rows


def hidden_of(replay: Replay, rows: list[Row]) -> set[tuple[str, str, str, str, str]]:
    """Return what the models hide: unit level, unit, survey, item and class."""
    statements = {node.stem: node for node in replay.nodes if node.stem in MODELS}
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as scratch")
        connection.execute("use scratch")
        for schema in ("standards", "intermediate"):
            connection.execute(f"create schema {schema}")
        connection.execute(_TABLES)
        connection.executemany("insert into intermediate.int_topic_vote values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        connection.execute(
            """insert into intermediate.int_unit_contribution
            select distinct 'S07', year, org_code, 'district', 'year', null from intermediate.int_topic_vote
            where unit_level = 'school' and org_code not in (
                select org_code from intermediate.int_topic_vote where unit_level = 'branch')"""
        )
        for name in MODELS:
            connection.execute(replay.statement(statements[name]))
        found = connection.execute(
            "select unit_level, unit_id, survey_type, item, evaluator from intermediate.int_survey_hidden"
        ).fetchall()
    return set(found)


def judged(replay: Replay, seed: int) -> tuple[int, dict[tuple[str, Cell], float]]:
    """Return how many cells of a district have too few votes and are hidden, and which of them can be worked out."""
    rows = votes_of(seed)
    hidden = hidden_of(replay, rows)
    tried = 0
    unsafe: dict[tuple[str, Cell], float] = {}
    for survey in SURVEYS:
        counts: defaultdict[tuple[str, str, str, str, str], float] = defaultdict(float)
        points: defaultdict[tuple[str, str, str, str, str], float] = defaultdict(float)
        for level, unit, org, _, of, item, name, votes, share in rows:
            if of == survey and votes and level != "organisation":
                counts[level, unit, org, item, name] += votes
                points[level, unit, org, item, name] += round(votes * share)
        places = {(level, unit, item, name) for level, unit, _, item, name in counts}
        places |= {("organisation", org, item, name) for _, _, org, item, name in counts}
        cells = {cell for place in places for cell in cells_of(*place)}
        told = {cell for cell in cells if (cell[0], cell[1], survey, cell[2], cell[3]) not in hidden}
        tried += len(cells - told)
        for judged_by in (counts, points):
            unsafe |= {(survey, cell): value for cell, value in given_away(judged_by, counts, told).items()}
    return tried, unsafe


def main() -> int:
    """Try the districts named on the command line."""
    home, *span = sys.argv[1:]
    first, last = (int(word) for word in span or ("0", "100"))
    replay = Replay(Path(home))
    answers = [judged(replay, seed) for seed in range(first, last)]
    unsafe = sum(len(found) for _, found in answers)
    sys.stdout.write(f"districts {last - first}, hidden {sum(tried for tried, _ in answers)}, worked out {unsafe}\n")
    return int(unsafe > 0)


if __name__ == "__main__":
    raise SystemExit(main())
