"""The words that indicators, standards, models and pages share (`data/vocabulary.yaml`), each list once.

A word that is not there never reaches the models, where it would silently count nothing.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, model_validator

from pipeline.policy.error_wording import outside
from pipeline.policy.strict_model import Strict, Word, Words
from pipeline.policy.yaml_file import read_model
from pipeline.settings import PROJECT

FILE = Path("data") / "vocabulary.yaml"


class LevelWords(Strict):
    """What a unit of a level is called, the whole of it, and how it is counted (所 of 所学校)."""

    name: Word
    whole: Word
    measure_word: Word

    @property
    def counted(self) -> str:
        """The noun behind a number: 所学校."""
        return self.measure_word + self.name


class PeriodWords(Strict):
    """What a period is called in a rule, and as a span of time."""

    name: Word
    span: Word

    @property
    def every(self) -> str:
        """How often: 按季度."""
        return f"按{self.span}"


class StatusGroups(Strict):
    """Statuses that say the standard was kept, that it was missed, and that come with a value."""

    met: Words
    short: Words
    valued: Words

    @property
    def judged(self) -> Words:
        """Statuses that judge."""
        return self.met + self.short


class Vocabulary(Strict):
    """Every list of words, in the order in which it is shown."""

    levels: dict[str, LevelWords]
    periods: dict[str, PeriodWords]
    statuses: dict[str, Word]
    status_groups: StatusGroups
    depths: dict[str, Word]
    families: Words
    units: Words
    grains: Words
    dimensions: Words
    parts: dict[Word, Words]
    calendar_letters: dict[Word, Word]

    @model_validator(mode="after")
    def _groups_hold_statuses(self) -> Vocabulary:
        unknown = [
            code for group in self.status_groups.model_dump().values() for code in group if code not in self.statuses
        ]
        if unknown:
            raise ValueError(f"status_groups 里的“{unknown[0]}”不在 statuses 里，请改正")
        return self


@cache
def vocabulary() -> Vocabulary:
    """Return the words of this installation. Raises UserError naming the key that is wrong."""
    return read_model(PROJECT / FILE, Vocabulary)


def one_of(words: str) -> AfterValidator:
    """Return the check that a word is in the list of that name; the refusal says what is."""

    def check(word: str) -> str:
        allowed = tuple(getattr(vocabulary(), words))
        if word not in allowed:
            raise ValueError(outside(allowed))
        return word

    return AfterValidator(check)


Level = Annotated[str, one_of("levels")]
Period = Annotated[str, one_of("periods")]
Depth = Annotated[str, one_of("depths")]
Family = Annotated[str, one_of("families")]
Unit = Annotated[str, one_of("units")]
Grain = Annotated[str, one_of("grains")]
Dimension = Annotated[str, one_of("dimensions")]
