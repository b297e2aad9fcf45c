"""Discipline of district and areas, as every role but the 纪检专员 is told: what is hidden cannot be worked out."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import pytest

from dashboards.database import units
from dashboards.database.connection import published_build
from dashboards.database.reader import Reader
from dashboards.shared.viewer import ADMIN, AREA, DISTRICT, OWNER, Viewer
from tests.models.linear_judge import Sum, recovered

CELLS = """
select v.indicator_code, v.unit_level, v.unit_id, v.year, v.breakdown, v.numerator, v.denominator, v.is_hidden
from seen_value as v inner join marts.dim_indicator as i on v.indicator_code = i.indicator_code
where i.is_confidential and v.period_type = 'year' and v.unit_level in ('district', 'area')
"""


@pytest.mark.parametrize(
    ("shown", "sums", "found"),
    [
        ({"all": 9.0, "a": 7.0, "b": None}, [("all", "ab")], {"b": 2.0}),
        ({"all": 9.0, "a": None, "b": None}, [("all", "ab")], {}),
        ({"all": None, "a": 3.0, "b": 4.0}, [("all", "ab")], {"all": 7.0}),
        ({"all": 0.0, "a": None, "b": None}, [("all", "ab")], {"a": 0.0, "b": 0.0}),
        (
            {"all": 9.0, "a": None, "b": None, "c": 4.0, "x": 7.0, "y": 2.0, "ax": None, "ay": 1.0, "bx": 3.0,
             "by": None},
            [("all", "abc"), ("a", ("ax", "ay")), ("b", ("bx", "by")), ("all", "xy")],
            {},
        ),
        (
            {"all": 9.0, "a": None, "b": None, "ax": 2.0, "ay": 1.0},
            [("all", "ab"), ("a", ("ax", "ay"))],
            {"a": 3.0, "b": 6.0},
        ),
    ],
)  # fmt: skip
def test_the_judge_finds_what_can_be_worked_out_and_nothing_else(
    shown: dict[Hashable, float | None], sums: list[Sum], found: dict[Hashable, float]
) -> None:
    assert recovered(shown, sums) == pytest.approx(found)


def _viewers(home: Path) -> list[Viewer]:
    build = published_build(home)
    assert build is not None
    whole = Reader(OWNER, build)
    return [
        Viewer(role, level, str(unit))
        for role, level in ((ADMIN, "district"), (DISTRICT, "district"), (AREA, "area"))
        for unit in units.identities(whole, level)["unit_id"]
    ]


def _told(home: Path, viewer: Viewer) -> dict[Hashable, float | None]:
    """Return what a viewer is told by (indicator, unit, year, part); None where it is hidden. Part "" is the whole."""
    build = published_build(home)
    assert build is not None
    cells: dict[Hashable, float | None] = {}
    for code, level, unit, year, part, top, bottom, is_hidden in Reader(viewer, build).ask(CELLS).iter_rows():
        cells[code, level, unit, year, part or ""] = None if is_hidden else top
        if part is not None:
            cells.setdefault((code, level, unit, year, "of"), None if is_hidden else bottom)
    return cells


def _sums(keys: list[tuple[Any, ...]]) -> list[Sum]:
    """Return what adds up: the areas to the district, and the parts of a unit to their whole."""
    sums: list[Sum] = []
    for code, level, unit, year, part in keys:
        whole = (code, level, unit, year, part)
        if level == "district":
            sums.append((whole, [key for key in keys if key[:2] == (code, "area") and key[3:] == (year, part)]))
        if part == "of":
            sums.append((whole, [key for key in keys if key[:4] == whole[:4] and key[4] not in ("of", "")]))
    return [one for one in sums if one[1]]


def test_no_count_of_discipline_that_is_hidden_can_be_worked_out(sample_home: Path) -> None:
    """Areas from the district, parts from their whole, and both together; counts of persons are taken to add up."""
    tried = 0
    for viewer in _viewers(sample_home):
        cells = _told(sample_home, viewer)
        tried += sum(value is None for value in cells.values())
        assert recovered(cells, _sums([key for key in cells if isinstance(key, tuple)])) == {}, viewer
    assert tried > 50
