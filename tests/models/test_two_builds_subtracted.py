"""Discipline as everybody but 纪检 is told it, build after build: what moved by a few is in no difference."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from tests.models.random_discipline import Told, builds_of, increments, judged, unclosed
from tests.replay import Replay

AREA, OTHER, DISTRICT = (
    ("D01", level, unit, 2024, "") for level, unit in (("area", "A"), ("area", "B"), ("district", "D"))
)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({AREA: 9.0}, {AREA: 11.0}, {2.0}),
        ({AREA: 9.0}, {AREA: 15.0}, set()),
        ({AREA: 9.0, DISTRICT: 20.0}, {AREA: 9.0, DISTRICT: 23.0}, {3.0}),
        (
            {AREA: 9.0, OTHER: None, DISTRICT: 20.0},
            {AREA: 14.0, OTHER: None, DISTRICT: 26.0},
            {1.0},
        ),
        ({AREA: 9.0, OTHER: None, DISTRICT: None}, {AREA: 9.0, OTHER: 6.0, DISTRICT: None}, set()),
    ],
    ids=["a count", "by five and more", "a total", "the hidden of a total", "shown later"],
)  # fmt: skip
def test_the_judge_finds_what_moved_by_a_few(before: Told, after: Told, found: set[float]) -> None:
    assert {round(number, 6) for number in increments(before, after).values()} == found


def test_no_two_builds_subtracted_give_a_few_away(replay: Replay) -> None:
    """More of them: python -m tests.models.random_discipline HOME 0 100."""
    pairs, shown, found = (sum(numbers) for numbers in zip(*(judged(replay, seed) for seed in range(4)), strict=True))
    assert pairs > 100 and shown > 1000
    assert found == 0


def test_without_the_register_they_would(replay: Replay) -> None:
    """Told anew from every build, a district gives increments away: the judge can fail."""
    told = pairwise(builds_of(replay, 1, remembers=False))
    assert sum(len(increments(*unclosed(before, after), one_way=False)) for before, after in told) > 5


def test_what_was_hidden_stays_hidden_until_a_half_closes_and_a_large_change_is_told(replay: Replay) -> None:
    """A cell that opens beside one that closes is the other less what was told."""
    anew = 0
    for seed in range(3):
        for before, after in (unclosed(*pair) for pair in pairwise(builds_of(replay, seed))):
            assert before.keys() <= after.keys()
            assert all(after[cell] is None for cell, number in before.items() if number is None)
            anew += any(number is not None and after[cell] not in (number, None) for cell, number in before.items())
    assert anew > 0


def test_a_half_that_closes_is_told_and_nothing_before_the_first_one_has(replay: Replay) -> None:
    """The district would hear of the year's discipline when it can change nothing any more."""
    moved = 0
    for seed in range(4):
        told = builds_of(replay, seed)
        assert all((2025 in {cell[3] for cell in one.told}) == (one.day >= date(2025, 7, 31)) for one in told)
        closing = [(a.told, b.told) for a, b in pairwise(told) if a.day < date(2026, 1, 31) <= b.day]
        moved += sum(a[cell] != b[cell] for a, b in closing for cell in a if cell[3] == 2025)
    assert moved, "nothing came in in the second half, or nothing of it was told"
