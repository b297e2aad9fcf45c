"""What a series of attempts came to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """What was attempted, how often, and which attempts got somewhere."""

    name: str
    tried: int
    came_through: tuple[str, ...]


def outcome(name: str, attempts: Iterable[tuple[str, bool]]) -> Outcome:
    """Return what attempts (each what it was, and whether it got somewhere) came to."""
    found = list(attempts)
    return Outcome(name, len(found), tuple(what for what, came_through in found if came_through))
