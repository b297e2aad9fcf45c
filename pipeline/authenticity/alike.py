"""Which texts say nearly the same in words of their own, among thousands, without comparing each pair at length."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

from pipeline.authenticity.letters import Wording, letters_of, undated, without

Numbers = np.ndarray[Any, np.dtype[np.float32]]

_CHUNK, _BINS, _ROUNDING = 512, 256, 1e-3
MOST_PARTNERS = 20
"""Of one text so many are told, the most alike: who looks at a text needs no list of all others."""


@dataclass(frozen=True)
class Limits:
    """From how many letters of its own a text is looked at, from which likeness (0 to 100) on a pair is told.

    What `common_to` organisations write nearly alike, or more, is taken for something that all were told to write.
    """

    letters: int
    likeness: float
    common_to: int


@dataclass(frozen=True)
class Alike:
    """Two different texts, each way round, and how alike their own words are, 0 to 100."""

    one: str
    other: str
    likeness: float


def alike(
    written: Iterable[tuple[str, str]], said: frozenset[str], wording: Wording, limits: Limits, itself: bool = False
) -> list[Alike]:
    """Return which of the texts that organisations have `written` (organisation, text) are nearly the same.

    `said` are the phrases (shingles) of the district's notices. Texts that differ in punctuation alone are one; with
    `itself` each text is told too, as alike to itself, for those who wrote it word for word.
    """
    by_text: defaultdict[str, set[str]] = defaultdict(set)
    for organisation, text in written:
        by_text[text].add(organisation)
    looked_at = _Texts(by_text, said, wording, limits)
    found = looked_at.pairs()
    everybodys = looked_at.everybodys()
    told = [each for text in looked_at.long if text not in everybodys for each in _nearest(found[text], everybodys)]
    return [*told, *(Alike(text, text, 100.0) for text in looked_at.long if text not in everybodys and itself)]


class _Texts:
    """The texts that are long enough in words of their own, shortest first, and who wrote them."""

    def __init__(self, by_text: Mapping[str, set[str]], said: frozenset[str], wording: Wording, limits: Limits) -> None:
        self._plain = {text: letters_of(text) for text in by_text}
        self._own = {
            text: without(undated(wording.without_marks(letters)), said) for text, letters in self._plain.items()
        }
        long = (text for text, own in self._own.items() if len(own) >= limits.letters)
        self.long = sorted(long, key=lambda text: (len(self._own[text]), text))
        self._marks = {text: wording.marks(self._plain[text]) for text in self.long}
        self._written = by_text
        self._writers = {text: set(by_text[text]) for text in self.long}
        self._limits = limits

    def pairs(self) -> defaultdict[str, list[Alike]]:
        """Return those alike to each text, and note who else wrote the like, whatever part or document it is about."""
        found: defaultdict[str, list[Alike]] = defaultdict(list)
        for at, other_at, likeness in _near([self._own[text] for text in self.long], self._limits.likeness):
            one, other = self.long[at], self.long[other_at]
            self._writers[one] |= self._written[other]
            self._writers[other] |= self._written[one]
            if self._plain[one] != self._plain[other] and not _differ(self._marks[one], self._marks[other]):
                found[one].append(Alike(one, other, likeness))
                found[other].append(Alike(other, one, likeness))
        return found

    def everybodys(self) -> set[str]:
        """Return the texts that so many wrote that they were told to; `pairs` has been asked for."""
        return {text for text, writers in self._writers.items() if len(writers) >= self._limits.common_to}


def _nearest(found: list[Alike], everybodys: Collection[str]) -> list[Alike]:
    near = (each for each in found if each.other not in everybodys)
    return sorted(near, key=lambda each: (-each.likeness, each.other))[:MOST_PARTNERS]


def _differ(one: tuple[frozenset[str], frozenset[str]], other: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Tell texts that name different parts or different documents."""
    return any(mine and theirs and mine != theirs for mine, theirs in zip(one, other, strict=True))


def _near(texts: list[str], likeness: float) -> Iterator[tuple[int, int, float]]:
    """Yield pairs of places of texts, sorted by length, that are alike to `likeness` or more.

    Compared at length are only those that have letters enough in common, see `_could_be`.
    """
    share = likeness / 100
    counts, lengths = _counted(texts), np.array([len(text) for text in texts], np.float32)
    for start in range(0, len(texts), _CHUNK):
        chunk = slice(start, min(start + _CHUNK, len(texts)))
        # Two texts are never more alike than their lengths allow.
        end = int(np.searchsorted(lengths, lengths[chunk.stop - 1] * (2 - share) / share, side="right"))
        ones, others = _could_be(counts, lengths, chunk, end, share)
        scores = process.cpdist(
            [texts[one] for one in ones],
            [texts[other] for other in others],
            scorer=Indel.normalized_similarity,
            score_cutoff=share,
            dtype=np.float32,
        )
        for at in np.flatnonzero(scores):
            yield int(ones[at]), int(others[at]), round(float(scores[at]) * 100, 1)


def _counted(texts: list[str]) -> Numbers:
    """Return how often each text has each letter, letters put into `_BINS` heaps."""
    counts = np.zeros((len(texts), _BINS), np.float32)
    for row, text in zip(counts, texts, strict=True):
        for letter in text:
            row[ord(letter) * 40503 % 65536 % _BINS] += 1
    return counts


def _could_be(
    counts: Numbers, lengths: Numbers, chunk: slice, end: int, share: float
) -> tuple[np.ndarray[Any, np.dtype[np.intp]], np.ndarray[Any, np.dtype[np.intp]]]:
    """Return the pairs of a chunk and what follows it, up to `end`, that have letters enough in common to be alike.

    Letters in common are at most the sum of products of their counts: nothing that is alike is left out, and all
    pairs are asked at once by a product of matrices.
    """
    more = np.ones((chunk.stop - chunk.start, 1), np.float32)
    some = np.hstack([counts[chunk], -share / 2 * lengths[chunk, None], more])
    rest = counts[chunk.start : end]
    others = np.hstack([rest, np.ones((len(rest), 1), np.float32), -share / 2 * lengths[chunk.start : end, None]])
    one, other = np.nonzero(some @ others.T > -_ROUNDING)
    later = other > one
    return one[later] + chunk.start, other[later] + chunk.start
