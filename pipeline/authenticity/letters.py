"""What a text says in words of its own: without width, spaces, punctuation, numbers, dates and what all repeat."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

SHINGLE = 6
"""So many letters in a row are taken for one phrase: shorter ones are in any two texts of this trade."""
_NUMERAL = r"[0-9〇零一二三四五六七八九十百]"
_DATE = re.compile(rf"(?:{_NUMERAL}+(?:年度?|月份?|日|号|季度|周|学期))+|\d+")


def letters_of(text: str) -> str:
    """Return the letters, digits and characters of a text."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign.isalnum())


def shingles(letters: str) -> Iterator[str]:
    """Yield every run of `SHINGLE` letters."""
    return (letters[at : at + SHINGLE] for at in range(len(letters) - SHINGLE + 1))


def undated(letters: str) -> str:
    """Return letters without numbers and dates, also those in Chinese numerals (二〇二五年三月); 三会一课 stays."""
    return _DATE.sub("", letters)


@dataclass(frozen=True)
class Wording:
    """What tells texts apart although they read alike.

    `series` are words of parts (章, 讲), `documents` the letters of names of documents: who writes 第三章 and then
    第四章, or studies one document and then another, has copied nothing.
    """

    series: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    @cached_property
    def _part(self) -> re.Pattern[str]:
        return re.compile(rf"第({_NUMERAL}+)({'|'.join(map(re.escape, self.series)) or '(?!)'})")

    @cached_property
    def _document(self) -> re.Pattern[str]:
        longest_first = sorted(self.documents, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first)) or "(?!)")

    def marks(self, letters: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return the parts and the documents that a text names."""
        parts = frozenset("".join(found) for found in self._part.findall(letters))
        return parts, frozenset(self._document.findall(letters))

    def without_marks(self, letters: str) -> str:
        """Return letters without names of parts and documents, which are nobody's own words."""
        return self._document.sub("", self._part.sub("", letters))


def without(letters: str, said: Collection[str]) -> str:
    """Return the letters that stand in no phrase of `said` (shingles)."""
    covered = bytearray(len(letters))
    for at, shingle in enumerate(shingles(letters)):
        if shingle in said:
            covered[at : at + SHINGLE] = b"\x01" * SHINGLE
    return "".join(letter for letter, hidden in zip(letters, covered, strict=True) if not hidden)
