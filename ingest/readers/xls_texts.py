"""The shared texts of an .xls (BIFF8) that have letters of several fonts: which of them are struck out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from struct import unpack

_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08
_SIZE_OF_RUN = 4

Run = tuple[int, int]
"""From which character on which font is used."""


def struck_texts(parts: Sequence[bytes], struck_fonts: Collection[int]) -> dict[int, bool]:
    """Return of each shared text with a struck-out letter, by its number, whether all of its letters are.

    `parts` are the record of shared texts and those that continue it. May raise IndexError or struct.error.
    """
    shares = ((number, struck_share(runs, struck_fonts)) for number, runs in enumerate(_runs(_Parts(parts))))
    return {number: share for number, share in shares if share is not None}


def struck_share(runs: Sequence[Run], struck_fonts: Collection[int]) -> bool | None:
    """Say of a text of several fonts whether it is wholly struck out; None if nothing of it is."""
    struck = [font in struck_fonts for _, font in runs]
    return all(struck) and runs[0][0] == 0 if any(struck) else None


def _runs(parts: _Parts) -> Iterator[list[Run]]:
    """Yield the runs of each text, in the order of their numbers; none for a text of one font."""
    _, count = unpack("<II", parts.take(8))
    for _ in range(count):
        length, flags = unpack("<HB", parts.take(3))
        runs = unpack("<H", parts.take(2))[0] if flags & _RICH else 0
        further = unpack("<I", parts.take(4))[0] if flags & _EXTENDED else 0
        parts.skip_letters(length, bool(flags & _WIDE))
        told = parts.take(runs * _SIZE_OF_RUN)
        parts.take(further)
        yield [unpack("<HH", told[place : place + _SIZE_OF_RUN]) for place in range(0, len(told), _SIZE_OF_RUN)]


class _Parts:
    """Reads on over the ends of records; letters that go on in the next one begin there with their width."""

    def __init__(self, parts: Sequence[bytes]) -> None:
        self._parts, self._part, self._place = parts, 0, 0

    def take(self, size: int) -> bytes:
        taken = b""
        while len(taken) < size:
            taken += self._up_to(size - len(taken))
            if len(taken) < size:
                self._next()
        return taken

    def skip_letters(self, count: int, is_wide: bool) -> None:
        while True:
            size = 2 if is_wide else 1
            count -= len(self._up_to(count * size)) // size
            if not count:
                return
            self._next()
            is_wide = bool(self._up_to(1)[0] & _WIDE)

    def _up_to(self, size: int) -> bytes:
        found = self._parts[self._part][self._place : self._place + size]
        self._place += len(found)
        return found

    def _next(self) -> None:
        self._part, self._place = self._part + 1, 0
        self._parts[self._part]  # an end that comes too early is an error
