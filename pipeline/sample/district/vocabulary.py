"""The invented words of the sample district, and the seeded dice that choose among them."""

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
    """The lists of one word file (`names` or `phrases`)."""
    return parsed((Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8"))


def dice(seed: int, *purpose: object) -> Random:
    """Random numbers of their own for each purpose, so that a longer district leaves the others' values alone."""
    return Random(":".join(str(part) for part in (seed, *purpose)))


def weighted(rng: Random, choices: Sequence[tuple[T, float]]) -> T:
    """One of the choices, by weight."""
    mark = rng.random() * sum(weight for _, weight in choices)
    for choice, weight in choices:
        mark -= weight
        if mark < 0:
            return choice
    return choices[-1][0]
