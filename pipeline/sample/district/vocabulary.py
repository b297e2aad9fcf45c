"""The invented words of the sample district, and the seeded random numbers that choose among them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from ingest.yaml_text import parsed

T = TypeVar("T")


@cache
def words(name: str) -> Any:
    """Return the lists of one word file (`names`, `phrases` or `paperwork`)."""
    return parsed((Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8"))


def random_for(seed: int, *purpose: object) -> Random:
    """Return random numbers of a purpose's own: what is added for one purpose leaves all others as they were."""
    return Random(":".join(str(part) for part in (seed, *purpose)))


def weighted(rng: Random, choices: Sequence[tuple[T, float]]) -> T:
    """Return one of the choices, by weight."""
    mark = rng.random() * sum(weight for _, weight in choices)
    for choice, weight in choices:
        mark -= weight
        if mark < 0:
            return choice
    return choices[-1][0]
