"""Which files a cell of evidence (佐证材料) names, and whether a name tells one file from all others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

_NAME = re.compile(
    r"([^\s、,，;；/\\|]+?)\.(?:jpe?g|png|heic|bmp|gif|webp|tiff?|mp4|mov|avi|pdf|docx?|wps|xlsx?|pptx?|zip|rar)\b",
    re.I,
)
_DIGITS = re.compile(r"\d+")
_COUNTER, _MOMENT = 3, 8
"""IMG_203 counts the pictures of a telephone; 20250307 and longer is a moment, or a number that none gives twice."""


@dataclass(frozen=True)
class NamedFile:
    """A file as a cell names it; `anywhere`, whether the name is one file's in all organisations or only in one."""

    name: str
    anywhere: bool


@dataclass(frozen=True)
class PlainNames:
    """Words of names that anybody's files have (`照片`, `签到表`), and from how many other letters a name tells."""

    words: tuple[str, ...]
    letters: int

    def files(self, cell: str) -> Iterator[NamedFile]:
        """Yield the files that a cell names and that can be told from others."""
        for stem in dict.fromkeys(_NAME.findall(unicodedata.normalize("NFKC", cell))):
            found = _DIGITS.findall(stem)
            longest = max(map(len, found), default=0)
            own = sum(letter.isalpha() for letter in self._plain.sub("", _DIGITS.sub("", stem)))
            if own >= self.letters or longest >= _MOMENT:
                yield NamedFile(stem, anywhere=True)
            elif longest >= _COUNTER:
                yield NamedFile(stem, anywhere=False)

    @cached_property
    def _plain(self) -> re.Pattern[str]:
        longest_first = sorted(self.words, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first)) or "(?!)", re.I)


def named_files(cells: Iterable[str], names: PlainNames) -> list[tuple[str, str, bool]]:
    """Return cell, file and whether its name is one file's everywhere, of each different cell."""
    return [(cell, file.name, file.anywhere) for cell in sorted(set(cells)) for file in names.files(cell)]
