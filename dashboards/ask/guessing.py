"""What somebody could have meant: the names nearest to words that nobody knows; pure."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from dashboards.ask.catalogue import Catalogue
from dashboards.ask.meaning import Said
from dashboards.ask.text import LONGEST

MOST = 5
_NEAR = 60


def nearest(text: str, word: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the question with the names nearest to an unknown word in its place: that hold it, or look like it."""
    labels = catalogue.labels if len(word) > 1 else {}
    holding = [label for way, label in labels.items() if word in way]
    alike = process.extract(word, labels.keys(), scorer=fuzz.ratio, limit=MOST, score_cutoff=_NEAR)
    found = dict.fromkeys([*(labels[way] for way, _, _ in alike), *sorted(holding, key=len)])
    return tuple(_in_place(text, word, label) for label in found)[:MOST]


def instead(text: str, word: Said) -> tuple[str, ...]:
    """Return the question once for each thing that a word can mean, with that thing's name in the word's place."""
    labels = dict.fromkeys(one.label for one in word.meanings if one.label)
    return tuple(_in_place(text, word.text, label) for label in labels)[:MOST]


def _in_place(text: str, word: str, label: str) -> str:
    whole = text.replace(word, f" {label} ", 1).strip()
    return whole if len(whole) <= LONGEST else label
