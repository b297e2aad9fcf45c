"""What people say for indicators, pages, statuses and units (`data/spoken_words.yaml`), for the box 问一句."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.policy.strict_model import Strict, Word, Words
from pipeline.policy.yaml_file import read_model
from pipeline.settings import PROJECT

FILE = Path("data") / "spoken_words.yaml"


class NotAnswered(Strict):
    """Words that ask for what has no single number, the reason, and the page that shows it if there is one."""

    words: Words
    reason: Word
    page: str = ""


class SpokenWords(Strict):
    """Words by what they stand for: codes of indicators, names of pages, statuses, levels; and words of the grammar."""

    indicators: dict[Word, Words]
    pages: dict[Word, Words]
    statuses: dict[Word, Words]
    own: dict[Word, Words]
    levels: dict[Word, Words]
    listing: Words
    listing_units: Words
    defining: Words
    finding: Words
    filler: Words
    not_answered: tuple[NotAnswered, ...]


@cache
def spoken_words() -> SpokenWords:
    """Return the words of this installation. Raises UserError naming the key that is wrong."""
    return read_model(PROJECT / FILE, SpokenWords)
