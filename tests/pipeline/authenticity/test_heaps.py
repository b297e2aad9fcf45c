"""From how many on a heap is no chance, by hand."""

from __future__ import annotations

import pytest

from pipeline.authenticity.heaps import heap_limits, least_of


@pytest.mark.parametrize(
    ("rows", "share", "places", "chance", "least"),
    [
        (3, 0.5, 1, 0.125, 3),  # all three: 1/8
        (3, 0.5, 1, 0.1249, None),  # not even all three are unlikely enough
        (3, 0.5, 1, 0.5, 2),  # two or three: 3/8 + 1/8
        (2, 0.125, 8, 0.125, 2),  # both on one of eight: 8 x 1/64
        (2, 0.125, 8, 0.1249, None),
    ],
)
def test_the_limit_is_the_smallest_number_that_chance_does_not_explain(
    rows: int, share: float, places: int, chance: float, least: int | None
) -> None:
    assert least_of(rows, share, places, chance) == least


def test_more_rows_never_ask_for_fewer_on_the_heap() -> None:
    limits = heap_limits("one_day_of_month", 8, 1 / 20, 20, 1e-6)
    assert limits[0] == ("one_day_of_month", 8, 7)
    numbers = [least for _, _, least in limits]
    assert numbers == sorted(numbers)
