"""Trends, places on the spine, what periods ask for and the spread of hours: by hand, and against a recomputation."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from tests.reference.profiles import LIMIT, Point, chi_square, spine_place, trend


def points(*shares: tuple[float, float]) -> list[Point]:
    return [(date(2020 + number, 1, 1), top, base) for number, (top, base) in enumerate(shares)]


def test_the_chi_square_of_a_textbook_table() -> None:
    """0, 1, 2, 3, 4 of ten each, by hand: slope 10, p = 0.2, variance 0.16 x 10 x 10 = 16, so 100 / 16 = 6.25."""
    assert chi_square(points((0, 10), (1, 10), (2, 10), (3, 10), (4, 10))) == pytest.approx(6.25)
    assert trend(points((0, 10), (1, 10), (2, 10), (3, 10), (4, 10)))[0] == "none"


def test_a_trend_needs_five_points_and_a_base_that_can_show_one() -> None:
    assert trend(points((0, 50), (10, 50), (30, 50), (50, 50)))[0] == "too_few"
    # five yes-or-no quarters cannot reach 9.5495 however they lie: chi-square never exceeds the base
    worst = max(
        chi_square(points(*((float(top), 1.0) for top in tops)))
        for tops in itertools.product((0, 1), repeat=5)
        if 0 < sum(tops) < 5
    )
    assert worst <= 5 < LIMIT
    assert trend(points((0, 1), (0, 1), (0, 1), (1, 1), (1, 1)))[0] == "too_few"


def test_all_met_every_time_is_no_trend_and_not_an_error() -> None:
    assert trend(points(*[(3, 3)] * 4, (10, 10))) == ("none", 0.0)


def test_only_the_last_five_points_are_looked_at() -> None:
    rising = points((50, 50), (50, 50), (0, 50), (10, 50), (20, 50), (30, 50), (40, 50))
    assert trend(rising)[0] == "up"
    assert trend([(day, 50 - top, base) for day, top, base in rising])[0] == "down"


def test_the_spine_puts_the_median_in_the_middle_and_better_to_the_right() -> None:
    peers = [70.0, 80.0, 90.0, 90.0, 95.0]
    # median 90; farthest is the unit itself, 30 below: it lies at the left end
    assert spine_place(60, peers, 100, lower_is_better=False) == 0
    assert spine_place(60, peers, 100, lower_is_better=True) == 100
    assert spine_place(90, peers, 100, lower_is_better=False) == 50
    assert spine_place(5, [5.0] * 5, None, lower_is_better=False) == 50
