"""为什么变了: the effects of everybody add up to the change, and are what a plain recomputation gives."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest
from jinja2 import Environment

from pipeline.settings import PROJECT
from pipeline.warehouse.query import open_published
from tests.reference.decomposition import Added, Effects, Whole, contributions, effects

MACROS = Environment().from_string((PROJECT / "macros" / "decomposition.sql").read_text(encoding="utf-8")).module
KINDS = ("ratio", "rate", "coverage", "frequency")
LEVELS = ("district", "area", "school")
AddedBy = Mapping[bool, Mapping[Whole, Added]]
"""Up to the same day as today's or not -> indicator, unit and year -> who added what."""
SIDE_BY_SIDE = {"who": pl.String} | dict.fromkeys(
    ("numerator_before", "denominator_before", "numerator_now", "denominator_now"), pl.Float64
)
SCALES = {"%": 100.0, "‰": 1000.0}
_PAIRS = """
    with pair as (
        select indicator_code, unit_level, unit_id, year, false as is_same_day, is_closed,
            value - lag(value) over past as change, lag(year) over past as year_before
        from indicator_value
        where period_type = 'year' and breakdown is null
        window past as (partition by indicator_code, unit_level, unit_id order by year)
        union all
        select indicator_code, unit_level, unit_id, year, true as is_same_day, true as is_closed, change,
            year - 1 as year_before
        from year_change
        where not is_closed
    )
    select indicator_code, unit_level, unit_id, year, is_same_day, i.unit, change
    from pair
    inner join dim_indicator as i using (indicator_code)
    where unit_level in ('district', 'area', 'school') and i.kind in ('ratio', 'rate', 'coverage', 'frequency')
        and is_closed and change is not null and year_before = year - 1
"""
_KINDS = """
    select distinct i.kind from indicator_contribution inner join dim_indicator as i using (indicator_code)
"""
_ADDED = """
    select indicator_code, unit_level, unit_id, extract(year from period_start)::int as year, is_same_day,
        contributor_id, numerator, denominator
    from indicator_contribution where period_type = 'year'
"""


def told(rows: list[tuple[object, ...]], unit: str) -> dict[str, Effects]:
    """What the models' formula says of contributors with both periods side by side."""
    frame = pl.DataFrame(rows, schema=SIDE_BY_SIDE, orient="row")
    formula = MACROS.change_effects("beside", f"'{unit}'")
    statement = f"with {formula} select who, rate_effect, mix_effect, turnover_effect from effects"
    with duckdb.connect() as connection:
        found = connection.register("beside", frame).execute(statement).fetchall()
    return {who: Effects(*numbers) for who, *numbers in found}


def invented(seed: int) -> list[tuple[object, ...]]:
    """Contributors that stay, come, go, or have events without a base."""
    chance = random.Random(seed)
    rows: list[tuple[object, ...]] = []
    for number in range(chance.randint(2, 60)):
        before, now = (chance.choice([0, 0, 3, 12, 40, 700]) for _ in range(2))
        tops = [chance.randint(0, base) if base else chance.choice([0, 0, 1]) for base in (before, now)]
        rows.append((f"u{number}", tops[0], before, tops[1], now))
    return [*rows, ("stays", 5, 9, 7, 8)]


def beside(before: Added, now: Added) -> list[tuple[object, ...]]:
    nothing = (0.0, 0.0)
    return [(who, *before.get(who, nothing), *now.get(who, nothing)) for who in sorted(before.keys() | now.keys())]


def total(found: dict[str, Effects]) -> float:
    return sum(one.rate + one.mix + one.turnover for one in found.values())


