"""An answer: sentences, where what it says stands, and what else could have been meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboards.ask.periods import Period
from dashboards.shared.unit import UnitKey


@dataclass(frozen=True)
class Place:
    """A page, what the link to it is called, and what stands behind the question mark."""

    page: str
    label: str
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class About:
    """What an answer is about: who, when, and which indicator (empty for all of them)."""

    unit: UnitKey
    unit_name: str
    period: Period
    indicator: str = ""


@dataclass(frozen=True)
class Answer:
    """What is said to a question. `lines` are plain text; `is_answered` tells an answer from the reason there is none.

    `guesses` are questions that could have been meant. An answer that `is_confidential` is logged before it is shown.
    """

    lines: tuple[str, ...]
    place: Place | None = None
    about: About | None = None
    guesses: tuple[str, ...] = ()
    is_answered: bool = True
    is_confidential: bool = False


def refused(reason: str, place: Place | None = None, guesses: tuple[str, ...] = ()) -> Answer:
    """Return why there is no answer."""
    return Answer((reason,), place, guesses=guesses, is_answered=False)
