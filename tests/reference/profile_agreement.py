"""Puts the recomputation of the profiles beside their marts; a difference is a line that says what and where."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.warehouse.query import open_published
from tests.reference import profiles
from tests.reference.district import District

_TOLERANCE = 1e-6
_POINTS = """
    select v.indicator_code, v.unit_level, v.unit_id, v.period_start, v.numerator, v.denominator
    from indicator_value as v inner join dim_indicator as i on v.indicator_code = i.indicator_code
    where v.breakdown is null and v.is_closed and v.value is not null and not v.rests_on_few
        and not i.is_confidential and i.unit = '%'
        and i.kind in ('frequency', 'ratio', 'coverage')
        and (v.period_type = i.base_period or (v.period_type = 'quarter' and i.base_period = 'month'))
        and not (v.period_type = 'month')
"""
_VALUED = """
    select v.indicator_code, v.unit_level, v.unit_id, v.year, u.peer_group, v.value, v.standard, i.direction
    from indicator_value as v inner join dim_indicator as i on v.indicator_code = i.indicator_code
    inner join dim_unit as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
    where v.unit_level in ('school', 'branch') and v.period_type = 'year' and v.breakdown is null
        and v.value is not null and not v.rests_on_few and not i.is_confidential
"""


def disagreements(home: Path, as_of: date) -> Iterator[str]:
    """Every difference between the marts of a home and what the recomputation says."""
    connection = open_published(home / "warehouse")

    def ask(sql: str) -> list[tuple[Any, ...]]:
        rows = connection.execute(sql).fetchall()
        assert rows, f"nothing to compare: {sql}"
        return rows

    try:
        yield from _trends(ask(_POINTS), ask("select * from indicator_trend where trend <> 'not_computed'"), as_of)
        yield from _spine(ask(_VALUED), ask("select * from indicator_spine where value_position is not null"))
        district = District(home, as_of)
        asked = "select unit_id, period_start, required, done from requirement_period"
        asked += " where indicator_code = 'O05' and unit_level = 'branch' and organisations_silent = 0 and year = "
        yield from _months(district, as_of.year, ask(asked + str(as_of.year)))
        spread = "select indicator_code, unit_level, unit_id, bin_from, members from hours_distribution where year = "
        yield from _hours(district, as_of.year, ask(spread + str(as_of.year)))
    finally:
        connection.close()


def _trends(points: list[tuple[Any, ...]], said: list[tuple[Any, ...]], as_of: date) -> Iterator[str]:
    of_unit: defaultdict[tuple[str, str, str], list[profiles.Point]] = defaultdict(list)
    for code, level, unit, start, top, base in points:
        of_unit[code, level, unit].append((start, top, base))
    seen = set()
    for code, level, unit, year, _, _, _, _, _, value, going, _ in said:
        known = [point for point in of_unit[code, level, unit] if point[0].year <= year]
        expected = profiles.trend(known)
        seen.add((code, level, unit, year))
        if expected[0] != going or abs((expected[1] or 0) - (value or 0)) > _TOLERANCE:
            yield f"trend of {code} {level} {unit} {year}: reference {expected}, mart {going} {value}"
    for (code, level, unit), known in of_unit.items():
        newest = max(start.year for start, _, _ in known)
        shown = profiles.trend(known)[0] == "not_computed" or (code, level, unit, newest) in seen
        if newest == as_of.year and not shown:
            yield f"trend of {code} {level} {unit} {newest}: not in the mart"


def _spine(valued: list[tuple[Any, ...]], said: list[tuple[Any, ...]]) -> Iterator[str]:
    groups: defaultdict[tuple[Any, ...], dict[str, float]] = defaultdict(dict)
    rows = {}
    for code, level, unit, year, group, value, standard, direction in valued:
        groups[code, level, year, group][unit] = value
        rows[code, level, unit, year] = (group, value, standard, direction)
    for code, level, unit, year, place, *_ in said:
        group, value, standard, direction = rows[code, level, unit, year]
        others = [other for name, other in groups[code, level, year, group].items() if name != unit]
        expected = profiles.spine_place(value, others, standard, direction == "lower")
        if len(others) < 5 or abs(expected - place) > _TOLERANCE:
            yield f"place of {code} {level} {unit} {year} among {len(others)}: reference {expected}, mart {place}"


def _months(district: District, year: int, said: list[tuple[Any, ...]]) -> Iterator[str]:
    theirs = {(unit, start): (required, done) for unit, start, required, done in said}
    ours = {
        (org, start): (required, done)
        for org, start, required, done in profiles.monthly(district, "主题党日", year)
    }  # fmt: skip
    for key in sorted(theirs):
        if ours.get(key) != theirs[key]:
            yield f"主题党日 of {key}: reference {ours.get(key)}, mart {theirs[key]}"
    reported = {unit for unit, _ in theirs}
    for org, start in sorted(key for key in ours if key[0] in reported and key not in theirs):
        yield f"主题党日 of {org} {start}: not in the mart"


def _hours(district: District, year: int, said: list[tuple[Any, ...]]) -> Iterator[str]:
    ours = profiles.hours(district, year)
    theirs: defaultdict[tuple[Any, ...], Counter[float]] = defaultdict(Counter)
    for code, level, unit, lower, members in said:
        theirs[(level, unit), code][lower] += members
    for key, counted in theirs.items():
        # A parent leaves out branches that sent nothing, so only branches are held against the roll.
        if key[0][0] == "branch" and ours[key] != counted:
            yield f"hours of {key}: reference {ours[key]}, mart {counted}"