def close(one: Effects, other: Effects) -> bool:
    pairs = ((one.rate, other.rate), (one.mix, other.mix), (one.turnover, other.turnover))
    return all(abs(left - right) <= 1e-9 for left, right in pairs)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_effects_add_up_to_the_change_whatever_comes_and_goes(seed: int) -> None:
    for turn in range(20):
        rows = invented(100 * seed + turn)
        sums = [sum(float(str(row[place])) for row in rows) for place in (1, 2, 3, 4)]
        change = 100 * (sums[2] / sums[3] - sums[0] / sums[1])
        found = told(rows, "%")
        assert abs(total(found) - change) <= 1e-9
        before = {str(row[0]): (float(str(row[1])), float(str(row[2]))) for row in rows}
        now = {str(row[0]): (float(str(row[3])), float(str(row[4]))) for row in rows}
        ours = effects(before, now, 100)
        assert all(close(one, ours[who]) for who, one in found.items())


def test_who_did_the_same_as_before_at_the_same_share_changed_nothing() -> None:
    found = told([("a", 3, 4, 4, 4), ("b", 2, 4, 2, 4), ("new", 0, 0, 0, 0)], "%")
    assert found["b"] == Effects(0.0, 0.0, 0.0)
    assert close(found["a"], Effects(rate=12.5))


def test_a_larger_share_of_who_does_worse_pulls_the_whole_down_though_nobody_changed() -> None:
    found = told([("good", 9, 10, 9, 10), ("bad", 1, 10, 3, 30)], "%")
    assert all(one.rate == pytest.approx(0, abs=1e-12) for one in found.values())
    assert all(one.mix < 0 for one in found.values())


@pytest.fixture(scope="module")
def added(sample_home: Path) -> AddedBy:
    """What the mart says that everybody added to each yearly value, or had added to it by the same day as today's."""
    found: defaultdict[bool, defaultdict[Whole, Added]] = defaultdict(lambda: defaultdict(dict))
    with open_published(sample_home / "warehouse") as connection:
        for code, level, unit, year, is_same_day, who, top, bottom in connection.execute(_ADDED).fetchall():
            found[is_same_day][code, level, unit, year][who] = (top, bottom)
    return found


def test_every_change_of_the_sample_district_is_the_sum_of_its_effects(sample_home: Path, added: AddedBy) -> None:
    """All indicators of the four kinds, at district, area and school: a remainder is a change that nobody made.

    The open year is held against the same day of the last one, the change that 总览 and the tiles tell.
    """
    with open_published(sample_home / "warehouse") as connection:
        pairs = connection.execute(_PAIRS).fetchall()
        kinds = connection.execute(_KINDS).fetchall()
    assert {kind for (kind,) in kinds} == set(KINDS)
    for same_day in (False, True):
        assert {level for _, level, _, _, is_same_day, *_ in pairs if is_same_day == same_day} == set(LEVELS)
    for code, level, unit, year, is_same_day, measure, change in pairs:
        before, now = added[is_same_day][code, level, unit, year - 1], added[False][code, level, unit, year]
        ours = effects(before, now, SCALES[measure])
        assert abs(sum(one.rate + one.mix + one.turnover for one in ours.values()) - change) <= 1e-9, (code, unit, year)
        if level == "district":
            assert abs(total(told(beside(before, now), measure)) - change) <= 1e-9, (code, unit, year)


@pytest.mark.parametrize(("day", "is_same_day"), [(date(2026, 10, 31), False), (date(2025, 10, 31), True)])
def test_what_everybody_added_is_what_a_plain_recomputation_gives(
    sample_home: Path, added: AddedBy, day: date, is_same_day: bool
) -> None:
    """Today, and seen from the same day of last year, when nothing later had happened."""
    theirs = added[is_same_day]
    codes = {whole[0] for whole in theirs}
    ours = contributions(sample_home, day, codes)
    if is_same_day:
        ours = {whole: who for whole, who in ours.items() if whole[3] == day.year}
    wrong = [whole for whole in ours.keys() | theirs.keys() if not _agree(ours.get(whole, {}), theirs.get(whole, {}))]
    assert not wrong, [(whole, ours.get(whole), theirs.get(whole)) for whole in sorted(wrong)[:5]]


def _agree(one: Added, other: Added) -> bool:
    return one.keys() == other.keys() and all(
        abs(left - right) <= 1e-6 for who in one for left, right in zip(one[who], other[who], strict=True)
    )
